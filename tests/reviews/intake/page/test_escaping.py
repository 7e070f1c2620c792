"""Plain words as Markdown that says the same."""

import pytest

from reviews.intake.page.escaping import escaped, looks_like_markdown


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("# five", "\\# five"),
        ("1. one", "1\\. one"),
        ("a_b *c* [d]", "a_b \\*c\\* [d]"),
        ("> q", "\\> q"),
        ("~~x ~y", "\\~\\~x ~y"),
        ("<b> &amp;", "\\<b> \\&amp;"),
        ("= x", "&#61; x"),
        ("| a |", "\\| a |"),
        ("\\[1\\] and \\[x_1\\]", "\\\\[1\\\\] and \\[x_1\\]"),
        ("[a](b) [c", "\\[a&#93;(b) \\[c"),
        ("a*b * c *d", "a*b * c \\*d"),
        ("a\\b $c", "a\\b \\$c"),
    ],
)
def test_signs_of_markdown_are_escaped(words: str, markdown: str):
    assert escaped(words) == markdown


def test_within_a_line_a_number_or_a_hash_is_no_sign():
    assert [escaped(words, first=False) for words in ("# five", "1. one")] == ["# five", "1. one"]


def test_one_sign_alone_makes_no_markdown():
    assert [looks_like_markdown(text) for text in ("# A\n\n**b**", "# A", "plain\nwords")] == [True, False, False]
