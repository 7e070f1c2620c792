"""Agreement of the reviewers on each question. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from collation.agreement.alpha import Agreement, agreement
from collation.cells import Collation, Row
from collation.record import Question
from reviews.scale import rank


@dataclass(frozen=True)
class QuestionAgreement:
    """Agreement of the reviewers on one question, on its own scale.

    A unit is a cell that two reviewers or more gave a value of the scale.
    """

    question: Question
    agreement: Agreement


def by_question(collation: Collation) -> tuple[QuestionAgreement, ...]:
    """The agreement on each scored question, in their order."""
    return tuple(QuestionAgreement(row.question, _agreement(row)) for row in collation.rows if row.question.scored)


def _agreement(row: Row) -> Agreement:
    scale = row.question.scale
    units = [[rank(mark.value, scale) for mark in cell.marks] for cell in row.cells]
    return agreement(units, "ordinal", categories=range(len(scale)))
