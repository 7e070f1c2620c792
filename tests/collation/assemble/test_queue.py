"""The queue of a member, read for one lens."""

import pytest

from collation.assemble.collation import collate
from collation.assemble.queue import queue_of, said_of_mark
from reviews.domain.assignments import set_assignment
from reviews.domain.marks import place_mark
from reviews.lens import lens
from reviews.models import Comparison


def told(user, comparison) -> str:
    comparison = Comparison.objects.get(pk=comparison.pk)
    view = lens(user, comparison)
    return queue_of(comparison, view, collate(comparison, view)).sentence


def test_everyone_has_their_own(comparison, alice, bob, bert, safe):
    assert told(bob, comparison) == "6 of 6 left"
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert (told(bob, comparison), told(alice, comparison)) == ("5 of 6 left", "6 of 6 left")
    set_assignment(comparison=comparison, by=alice, marks_per_cell=1, reviewers=[alice.pk, bob.pk])
    assert (told(bob, comparison), told(alice, comparison)) == ("2 of 3 left", "3 of 3 left")
    set_assignment(comparison=comparison, by=alice, marks_per_cell=None, reviewers=[bob.pk])
    assert told(alice, comparison) == "nothing to mark"


@pytest.mark.parametrize(("each", "said"), [(None, ""), (1, "It is an extra mark")])
def test_an_extra_mark_is_told(comparison, alice, bob, bert, safe, each, said):
    set_assignment(comparison=comparison, by=alice, marks_per_cell=each, reviewers=[alice.pk, bob.pk])
    view = lens(bob, comparison)
    for person in (alice, bob):
        place_mark(question=safe, transcript=bert, by=person, value="yes")
    where = "Marked not asked: Is it safe? · Bert."
    told = said_of_mark(comparison, view, safe, bert, "not_asked")
    assert told.startswith(f"{where} {said}" if said else where)
    assert said_of_mark(comparison, lens(alice, comparison), safe, bert, "not_asked") == where
