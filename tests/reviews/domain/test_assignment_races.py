"""Each cell gets exactly as many marks as asked for, also if two submit, join or leave at the same moment."""

from __future__ import annotations

from collections import Counter

import pytest

from reviews.domain.assignments import set_assignment, stored_assignment
from reviews.domain.marks import place_mark
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.teams import accept_invitation, invite, remove_member
from reviews.models import Assignment, Comparison, Mark, Membership, Role, User
from tests.factories import MembershipFactory, TeamFactory, UserFactory, make_comparison, make_transcript
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> list[User]:
    """An owner and three reviewers."""
    team = TeamFactory(name="Triangle", slug="triangle")
    roles = ("Alice", Role.OWNER), ("Bob", Role.REVIEWER), ("Carol", Role.REVIEWER), ("Dan", Role.REVIEWER)
    return [MembershipFactory(team=team, user__name=name, role=role).user for name, role in roles]


@pytest.fixture
def comparison(people) -> Comparison:
    """Six cells, each marked by two of four: three for everyone."""
    comparison = make_comparison(people[0], Membership.objects.get(user=people[0]).team)
    for name in ("Ada", "Bert"):
        make_transcript(comparison, name, ("Is it safe?", "It is safe."))
    everyone = [one.pk for one in people]
    set_assignment(comparison=comparison, by=people[0], marks_per_cell=2, reviewers=everyone)
    return comparison


def shares() -> list[int]:
    return sorted(Counter(Assignment.objects.values_list("reviewer", flat=True)).values())


def per_cell() -> set[int]:
    return set(Counter(Assignment.objects.values_list("cell", flat=True)).values())


def test_the_last_mark_of_a_cell_twice_at_once(comparison, people):
    """One of them counts, the other is an extra one; neither is lost."""
    cell = comparison.cells.select_related("question", "transcript").first()
    at = {"question": cell.question, "transcript": cell.transcript}
    assigned = list(User.objects.filter(assignments__cell=cell).order_by("pk"))
    others = [one for one in people if one not in assigned]
    place_mark(**at, by=assigned[0], value="yes")
    results = at_once(*[lambda by=by: place_mark(**at, by=by, value="no") for by in (assigned[1], others[0])])
    assert [type(one) for one in results] == [Mark, Mark]
    assert cell.marks.count() == 3
    counted = set(cell.assignments.values_list("reviewer", flat=True))
    first_two = set(Mark.objects.filter(cell=cell).order_by("pk")[:2].values_list("reviewer", flat=True))
    assert counted == first_two
    assert per_cell() == {2}
    assert shares() == [3, 3, 3, 3]


def test_two_who_are_not_assigned_mark_an_empty_cell_at_once(comparison, people):
    cell = comparison.cells.select_related("question", "transcript").first()
    at = {"question": cell.question, "transcript": cell.transcript}
    others = [one for one in people if not cell.assignments.filter(reviewer=one).exists()]
    at_once(*[lambda by=by: place_mark(**at, by=by, value="no") for by in others])
    assert set(cell.assignments.values_list("reviewer", flat=True)) == {one.pk for one in others}
    assert (per_cell(), shares()) == ({2}, [3, 3, 3, 3])


def test_somebody_joins_and_somebody_leaves_at_once_while_a_mark_comes_in(comparison, people):
    alice, _bob, carol, dan = people
    eve = UserFactory(name="Eve")
    invitation, _ = invite(team=comparison.team, role=Role.REVIEWER, by=alice)
    cell = comparison.cells.select_related("question", "transcript").filter(assignments__reviewer=carol).first()
    results = at_once(
        lambda: accept_invitation(invitation=invitation, user=eve),
        lambda: remove_member(membership=Membership.objects.get(user=dan)),
        lambda: place_mark(question=cell.question, transcript=cell.transcript, by=carol, value="yes"),
    )
    assert not [one for one in results if isinstance(one, Exception)]
    assert per_cell() == {2}
    assert shares() == [3, 3, 3, 3]
    assert set(Assignment.objects.values_list("reviewer__name", flat=True)) == {"Alice", "Bob", "Carol", "Eve"}
    assert cell.assignments.filter(reviewer=carol).exists()


def test_an_assignment_is_made_while_somebody_joins(comparison, people):
    """Whoever comes second knows of the other: nobody is left out without a word."""
    alice, everyone = people[0], [one.pk for one in people]
    set_assignment(comparison=comparison, by=alice, marks_per_cell=None, reviewers=everyone)
    seen = token(stored_assignment(comparison))
    eve = UserFactory(name="Eve")
    invitation, _ = invite(team=comparison.team, role=Role.REVIEWER, by=alice)
    _, made = at_once(
        lambda: accept_invitation(invitation=invitation, user=eve),
        lambda: set_assignment(
            comparison=Comparison.objects.get(pk=comparison.pk),
            by=alice,
            marks_per_cell=1,
            reviewers=everyone,
            seen=seen,
        ),
    )
    assert (per_cell(), len(shares())) == ((set(), 0) if isinstance(made, Overtaken) else ({1}, 5))
