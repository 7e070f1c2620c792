from dataclasses import replace

import pytest

from collation.priority import Matter, look_here_first
from tests.collation.standing import cell, mark, row, settled, who

ADA, BERT, CLEO = who("Ada", "Is it safe?"), who("Bert", "Is it safe?"), who("Cleo", "Is it safe?")


def test_what_parts_most_and_is_settled_least_comes_first():
    open_row = row(cell(ADA, "no", "suggestion"), cell(BERT, "yes", "suggestion"))
    half = row(cell(ADA, "no", marks=(mark("Bob", "no"),)), cell(BERT, "yes", marks=(mark("Bob", "yes"),)))
    fact = Matter("fact", "acronym:dsa", "DSA", 0.75, 0.0, "Two expansions.")
    found = look_here_first((half, open_row), (fact,))
    assert [(one.matter.kind, round(one.score, 2)) for one in found] == [("row", 1.0), ("fact", 0.75), ("row", 0.5)]
    assert found[0].reason == (
        "Parts by 1.00 and is 0% settled. Verdicts: no, yes. Of 2, 0 settled by the team and 0 by marks alone."
    )
    assert found[1].reason == "Parts by 0.75 and is 0% settled. Two expansions."


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
    assert found.matter.settled == 0 and "no, yes, split" in found.reason


def test_shares_are_shares():
    with pytest.raises(ValueError, match="DSA"):
        look_here_first((), (Matter("fact", "dsa", "DSA", 1.5, 0),))
