"""Assignments that follow the record: cells, members and marks.

Nothing here opens a change: the verbs of `reviews.domain.assignments`, `changing` and the verbs of marks call it under
the lock of the comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from reviews.access import MARK
from reviews.domain.even_shares import Place, Shares, share_out
from reviews.models import Assignment, Cell, Comparison, Guest, Mark, MarkState, Membership, User


def people_who_may_mark(comparison: Comparison) -> QuerySet[User]:
    """Those whose role lets them mark in a comparison, by name."""
    members = Membership.objects.filter(team=comparison.team_id, role__in=MARK)
    guests = Guest.objects.filter(comparison=comparison, role__in=MARK)
    either = Q(pk__in=members.values("user")) | Q(pk__in=guests.values("user"))
    return User.objects.filter(either, is_active=True).order_by("name", "pk")


def reviewers_of(comparison: Comparison) -> QuerySet[User]:
    """Those who are asked to mark in a comparison, by name."""
    return people_who_may_mark(comparison).exclude(exemptions__comparison=comparison)


def places_to_mark(comparison: Comparison, person: int) -> frozenset[Place] | None:
    """The cells that a person, named by id, is asked to mark.

    None for all; none at all if they are not asked to. One query.
    """
    if comparison.marks_per_cell is None:
        exempt = comparison.exemptions.filter(reviewer=person).exists()
        return frozenset() if exempt else None
    mine = Assignment.objects.filter(cell__comparison=comparison, reviewer=person)
    return frozenset(mine.values_list("cell__question", "cell__transcript"))


@dataclass(frozen=True)
class Plan:
    """Who would mark which cell of a comparison.

    `marked` are those who have marked each cell already, in the order of their marks.
    """

    shares: Shares
    marked: dict[Place, list[int]]

    def cells(self, person: int) -> int:
        """How many cells the person would have."""
        return sum(person in reviewers for reviewers in self.shares.values())

    def done(self, person: int) -> int:
        """How many of these the person has marked."""
        return sum(
            person in reviewers and person in self.marked.get(place, ()) for place, reviewers in self.shares.items()
        )


def plan(comparison: Comparison, each: int, reviewers: Iterable[int]) -> Plan:
    """The even shares of these reviewers, `each` to a cell.

    Four queries, whatever the number of cells. What stands is kept if it can be.
    """
    places = _places(comparison)
    standing: dict[Place, list[int]] = defaultdict(list)
    for question, transcript, reviewer in Assignment.objects.filter(cell__comparison=comparison).values_list(
        "cell__question", "cell__transcript", "reviewer"
    ):
        standing[question, transcript].append(reviewer)
    marked: dict[Place, list[int]] = defaultdict(list)
    submitted = Mark.objects.filter(cell__comparison=comparison, state=MarkState.SUBMITTED).order_by("pk")
    for question, transcript, reviewer in submitted.values_list("cell__question", "cell__transcript", "reviewer"):
        if reviewer not in marked[question, transcript]:  # a blind mark and its revision are one
            marked[question, transcript].append(reviewer)
    return Plan(share_out(places, reviewers, each, standing=standing, marked=marked), marked)


def assign(comparison: Comparison, each: int | None) -> bool:
    """Store even shares of the cells, `each` reviewers to one.

    None stores none. Gives whether anything changed. The cells that nobody has acted on are made. What was assigned of
    archived questions and transcripts stays, for their return.
    """
    stored = Assignment.objects.filter(cell__comparison=comparison)
    if each is None:
        return bool(stored.delete()[0])
    shares = plan(comparison, each, reviewers_of(comparison).values_list("pk", flat=True)).shares
    cells = _cells(comparison, shares)
    wanted = {(cells[place], reviewer) for place, reviewers in shares.items() for reviewer in reviewers}
    standing = {
        (cell, reviewer): pk
        for pk, cell, reviewer in stored.filter(cell__in=cells.values()).values_list("pk", "cell", "reviewer")
    }
    gone = [pk for pair, pk in standing.items() if pair not in wanted]
    new = [Assignment(cell_id=cell, reviewer_id=reviewer) for cell, reviewer in sorted(wanted - standing.keys())]
    Assignment.objects.filter(pk__in=gone).delete()
    Assignment.objects.bulk_create(new)
    return bool(gone or new)


def take_part(cell: Cell, by: User, each: int) -> None:
    """Let a mark count by somebody who is not assigned.

    As long as fewer than `each` are in, it takes the place of somebody who has not marked yet, whose share is made up
    elsewhere. After that it is an extra mark, and nothing changes. One query if `by` is assigned.
    """
    assigned = dict(cell.assignments.values_list("reviewer", "pk"))
    if by.pk in assigned:
        return
    if cell.marks.filter(reviewer__in=assigned, state=MarkState.SUBMITTED).values("reviewer").distinct().count() < each:
        assign(cell.comparison, each)


def _places(comparison: Comparison) -> list[Place]:
    """The current cells of scored questions, question by question."""
    questions = comparison.questions.current().filter(scored=True).values_list("pk", flat=True)
    transcripts = comparison.transcripts.columns().order_by("pk").values_list("pk", flat=True)
    columns = list(transcripts)
    return [(question, transcript) for question in questions for transcript in columns]


def _cells(comparison: Comparison, places: Iterable[Place]) -> dict[Place, int]:
    """The ids of the cells, which are made if need be."""
    known = {
        (question, transcript): pk
        for pk, question, transcript in comparison.cells.values_list("pk", "question", "transcript")
    }
    made = Cell.objects.bulk_create(
        Cell(comparison=comparison, question_id=question, transcript_id=transcript)
        for question, transcript in places
        if (question, transcript) not in known
    )
    return known | {(cell.question_id, cell.transcript_id): cell.pk for cell in made}
