"""How to mark: guidelines in versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from reviews.models.authored import Authored
from reviews.models.comparison import Comparison
from reviews.models.question import Question


class GuidelineVersion(Authored):
    """Guidelines for marking one question or, without one, all of them.

    A version that a mark was made under never changes again: a new wording is the next version. `html` is rendered
    once, when it is written; both texts are "" if the guidelines were taken away.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="guidelines")
    question = models.ForeignKey(Question, models.CASCADE, null=True, blank=True, related_name="guidelines")
    number = models.PositiveIntegerField()
    markdown = models.TextField(blank=True)
    html = models.TextField(blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"],
                condition=Q(question__isnull=False),
                name="guideline_version_of_a_question",
            ),
            models.UniqueConstraint(
                fields=["comparison", "number"], condition=Q(question=None), name="guideline_version_of_a_comparison"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
