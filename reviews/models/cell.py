"""Cells: where a question meets a transcript."""

from __future__ import annotations

from django.db import models

from reviews.models.comparison import Comparison
from reviews.models.question import Question
from reviews.models.transcript import Transcript


class Cell(models.Model):
    """What one respondent says to one question.

    Marks, a resolution, a support and threads belong to it. It is made at the first act on it (`reviews.domain.cells`),
    which checks that question and transcript are of its comparison. It stays if either is archived. A reworded question
    has a successor, which starts cells of its own.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="cells")
    question = models.ForeignKey(Question, models.PROTECT, related_name="cells")
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="cells")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "transcript"], name="cell_once_for_question_and_transcript")
        ]

    def __str__(self) -> str:
        return f"{self.question} × {self.transcript}"
