"""Ligatures of which only a sign is left are letters again, if the words decide it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.pdf.lost_glyphs import restored, with_letters_of_tex, without_gaps
from reviews.pdf.words import readable


def one(page: str, *words: str) -> str:
    return restored([page], words)[0]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("e\ue000cient and su\ue000x", "efficient and suffix"),
        ("Of\ue001ce hours", "Office hours"),
        ("the \u02dbelds and \u02dbgures", "the fields and figures"),
        ("the e\ufffdective o\ufffdce", "the effective office"),
        ("E\ue000CIENT", "EFFICIENT"),
        ("\ue000 a bullet", "\ue000 a bullet"),
        ("x\ue000 = 3", "x\ue000 = 3"),
        ("qu\ue000zzy", "qu\ue000zzy"),
        ("a whole word", "a whole word"),
    ],
)
def test_signs(page, expected):
    assert one(page) == expected


def test_words_of_the_document_decide():
    assert one("a \ue000abber and a \ue000abbers", "flabber") == "a flabber and a flabbers"


def test_one_sign_is_one_ligature_in_all_words():
    assert restored(["the \ue000rst", "an un\ue000nished one"], ()) == ["the first", "an unfinished one"]


def test_a_sign_that_could_be_two_ligatures_stays():
    assert one("a \ue000ower", "flower", "fiower") == "a \ue000ower"


def test_pages_of_a_pdf_are_read_so():
    assert readable(["An e\ue000cient o\x00ce, a\x00b."]) == ("An efficient office, ab.",)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("The e ective kite is in the \n o ce.", "The effective kite is in the \n o ce."),
        ("The kites of the eld fi nd it, and confi rm it.", "The kites of the eld find it, and confirm it."),
        ("The signi cant part of it is di erent.", "The significant part of it is different."),
        ("The kite of the o set is off line, and of ten.", "The kite of the o set is off line, and of ten."),
        ("The eficient kite is diferent.", "The efficient kite is different."),
        ("The Eficient kite is DIFERENT.", "The Efficient kite is DIFFERENT."),
        ("The eficient kite is alone.", "The eficient kite is alone."),
        ("The eficient kite is diferent, and off.", "The eficient kite is diferent, and off."),
        ("L'estel eficient i diferent de l'ofice.", "L'estel eficient i diferent de l'ofice."),
        ("", ""),
    ],
    ids=["gap", "behind", "inside", "words", "nothing left", "large", "once", "not lost", "Catalan", "empty"],
)
def test_ligatures_without_a_sign(page, expected):
    assert without_gaps([page]) == [expected]


def test_the_places_of_ligatures_in_fonts_of_tex():
    assert with_letters_of_tex(["An e\x0bective \x0cve, and a wa\x0be.\x0cNo."], ()) == [
        "An effective five, and a waffe.\x0cNo."
    ]
    assert with_letters_of_tex(["c\x1fd"], ()) == ["c\x1fd"]
    assert readable(["It is su\x0ecient, sta\x00, and the \x00rst."]) == ("It is sufficient, staff, and the first.",)


@given(st.lists(st.text(alphabet="of nidecrtsTh\x00\x0b\x0c\x0e\ue000\ufffd", max_size=60), max_size=4))
def test_letters_are_added_and_none_is_lost(pages):
    for before, after in zip(pages, without_gaps(restored(with_letters_of_tex(pages, ()), ())), strict=True):
        left = iter(after.lower())
        assert all(letter in left for letter in before.lower() if letter.isalpha())
