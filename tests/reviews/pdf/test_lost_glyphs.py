"""Ligatures of which only a sign is left are letters again, if the words decide it."""

import pytest

from reviews.pdf.lost_glyphs import restored
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
