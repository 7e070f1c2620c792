"""The sentence that stands for a folded cell."""

from dataclasses import replace

import pytest

from collation.pages.key_sentence import key_sentence
from tests.collation.samples.answers import turn
from tests.collation.samples.rows import unread, who

ADA = who("Ada")


@pytest.mark.parametrize(
    ("answer", "quoted", "sentence"),
    [
        ("## Verdict\n\nIt is safe. Quite.", "", "It is safe."),
        ("## Verdict\n\nIt is safe. Quite.", "Quite.", "Quite."),
        ("- One.\n- Two.", "", "One."),
        ("| Risk |\n| --- |\n| It bites |\n\n```\ncode\n```\n\nIt is safe.", "", "It is safe."),
        ("## Safe, indeed", "", "Safe, indeed"),
        ("Is it safe? This is nuanced:\n\n- It bites.", "", "It bites."),
        ("This is nuanced:", "", "This is nuanced:"),
        (f"{'It may bite and ' * 30}run.", "", f"{'It may bite and ' * 19}It may bite…"),
    ],
)
def test_the_sentence_that_stands_for_a_folded_cell(answer, quoted, sentence):
    said = turn(1, "", answer)
    ada = replace(ADA, turns=(said,))
    one = unread(ada, words=said.text)
    start = said.text.index(quoted)
    marked = {(one.question.question_id, ADA.transcript_id): [(1, start, start + len(quoted))]} if quoted else {}
    shown = key_sentence(one, marked)
    assert shown is not None
    assert (shown.words, shown.carries) == (sentence, bool(quoted))


def test_annotations_of_the_sentence_are_shown_in_it():
    said = turn(1, "", "It is\nsafe by day. Quite.")
    one = unread(replace(ADA, turns=(said,)), words=said.text)
    shown = key_sentence(one, {}, {1: [(3, 10, 5), (6, 10, 2), (14, 99, 1), (16, 99, 3)], 2: [(0, 5, 4)]})
    assert shown is not None
    assert shown.runs == (("It ", None), ("is ", 5), ("safe", 2), (" by ", None), ("da", 1), ("y.", 3))


def test_no_words_have_no_sentence():
    assert key_sentence(unread(ADA), {}) is None
