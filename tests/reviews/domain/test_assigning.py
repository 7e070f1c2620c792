"""Assignments follow the record: what comes and goes, who comes and goes, and marks."""

from __future__ import annotations

from collections import Counter

import pytest

from reviews.domain.assigning import plan, reviewers_of
from reviews.domain.assignments import set_assignment
from reviews.domain.marks import place_mark, resolve_cell, withdraw_mark
from reviews.domain.questions import archive_question, ask_question, restore_question
from reviews.domain.teams import accept_invitation, change_guest, change_role, invite, remove_guest, remove_member
from reviews.domain.transcripts import archive_transcript
from reviews.models import Assignment, Comparison, Guest, Membership, Role, User
from tests.factories import MembershipFactory, UserFactory, make_transcript

TURN = ("Is it safe?", "It is safe.")


@pytest.fixture
def carol(team) -> User:
    return MembershipFactory(team=team, user__name="Carol", role=Role.REVIEWER).user


@pytest.fixture
def four(comparison) -> list:
    return [make_transcript(comparison, name, TURN) for name in ("Ada", "Bert", "Cleo", "Dora")]


@pytest.fixture
def each_by_two(comparison, alice, bob, carol, four) -> Comparison:
    """Twelve cells, each marked by two of three: eight for everyone."""
    everyone = [alice.pk, bob.pk, carol.pk]
    set_assignment(comparison=comparison, by=alice, marks_per_cell=2, reviewers=everyone)
    return comparison


def shares() -> dict[str, int]:
    """How many current cells everyone has."""
    current = Assignment.objects.filter(cell__question__archived_at=None, cell__transcript__archived_at=None)
    return dict(Counter(current.values_list("reviewer__name", flat=True)))


def per_cell() -> set[int]:
    current = Assignment.objects.filter(cell__question__archived_at=None, cell__transcript__archived_at=None)
    return set(Counter(current.values_list("cell", flat=True)).values())


def assigned(cell: tuple) -> set[str]:
    question, transcript = cell
    rows = Assignment.objects.filter(cell__question=question, cell__transcript=transcript)
    return set(rows.values_list("reviewer__name", flat=True))


def test_readers_and_the_exempt_are_not_asked(comparison, alice, bob, team):
    MembershipFactory(team=team, user__name="Erin", role=Role.READER)
    assert [str(one) for one in reviewers_of(comparison)] == ["Alice", "Bob"]
    set_assignment(comparison=comparison, by=alice, marks_per_cell=None, reviewers=[bob.pk])
    assert [str(one) for one in reviewers_of(comparison)] == ["Bob"]


def test_what_comes_and_goes(each_by_two, alice, four):
    assert (shares(), per_cell()) == ({"Alice": 8, "Bob": 8, "Carol": 8}, {2})
    make_transcript(each_by_two, "Eve", TURN)
    assert (shares(), per_cell()) == ({"Alice": 10, "Bob": 10, "Carol": 10}, {2})
    question = ask_question(comparison=each_by_two, by=alice, text="Is it fast?")
    assert sorted(shares().values()) == [13, 13, 14]
    archive_question(question=question, by=alice)
    archive_transcript(transcript=four[0])
    assert (shares(), per_cell()) == ({"Alice": 8, "Bob": 8, "Carol": 8}, {2})
    restore_question(question=question, by=alice)
    assert sorted(shares().values()) == [10, 11, 11]


def test_members_come_and_go(each_by_two, alice, bob, carol, team):
    invitation, _ = invite(team=team, role=Role.REVIEWER, by=alice)
    dan = UserFactory(name="Dan")
    accept_invitation(invitation=invitation, user=dan)
    assert (shares(), per_cell()) == ({"Alice": 6, "Bob": 6, "Carol": 6, "Dan": 6}, {2})
    remove_member(membership=Membership.objects.get(user=dan))
    assert (shares(), per_cell()) == ({"Alice": 8, "Bob": 8, "Carol": 8}, {2})
    change_role(membership=Membership.objects.get(user=carol), role=Role.READER)
    assert (shares(), per_cell()) == ({"Alice": 12, "Bob": 12}, {2})
    remove_member(membership=Membership.objects.get(user=bob))
    assert (shares(), per_cell()) == ({"Alice": 12}, {1})


def test_guests_come_and_go(each_by_two, alice, team):
    invitation, _ = invite(team=team, role=Role.REVIEWER, by=alice, comparison=each_by_two)
    accept_invitation(invitation=invitation, user=UserFactory(name="Gina"))
    assert (shares(), per_cell()) == ({"Alice": 6, "Bob": 6, "Carol": 6, "Gina": 6}, {2})
    gina = Guest.objects.get()
    change_guest(guest=gina, role=Role.READER)
    assert (shares(), per_cell()) == ({"Alice": 8, "Bob": 8, "Carol": 8}, {2})
    change_guest(guest=gina, role=Role.EDITOR)
    remove_guest(guest=gina)
    assert (shares(), per_cell()) == ({"Alice": 8, "Bob": 8, "Carol": 8}, {2})


def test_who_leaves_keeps_what_they_marked_and_the_rest_goes_to_others(each_by_two, bob, carol):
    one = Assignment.objects.filter(reviewer=bob).select_related("cell__question", "cell__transcript").first()
    place_mark(question=one.cell.question, transcript=one.cell.transcript, by=bob, value="yes")
    remove_member(membership=Membership.objects.get(user=bob))
    assert (shares(), per_cell()) == ({"Alice": 12, "Bob": 1, "Carol": 11}, {2}) or shares() == {
        "Alice": 11,
        "Bob": 1,
        "Carol": 12,
    }


def an_unassigned_cell(comparison: Comparison, person: User) -> tuple:
    cell = comparison.cells.exclude(assignments__reviewer=person).select_related("question", "transcript").first()
    return cell.question, cell.transcript


def test_a_mark_takes_a_place_that_is_free_and_shares_are_made_up(each_by_two, bob):
    cell = an_unassigned_cell(each_by_two, bob)
    place_mark(question=cell[0], transcript=cell[1], by=bob, value="yes")
    assert "Bob" in assigned(cell)
    assert (shares(), per_cell()) == ({"Alice": 8, "Bob": 8, "Carol": 8}, {2})


def test_an_extra_mark_is_kept_and_changes_no_assignment(each_by_two, alice, bob, carol):
    cell = an_unassigned_cell(each_by_two, bob)
    at = {"question": cell[0], "transcript": cell[1]}
    for person in (alice, carol):
        place_mark(**at, by=person, value="yes")
    resolve_cell(**at, by=alice, value="yes", why="So it says.")
    before = set(Assignment.objects.values_list("cell", "reviewer"))
    place_mark(**at, by=bob, value="no")
    assert set(Assignment.objects.values_list("cell", "reviewer")) == before
    stored = each_by_two.cells.get(question=cell[0], transcript=cell[1])
    assert stored.marks.count() == 3
    assert stored.resolution.value == "yes"
    withdraw_mark(**at, by=alice)
    assert assigned(cell) == {"Alice", "Carol"}


def test_a_plan_writes_nothing(each_by_two, alice, bob, django_assert_num_queries):
    before = set(Assignment.objects.values_list("cell", "reviewer"))
    with django_assert_num_queries(4):
        planned = plan(each_by_two, 1, [alice.pk, bob.pk])
    assert [planned.cells(one.pk) for one in (alice, bob)] == [6, 6]
    assert [planned.done(one.pk) for one in (alice, bob)] == [0, 0]
    assert set(Assignment.objects.values_list("cell", "reviewer")) == before
