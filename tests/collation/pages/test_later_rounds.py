"""Second verdicts in a cell: in words, who changed, and that no figure moves."""

from dataclasses import replace

import pytest

from collation.cells import Row
from collation.pages.later_rounds import again, turned
from tests.collation.samples.answers import SAFE
from tests.collation.samples.rows import cell, who

ADA, BERT = who("Ada"), who("Bert")
LATER = replace(ADA, key="ada-2", round=2)


def twice(then, now):
    return replace(cell(ADA, then), later=(cell(LATER, now),))


@pytest.mark.parametrize(
    ("then", "now", "told", "changed"),
    [
        ("yes", "no", "then: yes → now: no", True),
        ("yes", "yes", "round 2: still yes", False),
        ("yes", None, "round 2: no verdict yet", False),
        (None, "no", "then: no verdict → now: no", False),
        ("yes", "silent", "then: yes → now: silent", True),
    ],
)
def test_both_verdicts_in_words(then, now, told, changed):
    found = again(twice(then, now))
    assert (found.told, found.changed, found.respondent) == (told, changed, "ada-2")
    assert again(cell(ADA, then)) is None


def test_only_those_who_changed_are_listed():
    rows = [Row.of(SAFE, (twice("yes", "no"), cell(BERT, "no")))]
    assert [(one.name, one.then, one.now) for one in turned(rows)] == [("Ada", "yes", "no")]
    assert turned([Row.of(SAFE, (twice("yes", "yes"),))]) == ()


def test_a_later_round_moves_no_figure():
    once, changed = (Row.of(SAFE, (first, cell(BERT, "no"))) for first in (cell(ADA, "yes"), twice("yes", "no")))
    assert (changed.divergence, changed.counted, changed.read) == (once.divergence, once.counted, once.read)
