"""Who has marked how much of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from reviews.models import Assignment, Comparison, Mark, MarkState, Question, Transcript


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
    transcripts = Transcript.objects.current().filter(comparison=comparison).count()
    marks = Mark.objects.filter(
        Q(cell__comparison=comparison, cell__transcript__archived_at=None),
        Q(cell__question__archived_at=None, cell__question__scored=True),
        state=MarkState.SUBMITTED,
    )
    if comparison.marks_per_cell is None:
        exempt = frozenset(comparison.exemptions.values_list("reviewer", flat=True))
        return Progress(questions * transcripts, _by_reviewer(marks), exempt=exempt)
    assigned = Assignment.objects.filter(
        cell__comparison=comparison,
        cell__transcript__archived_at=None,
        cell__question__archived_at=None,
        cell__question__scored=True,
    )
    theirs = marks.filter(cell__assignments__reviewer=F("reviewer"))
    return Progress(questions * transcripts, _by_reviewer(theirs), _by_reviewer(assigned))


def _by_reviewer(rows: QuerySet[Any]) -> dict[int, int]:
    """The number of cells, by the id of the reviewer."""
    return dict(rows.order_by().values_list("reviewer").annotate(Count("cell", distinct=True)))
