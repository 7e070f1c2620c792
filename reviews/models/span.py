"""Spans of responses."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length


class Span(models.Model):
    """`text[start:end]` of a response, in code points, and its words.

    Each subclass adds `response`. The verbs take the quotation from the text (`reviews.domain.spans`), and the database
    holds it to the length of the span.
    """

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quotation = models.TextField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="%(class)s_span_has_words"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("quotation")), name="%(class)s_quotes_all_of_its_span"
            ),
        ]
