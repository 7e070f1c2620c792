"""Cells: made at the first act on them."""

from __future__ import annotations

from django.db.models import FilteredRelation, Q

from reviews.models import Cell, Comparison, Question, Transcript
from reviews.refusal import Refused


def cell_of(*, comparison: Comparison, question: Question, transcript: Transcript) -> Cell:
    """The cell where a question meets a transcript.

    It is made if nobody has acted on it. Call this inside `changing`, so that two first acts make one cell. Raises
    Refused if either belongs to another comparison.
    """
    if {question.comparison_id, transcript.comparison_id} != {comparison.pk}:
        raise Refused("This respondent was not asked this question.")
    cell = Cell.objects.filter(question=question, transcript=transcript).first()
    return cell or Cell.objects.create(comparison=comparison, question=question, transcript=transcript)


def cell_to_judge(*, question: Question, transcript: Transcript) -> tuple[Cell, bool]:
    """The cell for a judgement, and whether it was just made.

    One query, and one more to make it. Call it inside `changing`. Raises Refused if the two belong to different
    comparisons, or if either was archived meanwhile: nobody would see the judgement.
    """
    found = (
        Question.objects.annotate(meeting=FilteredRelation("cells", condition=Q(cells__transcript=transcript)))
        .filter(pk=question.pk, comparison__transcripts=transcript.pk)
        .values_list("archived_at", "comparison__transcripts__archived_at", "meeting__pk")
        .first()
    )
    if found is None:
        raise Refused("This respondent was not asked this question.")
    question_archived, transcript_archived, cell = found
    if question_archived:
        raise Refused("This question is no longer asked: it was reworded or archived meanwhile.")
    if transcript_archived:
        raise Refused("This respondent was taken out of the comparison meanwhile.")
    parts = {"comparison": question.comparison, "question": question, "transcript": transcript}
    return (Cell(pk=cell, **parts), False) if cell else (Cell.objects.create(**parts), True)
