"""The text and the blocks of rendered HTML."""

from reviews import richtext


def test_blocks() -> None:
    rendered = richtext.render(
        "# One\n**Two**\n\nthree  \nfour\n- five\n  1. six\n\n     seven\n> eight\n\n| n | t |\n|-|-|\n|  | **e** |\n\n"
        "```\ncode\n\nmore\n```"
    )
    assert [(*block[:2], rendered.text[block[2] : block[3]], *block[4:]) for block in rendered.blocks] == [
        ("heading", 1, "One", False, False),
        ("paragraph", 0, "Two", True, False),
        ("paragraph", 0, "three\nfour", False, False),
        ("item", 1, "five", False, False),
        ("item", 2, "six", False, True),
        ("item", 2, "seven", False, True),
        ("quote", 0, "eight", False, False),
        ("row", 0, "n\tt", False, False),
        ("row", 0, "\te", True, False),
        ("code", 0, "code\n\nmore", False, False),
    ]
    assert richtext.text_of(rendered.html) == rendered.text
