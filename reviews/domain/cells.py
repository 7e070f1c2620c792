"""Cells: made at the first act on them."""

from __future__ import annotations

from reviews.models import Cell, Comparison, Question, Transcript
from reviews.refusal import Refused


def cell_of(*, comparison: Comparison, question: Question, transcript: Transcript) -> Cell:
    """The cell of the comparison where a question meets a transcript, made if nobody has acted on it.

    Call it inside `changing`, so that two first acts make one cell. Raises Refused if either belongs to another
    comparison.
    """
    if {question.comparison_id, transcript.comparison_id} != {comparison.pk}:
        raise Refused("This respondent was not asked this question.")
    cell = Cell.objects.filter(question=question, transcript=transcript).first()
    return cell or Cell.objects.create(comparison=comparison, question=question, transcript=transcript)
