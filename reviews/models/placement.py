"""A person’s word on where a span belongs."""

from __future__ import annotations

from django.db import models

from reviews.models.authored import Authored
from reviews.models.history import HistoricalRecords
from reviews.models.question import Question
from reviews.models.response import Response
from reviews.models.span import Span


class Placement(Span, Authored):
    """These words of a response do, or do not, answer the question."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="placements")
    question = models.ForeignKey(Question, models.CASCADE, related_name="placements")
    belongs = models.BooleanField()
    orphaned = models.BooleanField(default=False, help_text="its words are not in the text that replaced this one")

    history = HistoricalRecords(get_user=lambda instance, **_: instance.created_by)

    class Meta(Span.Meta):
        ordering = ["response_id", "start", "pk"]
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(fields=["response", "question", "start", "end"], name="placement_once_for_a_span"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}:{self.start}–{self.end} → {self.question_id}"
