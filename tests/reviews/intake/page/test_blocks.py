"""Lines and blocks of a text."""

from reviews.intake.page.blocks import PageBlock, blocks_of, lines_of, with_lines_apart

TEXT = "a\nb\n\n\n```\nx\n\ny\n```\nc"


def shown(blocks: list[PageBlock]) -> list[tuple[str, int, int]]:
    """Text and gaps of each block."""
    return [(block.text, block.gap, block.gap_after) for block in blocks]


def test_lines_have_their_places_and_say_if_they_are_fenced():
    lines = list(lines_of(TEXT, fences=True))
    assert [TEXT[line.start : line.end] for line in lines] == TEXT.split("\n") == [line.text for line in lines]
    assert [line.text for line in lines if line.fenced] == ["```", "x", "", "y", "```"]


def test_a_fence_and_its_content_are_one_block():
    assert shown(blocks_of(list(lines_of(TEXT, fences=True)))) == [("a\nb", 0, 2), ("```\nx\n\ny\n```\nc", 2, 0)]


def test_lines_are_taken_apart_but_for_code():
    apart = with_lines_apart(blocks_of(list(lines_of(TEXT, fences=True))))
    assert shown(apart) == [("a", 0, 0), ("b", 0, 2), ("```\nx\n\ny\n```", 2, 0), ("c", 0, 0)]
