"""Who marks a comparison is said by its editors, previewed, and refused if it cannot be."""

from __future__ import annotations

import pytest

from reviews.domain.assignments import assignment_says, previewed, reassign, set_assignment, stored_assignment
from reviews.domain.marks import place_mark
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.models import Assignment, Exemption
from reviews.refusal import Refused
from tests.factories import make_transcript


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))


def test_everyone_marks_all_until_something_else_is_said(comparison, alice, bob, ada):
    assert stored_assignment(comparison) == assignment_says(None, [alice.pk, bob.pk])
    revision = comparison.revision
    set_assignment(comparison=comparison, by=alice, marks_per_cell=None, reviewers=[alice.pk, bob.pk])
    assert comparison.revision == revision
    reassign(comparison)
    assert comparison.revision == revision
    set_assignment(comparison=comparison, by=alice, marks_per_cell=1, reviewers=[alice.pk, bob.pk])
    assert stored_assignment(comparison) == assignment_says(1, [alice.pk, bob.pk])
    assert Assignment.objects.count() == 3
    assert comparison.revision == revision + 1
    set_assignment(comparison=comparison, by=alice, marks_per_cell=None, reviewers=[bob.pk])
    assert Assignment.objects.count() == 0
    assert [(one.reviewer, one.created_by) for one in Exemption.objects.all()] == [(alice, alice)]
    set_assignment(comparison=comparison, by=bob, marks_per_cell=None, reviewers=[alice.pk, bob.pk])
    assert not Exemption.objects.exists()


@pytest.mark.parametrize(
    ("each", "people", "field", "why"),
    [
        (1, "", "reviewers", "Somebody has to mark. Choose at least one person."),
        (0, "ab", "marks_per_cell", "Each cell needs at least one mark."),
        (3, "ab", "marks_per_cell", "Each cell can have at most 2 marks: one from each person chosen."),
        (2, "a", "marks_per_cell", "Each cell can have at most 1 mark: one from each person chosen."),
        (1, "ac", "reviewers", "One of these people may no longer mark here. Reload the page, and choose again."),
    ],
)
def test_what_cannot_be_is_refused(comparison, alice, bob, charlie, each, people, field, why):
    known = {"a": alice, "b": bob, "c": charlie}
    with pytest.raises(Refused) as refused:
        set_assignment(
            comparison=comparison, by=alice, marks_per_cell=each, reviewers=[known[one].pk for one in people]
        )
    assert (str(refused.value), refused.value.field) == (why, field)
    assert not Exemption.objects.exists()


def test_the_second_of_two_editors_is_told(comparison, alice, bob):
    seen = token(stored_assignment(comparison))
    set_assignment(comparison=comparison, by=alice, marks_per_cell=2, reviewers=[alice.pk, bob.pk], seen=seen)
    with pytest.raises(Overtaken):
        set_assignment(comparison=comparison, by=bob, marks_per_cell=1, reviewers=[bob.pk], seen=seen)


def test_a_preview_says_who_gets_how_many(comparison, alice, bob, ada):
    safe = comparison.questions.get(key="safe")
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    assert previewed(comparison, 1, [alice.pk, bob.pk]) in (
        {alice.pk: (2, 0), bob.pk: (1, 1)},
        {alice.pk: (1, 0), bob.pk: (2, 1)},
    )
    assert previewed(comparison, 1, [alice.pk]) == {alice.pk: (2, 0), bob.pk: (1, 1)}
    assert not Assignment.objects.exists()
