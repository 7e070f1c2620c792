from dataclasses import replace

import pytest

from collation.cells import Verdict
from collation.pages.priorities import Matter, first_look, look_here_first
from collation.record import Suggestion
from tests.collation.samples.answers import WORKS
from tests.collation.samples.rows import cell, collation, mark, row, settled, unread, who

ADA, BERT, CLEO = who("Ada", "Is it safe?"), who("Bert", "Is it safe?"), who("Cleo", "Is it safe?")


def test_what_parts_most_and_is_settled_least_comes_first():
    open_row = row(cell(ADA, "no", "suggestion"), cell(BERT, "yes", "suggestion"))
    half = row(cell(ADA, "no", marks=(mark("Bob", "no"),)), cell(BERT, "yes", marks=(mark("Bob", "yes"),)))
    fact = Matter("fact", "acronym:dsa", "DSA", 0.75, 0.0, "Two expansions.")
    found = look_here_first((half, open_row), (fact,))
    assert [(one.matter.kind, round(one.score, 2)) for one in found] == [("row", 1.0), ("fact", 0.75), ("row", 0.5)]
    assert [one.matter.why for one in found] == [
        "Divergence 1.00, 2 of 2 read. Ada no, Bert yes. None of 2 settled.",
        "Two expansions.",
        "Divergence 1.00, 2 of 2 read. Ada no, Bert yes. None of 2 settled, 2 marked alike.",
    ]


def test_no_row_makes_a_headline_while_less_than_half_is_read():
    fact = Matter("fact", "acronym:dsa", "DSA", 0.75, 0.0, "Two expansions.")
    dave, eve = who("Dave"), who("Eve")
    apart = (cell(ADA, "no"), cell(BERT, "yes"))
    half = row(*apart, unread(CLEO), unread(dave))
    assert [one.matter.kind for one in look_here_first((half,), (fact,))] == ["fact", "row"]
    less = row(*apart, unread(CLEO), unread(dave), unread(eve))
    assert [one.matter.kind for one in look_here_first((less,), (fact,))] == ["fact"]
    whole = row(*(cell(one, "yes") for one in (ADA, BERT, CLEO, dave, eve)), question=WORKS)
    assert [one.matter.kind for one in look_here_first((less, whole), (fact,))] == ["fact"]
    assert [one.matter.key for one in look_here_first((half, replace(less, question=WORKS)))] == []


def test_what_is_settled_or_does_not_part_is_left_out():
    done = row(
        cell(ADA, "no", "resolution", resolution=settled("no")),
        cell(BERT, "yes", "resolution", resolution=settled("yes")),
    )
    alike = row(cell(ADA, "yes"), cell(BERT, "yes"))
    alone = row(cell(ADA, "yes"))
    assert look_here_first((done, alike, alone)) == ()


def test_a_resolution_to_confirm_again_settles_nothing():
    again = replace(settled("no"), confirm_again=True)
    told = row(cell(ADA, "no", "resolution", resolution=again), cell(BERT, "yes", "suggestion"))
    assert look_here_first((told,))[0].score == 1.0


def test_split_marks_settle_nothing():
    split = cell(CLEO, None, "marks", split=True, marks=(mark("Bob", "no"), mark("Eve", "yes")))
    [found] = look_here_first((row(cell(ADA, "no", "suggestion"), cell(BERT, "yes", "suggestion"), split),))
    assert found.matter.settled == 0
    assert found.matter.why == ("Divergence 0.67, 3 of 3 read. Ada no, Bert yes; Cleo split. None of 3 settled.")


def test_shares_are_shares():
    with pytest.raises(ValueError, match="DSA"):
        look_here_first((), (Matter("fact", "dsa", "DSA", 1.5, 0),))


def test_where_readers_differ_comes_first_until_people_have_marked_it():
    def split(respondent):
        two = (Suggestion("yes", source="gpt", by="GPT"), Suggestion("no", source="owl", by="OWL"))
        return replace(cell(respondent, None, "suggestion"), suggestions=two)

    marked = replace(split(BERT), verdict=Verdict("yes", "marks", rank=3))
    whole = replace(row(cell(ADA, "no"), cell(BERT, "yes")), question=WORKS)
    shown = replace(collation(row(split(ADA), marked)), rows=(row(split(ADA), marked), whole))
    found = first_look(shown, ())
    assert [(one.matter.kind, one.matter.anchor, one.score) for one in found] == [
        ("readers", "row-safe", 0.5),
        ("row", "row-works", 0.5),
    ]
    assert (found[0].matter.label, found[0].matter.why) == (
        "Readers differ: Is it safe?",
        "They read Ada differently.",
    )
    assert [one.matter.kind for one in first_look(collation(row(marked, marked)), ())] == []
