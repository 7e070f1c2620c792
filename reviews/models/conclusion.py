"""The team's own answers to its questions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from reviews.models.authored import Authored
from reviews.models.history import HistoricalRecords
from reviews.models.question import Question


class Conclusion(Authored):
    """The team’s own answer to a question, and why.

    `evidence` lists quotations as {"response", "start", "end", "text", "page"}: words of a response, or of the paper if
    `response` is None, on `page` (0 for the abstract). They are in the history, so that an edit can be undone whole.
    `settled_by` says what would settle the question ("a red-team report of the model itself").
    """

    question = models.OneToOneField(Question, models.CASCADE, related_name="conclusion")
    answer = models.TextField()
    why = models.TextField(blank=True)
    settled_by = models.TextField(blank=True)
    evidence = models.JSONField(default=list)

    history = HistoricalRecords(get_user=lambda instance, **_: instance.created_by)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(answer=""), name="conclusion_says_something")]

    def __str__(self) -> str:
        return self.answer
