"""The phrases of a paragraph: what begins and ends in it, in any order."""

import pytest

from reviews.intake.formats.html_phrases import Phrases


def test_words_are_escaped_together_and_marks_kept():
    open_paragraph = Phrases()
    open_paragraph.read("a *")
    open_paragraph.open("b", "", in_heading=False)
    open_paragraph.read("b")
    open_paragraph.close("b")
    open_paragraph.read(" c")
    assert open_paragraph.is_begun
    assert open_paragraph.take() == "a \\***b** c"
    assert not open_paragraph.is_begun


@pytest.mark.parametrize(
    ("before", "written"),
    [("", "$x$"), ("a ", "a $x$"), ("a", "a\\(x\\)")],
)
def test_a_formula_behind_a_letter_is_written_otherwise(before, written):
    open_paragraph = Phrases()
    if before:
        open_paragraph.read(before)
    open_paragraph.write_formula("$x$", "\\(x\\)", is_inline=True)
    assert open_paragraph.take() == written


def test_a_style_too_deep_is_none():
    open_paragraph = Phrases()
    for _ in range(14):
        open_paragraph.open("span", "", in_heading=False)
    open_paragraph.open("b", "", in_heading=False)
    assert not open_paragraph.is_open("b")
    open_paragraph.close("b")
    open_paragraph.read("x")
    assert open_paragraph.take() == "x"
