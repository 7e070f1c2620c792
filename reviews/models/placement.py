"""A person's word on where a span belongs."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from reviews.models.question import Question
from reviews.models.response import Response


class Placement(models.Model):
    """`text[start:end]` of a response does, or does not, answer the question.

    `text_chars` repeats the length of the frozen text, so that the database can hold the offsets to it.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="placements")
    question = models.ForeignKey(Question, models.CASCADE, related_name="placements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_chars = models.PositiveIntegerField()
    belongs = models.BooleanField()
    orphaned = models.BooleanField(default=False, help_text="its words are not in the text that replaced this one")
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()

    history = HistoricalRecords(get_user=lambda instance, **_: instance.placed_by)
    _history_user: AbstractBaseUser

    class Meta:
        ordering = ["response_id", "start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question", "start", "end"], name="placement_once_for_a_span"),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")) & Q(end__lte=F("text_chars")), name="placement_inside_the_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}:{self.start}–{self.end} → {self.question_id}"
