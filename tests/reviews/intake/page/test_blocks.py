"""Lines and blocks of a text."""

import pytest

from reviews.intake.page.blocks import PageBlock, blocks_of, code_share, is_code_line, lines_of, with_lines_apart

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


@pytest.mark.parametrize(
    ("line", "is_code"),
    [
        ("import os", True),
        ("x = 1", True),
        ("    indented", True),
        ("$ make", True),
        ("</div>", True),
        ("Import duties rose.", False),
        ("Kites fly because the wind pushes on them.", False),
        ("", False),
    ],
)
def test_lines_of_code_are_told_from_prose(line: str, is_code: bool):
    assert is_code_line(line) is is_code


def test_the_share_of_code():
    assert code_share(["import os", "x = 1", "It is safe.", ""]) == 0.5
    assert code_share([]) == 0
