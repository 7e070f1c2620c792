"""What a cell and a row say of themselves."""

from dataclasses import replace

import pytest

from collation.cells import Verdict
from collation.record import Ground, Suggestion
from tests.collation.samples.rows import cell, row, unread, who

ADA, BERT, CLEO = who("Ada"), who("Bert"), who("Cleo")


def test_the_divergence_of_a_row_is_that_of_its_first_round():
    cells = (cell(ADA, "yes"), cell(BERT, "no"), cell(replace(CLEO, round=2), "yes"))
    assert (row(*cells).divergence, row(*cells[::2]).divergence) == (1.0, None)
    assert row(*cells).first == cells[:2]


def test_what_is_counted_in_a_row():
    shown = row(cell(ADA, "yes"), cell(BERT, "silent"), cell(CLEO, "not_asked"))
    assert (shown.counted, shown.absent, shown.asked, shown.unread, shown.read) == (1, 2, 2, 0, 2)


@pytest.mark.parametrize(
    ("values", "tells"),
    [(("yes", "no"), True), (("yes", "silent"), False), (("yes", "no", "silent", "silent", "silent"), False)],
)
def test_a_headline_needs_two_verdicts_of_half_of_those_asked(values, tells):
    shown = row(*(cell(who(name), value) for name, value in zip(("A", "B", "C", "D", "E"), values, strict=False)))
    assert shown.tells is tells


def test_a_cell_that_only_people_have_read():
    alone = unread(ADA)
    assert (alone.state, alone.unread) == ("unread", True)
    for verdict, state in (
        (Verdict("yes", "marks", rank=3), "answered"),
        (Verdict("silent", "marks"), "silent"),
        (Verdict(None, "marks", split=True, rank=1.5), "answered"),
    ):
        marked = replace(alone, verdict=verdict)
        assert (marked.state, marked.unread) == (state, False)


def suggesting(respondent, verdict, *grounds):
    one = Suggestion(verdict, source="gpt", by="GPT", grounds=tuple(Ground(key, key) for key in grounds))
    return replace(cell(respondent, verdict, "suggestion"), suggestions=(one,))


def test_the_same_verdict_on_other_grounds():
    small, code = "r-small", "r-code"
    assert row(suggesting(ADA, "no", small), suggesting(BERT, "no", code)).different_grounds == {"ada", "bert"}
    assert row(suggesting(ADA, "no", small), suggesting(BERT, "no", small, code)).different_grounds == set()
    assert row(suggesting(ADA, "no", small), suggesting(BERT, "yes", code)).different_grounds == set()
    assert row(suggesting(ADA, "no", small), suggesting(BERT, "no")).different_grounds == set()
    three = row(suggesting(ADA, "no", small), suggesting(BERT, "no", small), suggesting(CLEO, "no", code))
    assert three.different_grounds == {"cleo"}


def test_a_verdict_of_people_rests_on_the_grounds_of_the_readers_who_say_the_same():
    one = replace(suggesting(ADA, "no", "r-small"), verdict=Verdict("no", "marks", rank=0))
    other = replace(suggesting(ADA, "no", "r-small"), verdict=Verdict("yes", "marks", rank=3))
    assert (one.grounds, other.grounds) == (("r-small",), ())
