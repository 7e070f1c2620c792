"""Cells: made at the first act on them."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from reviews.models import Cell, Comparison, GuidelineVersion, Question, ReaderStatement, Transcript
from reviews.refusal import Gone, Refused


def cell_of(*, comparison: Comparison, question: Question, transcript: Transcript) -> Cell:
    """The cell where a question meets a transcript.

    It is made if nobody has acted on it. Call this inside `changing`, so that two first acts make one cell. Raises
    Refused if either belongs to another comparison, and DoesNotExist if either was deleted.
    """
    if {question.comparison_id, transcript.comparison_id} != {comparison.pk}:
        raise Refused("This respondent was not asked this question.")
    cell = Cell.objects.filter(question=question, transcript=transcript).first()
    return cell or Cell.objects.create(
        comparison=comparison,
        question=comparison.questions.get(pk=question.pk),
        transcript=comparison.transcripts.get(pk=transcript.pk),
    )


class CellToJudge(NamedTuple):
    """A cell, and what a judgement of it needs to know.

    `is_new` if nobody has acted on it before, `suggested` if a reader’s statement about it is visible. `guidelines` are
    the ids of the guidelines of its question and of the comparison as they stand.
    """

    cell: Cell
    is_new: bool
    suggested: bool
    guidelines: tuple[int | None, int | None] = (None, None)


def cell_to_judge(*, question: Question, transcript: Transcript) -> CellToJudge:
    """The cell for a judgement.

    One query, and one more to make it. Call it inside `changing`. Raises Gone if the two belong to different
    comparisons or either was deleted, and Refused if either was archived meanwhile: nobody would see the judgement.
    """
    row = (
        Question.objects.annotate(
            meeting=FilteredRelation("cells", condition=Q(cells__transcript=transcript)),
            suggested=Exists(
                ReaderStatement.objects.current().filter(cell__question=OuterRef("pk"), cell__transcript=transcript)
            ),
            guideline=_newest(GuidelineVersion.objects.filter(question=OuterRef("pk"))),
            general=_newest(GuidelineVersion.objects.filter(question=None, comparison=OuterRef("comparison"))),
        )
        .filter(pk=question.pk, comparison__transcripts=transcript.pk)
        .values_list(
            "archived_at", "comparison__transcripts__archived_at", "meeting__pk", "suggested", "guideline", "general"
        )
        .first()
    )
    if row is None:
        raise Gone("This respondent was not asked this question.")
    question_archived, transcript_archived, cell, suggested, *guidelines = row
    if question_archived:
        raise Refused("This question is no longer asked: it was reworded or archived meanwhile.")
    if transcript_archived:
        raise Refused("This respondent was taken out of the comparison meanwhile.")
    parts = {"comparison": question.comparison, "question": question, "transcript": transcript}
    if cell:
        return CellToJudge(Cell(pk=cell, **parts), False, suggested, tuple(guidelines))
    return CellToJudge(Cell.objects.create(**parts), True, suggested, tuple(guidelines))


def _newest(versions: QuerySet[GuidelineVersion]) -> Subquery:
    return Subquery(versions.order_by("-number").values("pk")[:1])
