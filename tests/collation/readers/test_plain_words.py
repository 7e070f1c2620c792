"""A reader's own words as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.readers.plain_words import plain_words


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("see [the paper](https://paper.test) now", "see the paper now"),
        ("see https://paper.test/a?b=c now", "see now"),
        ("see www.paper.test now", "see now"),
        ("click javascript:alert(1)", "click"),
        ("a <b>bold</b> <script>x</script> word", "a bold x word"),
        ("a **bold**\n\n_word_ `code`", "a bold word code"),
        ("in\u202evisible\u200b", "invisible"),
        ("snake_case < 5", "snake_case < 5"),
    ],
)
def test_only_text_stays(words: str, plain: str):
    assert plain_words(words, 80) == plain


def test_long_words_are_cut():
    assert plain_words("one two three four", 10) == "one two…"


@given(st.text(max_size=300), st.integers(5, 50))
def test_the_length_is_bounded(words: str, most: int):
    made = plain_words(words, most)
    assert len(made) <= most
    assert "\n" not in made
