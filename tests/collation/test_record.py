"""What the values of the record say of themselves."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.record import Turn
from tests.collation.samples.rows import who


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, ()),
        ({"version": "5.2"}, ("5.2",)),
        ({"name": "Ada 5.2 Pro", "version": "5.2 Pro"}, ()),
        ({"name": "Ada-5", "version": "5"}, ()),
        ({"name": "Ada 5.2 Pro", "version": "5"}, ("5",)),
        ({"said_on": date(2026, 2, 3)}, ("3 Feb 2026",)),
        ({"version": "5.2", "said_on": date(2026, 9, 30), "round": 2}, ("5.2", "30 Sep 2026", "round 2")),
    ],
)
def test_provenance_names_what_is_known(known, words):
    assert replace(who("Ada"), **{"version": "", "said_on": None, "round": 1} | known).provenance == words


TURN = Turn(1, 0, "", "Safe[1], so【2】 it is.", (), ((4, 7), (11, 14)))


def test_marks_of_citations_are_read_over_and_stand_in_no_quotation():
    assert len(TURN.legible) == len(TURN.text)
    assert TURN.quote(0, 21) == "Safe, so it is."
    assert [TURN.text[slice(*span)] for span in TURN.spans(0, 21)] == ["Safe", ", so", " it is."]
    assert list(TURN.spans(4, 7)) == []


@given(st.integers(0, 21), st.integers(0, 21))
def test_the_spans_of_a_quotation_are_its_words(start, end):
    assert "".join(TURN.text[slice(*span)] for span in TURN.spans(start, end)) == TURN.quote(start, end)
