"""Texts folded for the search of quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.readers.folding import fold, folded
from reviews.characters import masked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("so -- then", "so — then"),
        ("a  b\n\tc", "a b c"),
        ("a\xa0b", "a b"),
        ("he said “so” and ‘so’", "he said \"so\" and 'so'"),
        ("«so»", '"so"'),
        ("safe — mostly", "safe-mostly"),
        ("10–20", "10-20"),
        ("a **bold** word", "a bold word"),
        ("an _italic_ word", "an italic word"),
        ("some `code` here", "some code here"),
        ("a\n- b\n* c", "a\nb\nc"),
        ("# Title\n> quoted", "Title\nquoted"),
        ("so…", "so..."),
        ("co\u00adoperate", "cooperate"),
        ("ze\u200bro", "zero"),
        (masked("It is safe[1]. So.", [(10, 13)]), "It is safe. So."),
        ("cafe\u0301", "café"),
        ("a | b | c", "a\tb\tc"),
        (r"it\'s \*so\*", "it's so"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_what_nobody_reads_is_folded(one: str, other: str):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2*3", "23"),
        ("snake_case", "snakecase"),
        ("C#", "C"),
        ("~10", "10"),
        ("10²", "102"),
        ("P(A|B)", "P(AB)"),
        ("Safe", "safe"),
        ("café", "cafe"),
    ],
)
def test_what_says_something_stays(one: str, other: str):
    assert folded(one) != folded(other)


def test_list_marks_can_stay():
    assert fold("a\n- b", list_marks=True).folded == "a-b"
    assert fold("a\n- b").folded == "a b"


@given(st.text(alphabet=st.sampled_from("ab –-*_`“”'\"…\n\t\u00ad\u200be\u0301\u1112\u1161|#>."), max_size=60))
def test_each_folded_sign_has_its_place(text: str):
    made = fold(text)
    places = [made.place(at, at + 1) for at in range(len(made.folded))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert "  " not in made.folded
    for at in range(len(made.folded)):
        if not made.splits_sign(at) and not made.splits_sign(at + 1):
            assert folded(text[slice(*places[at])]) in (made.folded[at].strip(), "")
