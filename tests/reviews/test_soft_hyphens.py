"""Soft hyphens: where a long word may be broken, and that it is never longer than a column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.soft_hyphens import BREAK, LONGEST, SOFT_HYPHEN, softened


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Asynchronous", "Asynchro-nous"),
        ("reproducible", "repro-duci-ble"),
        ("interoperability", "inte-rope-rabi-lity"),
        ("State-of-the-art", "State-of-the-art"),
        ("short words stay", "short words stay"),
        ("Wissenschaftlichkeit", "Wis-senschaf-tlichkeit"),
        ("非常に長い日本語の文章がここにあります", "非常に長い日本語の文章がここにあります"),
    ],
)
def test_where_words_may_be_broken(word, parts):
    assert softened(word).replace(SOFT_HYPHEN, "-") == parts


def test_a_line_may_end_with_a_slash_between_letters():
    assert softened("Security/safety, 1/2, https://a/b") == f"Security/{BREAK}safety, 1/2, https://a/{BREAK}b"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäüé -.,ABC", max_size=60))
def test_nothing_else_changes_and_no_part_is_long(text):
    soft = softened(text)
    assert soft.replace(SOFT_HYPHEN, "") == text
    for word in soft.split():
        assert SOFT_HYPHEN not in (word[0], word[-1])
        if SOFT_HYPHEN in word:
            letters = "".join(char if char.isalpha() or char == SOFT_HYPHEN else " " for char in word)
            for run in letters.split():
                assert SOFT_HYPHEN not in run or max(map(len, run.split(SOFT_HYPHEN))) <= LONGEST + 2
