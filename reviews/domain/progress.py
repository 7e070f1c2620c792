"""Who has marked how much of a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from reviews.access import MARK
from reviews.models import (
    Assignment,
    Comparison,
    Exemption,
    Guest,
    Mark,
    MarkState,
    Membership,
    Question,
    Transcript,
    User,
)


@dataclass(frozen=True)
class Progress:
    """The number of cells, and who has marked how many of theirs.

    A person is named by their id. A cell counts as marked if the person submitted a mark, also one that abstains. Extra
    marks do not count. `assigned` is None if everyone who is not `exempt` marks every cell.
    """

    cells: int
    marked: dict[int, int]
    assigned: dict[int, int] | None = None
    exempt: frozenset[int] = frozenset()

    def asked(self, person: int) -> int:
        """The number of cells that the person is to mark."""
        if self.assigned is not None:
            return self.assigned.get(person, 0)
        return self.marked.get(person, 0) if person in self.exempt else self.cells

    def left(self, person: int) -> int:
        """The number of cells that the person has still to mark."""
        return self.asked(person) - self.marked.get(person, 0)


def progress_of(comparison: Comparison) -> Progress:
    """Count the current cells of scored questions, and everybody's submitted marks.

    Four queries, whatever the number of people.
    """
    questions = Question.objects.current().filter(comparison=comparison, scored=True).count()
    transcripts = Transcript.objects.columns().filter(comparison=comparison).count()
    marks = Mark.objects.filter(
        Q(cell__comparison=comparison, cell__transcript__archived_at=None, cell__transcript__first=None),
        Q(cell__question__archived_at=None, cell__question__scored=True),
        state=MarkState.SUBMITTED,
    )
    if comparison.marks_per_cell is None:
        exempt = frozenset(comparison.exemptions.values_list("reviewer", flat=True))
        return Progress(questions * transcripts, _by_reviewer(marks), exempt=exempt)
    assigned = Assignment.objects.filter(
        cell__comparison=comparison,
        cell__transcript__archived_at=None,
        cell__transcript__first=None,
        cell__question__archived_at=None,
        cell__question__scored=True,
    )
    theirs = marks.filter(cell__assignments__reviewer=F("reviewer"))
    return Progress(questions * transcripts, _by_reviewer(theirs), _by_reviewer(assigned))


def _by_reviewer(rows: QuerySet[Any]) -> dict[int, int]:
    """The number of cells, by the id of the reviewer."""
    return dict(rows.order_by().values_list("reviewer").annotate(Count("cell", distinct=True)))


@dataclass(frozen=True)
class OwnProgress:
    """How many cells one person is to mark, and has marked."""

    asked: int
    marked: int


def own_progress(person: User, comparisons: Iterable[Comparison]) -> dict[int, OwnProgress]:
    """A person's own progress in each comparison, by its id.

    Those in which they may not mark, or are not asked to, are left out. Five queries, whatever the number of
    comparisons. The number of cells comes from the summary.
    """
    teams = set(Membership.objects.filter(user=person, role__in=MARK).values_list("team", flat=True))
    as_guest = set(Guest.objects.filter(user=person, role__in=MARK).values_list("comparison", flat=True))
    exempt = set(Exemption.objects.filter(reviewer=person).values_list("comparison", flat=True))
    current = Q(cell__transcript__archived_at=None, cell__transcript__first=None)
    current &= Q(cell__question__archived_at=None, cell__question__scored=True)
    marks = Mark.objects.filter(current, reviewer=person, state=MarkState.SUBMITTED).order_by()
    counted = marks.values_list("cell__comparison").annotate(
        everything=Count("cell", distinct=True),
        theirs=Count("cell", distinct=True, filter=Q(cell__assignments__reviewer=person)),
    )
    marked = {pk: figures for pk, *figures in counted}
    assignments = Assignment.objects.filter(current, reviewer=person).order_by()
    assigned = dict(assignments.values_list("cell__comparison").annotate(Count("pk")))
    progress = {}
    for comparison in comparisons:
        everything, theirs = marked.get(comparison.pk, (0, 0))
        if (comparison.team_id not in teams and comparison.pk not in as_guest) or comparison.pk in exempt:
            continue
        if comparison.marks_per_cell is None:
            progress[comparison.pk] = OwnProgress(comparison.summary.get("cells", 0), everything)
        else:
            progress[comparison.pk] = OwnProgress(assigned.get(comparison.pk, 0), theirs)
    return progress
