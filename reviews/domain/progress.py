"""Who has marked how much of a comparison."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from reviews.models import Comparison, Mark, MarkState, Question, Transcript


@dataclass(frozen=True)
class Progress:
    """The number of cells to mark, and who marked how many.

    A person is named by their id. A cell counts as marked if the person submitted a mark, also one that abstains.
    """

    cells: int
    marked: dict[int, int]

    def left(self, person: int) -> int:
        """The number of cells that the person has not marked."""
        return self.cells - self.marked.get(person, 0)


def progress_of(comparison: Comparison) -> Progress:
    """Count the current cells of scored questions, and everybody's submitted marks.

    Three queries, whatever the number of people.
    """
    questions = Question.objects.current().filter(comparison=comparison, scored=True).count()
    transcripts = Transcript.objects.current().filter(comparison=comparison).count()
    marks = Mark.objects.filter(
        Q(cell__comparison=comparison, cell__transcript__archived_at=None),
        Q(cell__question__archived_at=None, cell__question__scored=True),
        state=MarkState.SUBMITTED,
    )
    marked = marks.order_by().values_list("reviewer").annotate(Count("cell", distinct=True))
    return Progress(questions * transcripts, dict(marked))
