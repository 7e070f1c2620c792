"""Cells: made at the first act on them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Q, QuerySet, Value

from reviews.models import Cell, Comparison, GuidelineVersion, Question, ReaderStatement, Transcript
from reviews.prepared import prepared
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

    Two queries, one more if the comparison has readers, and two to make the cell. Call it inside `changing`. Raises
    Gone if the two belong to different comparisons or either was deleted, and Refused if either was archived meanwhile:
    nobody would see the judgement.
    """
    comparison = question.comparison
    row = _met.first(question.pk, transcript.pk)
    if row is None:
        either = Question.objects.filter(pk=question.pk, comparison__transcripts=transcript.pk)
        unmet = either.annotate(cell=Value(None, BigIntegerField()))
        row = next(iter(unmet.values_list("archived_at", "comparison__transcripts__archived_at", "cell")), None)
    if row is None:
        raise Gone("This respondent was not asked this question.")
    question_archived, transcript_archived, cell = row
    if question_archived:
        raise Refused("This question is no longer asked: it was reworded or archived meanwhile.")
    if transcript_archived:
        raise Refused("This respondent was taken out of the comparison meanwhile.")
    parts = {"comparison": comparison, "question": question, "transcript": transcript}
    made = Cell(pk=cell, **parts) if cell else Cell.objects.create(**parts)
    suggested = bool(cell and comparison.summary.get("readers")) and _is_suggested(made)
    return CellToJudge(made, not cell, suggested, _guidelines(question))


def _is_suggested(cell: Cell) -> bool:
    return ReaderStatement.objects.current().filter(cell=cell).exists()


def _guidelines(question: Question) -> tuple[int | None, int | None]:
    """The newest guidelines of the question, and of its comparison: ids."""
    newest: dict[int | None, int] = dict(_versions(question.comparison_id, question.pk))
    return newest.get(question.pk), newest.get(None)


@prepared
def _met(question: int, transcript: int) -> QuerySet[Cell, Any]:
    met = Cell.objects.filter(question=question, transcript=transcript)
    return met.values_list("question__archived_at", "transcript__archived_at", "pk")


@prepared
def _versions(comparison: int, question: int) -> QuerySet[GuidelineVersion, Any]:
    versions = GuidelineVersion.objects.filter(comparison=comparison).order_by("number")
    return versions.filter(Q(question=None) | Q(question=question)).values_list("question_id", "pk")
