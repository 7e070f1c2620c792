"""Findings: points that people gathered, and ratings of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q

from reviews.models.authored import Authored
from reviews.models.comparison import Comparison
from reviews.models.history import HistoricalRecords
from reviews.models.response import Response
from reviews.models.span import Span


class FindingKind(models.TextChoices):
    """Kinds of points that respondents raise."""

    WEAKNESS = "weakness", "Weakness"
    RISK = "risk", "Risk"
    RECOMMENDATION = "recommendation", "Recommendation"
    STRENGTH = "strength", "Strength"
    OTHER = "other", "Other"


class Finding(Authored):
    """A point that respondents raise, as people gathered and named it.

    The words under it no longer form candidates. `candidate` is the key of the computed candidate that it was adopted
    from, or "". A finding that was merged into another has no points.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="findings")
    candidate = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=FindingKind)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")

    history = HistoricalRecords()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=FindingKind.values),
                name="finding_kind_known",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="finding_has_a_title"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="finding_merges_into_another"),
        ]

    def __str__(self) -> str:
        return self.title


class Point(Span):
    """Words of a response, quoted under a finding.

    `opposes` if a person said that they speak against it.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="points")
    response = models.ForeignKey(Response, models.CASCADE, related_name="points")
    opposes = models.BooleanField(default=False)

    history = HistoricalRecords()
    _history_user: AbstractBaseUser

    class Meta(Span.Meta):
        ordering = ["response_id", "start"]
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(fields=["response", "start", "end"], name="point_under_one_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}:{self.start}–{self.end}"


class DismissedSuggestion(Authored):
    """A person’s word that a suggestion of the rules is no finding.

    The rules do not suggest `candidate` again.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="dismissed_suggestions")
    candidate = models.CharField(max_length=64)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "candidate"], name="suggestion_dismissed_once"),
        ]

    def __str__(self) -> str:
        return self.candidate


class RatingValue(models.TextChoices):
    """Ratings of a finding by one reviewer."""

    MAJOR = "major", "Major"
    MINOR = "minor", "Minor"
    WRONG = "wrong", "Wrong"
    NOT_RAISED = "not_raised", "Not raised"


class Rating(models.Model):
    """One reviewer’s rating of a finding."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="ratings")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=RatingValue)
    created_at = models.DateTimeField()

    history = HistoricalRecords()
    _history_user: AbstractBaseUser

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "reviewer"], name="rating_once_for_a_reviewer"),
            models.CheckConstraint(condition=Q(value__in=RatingValue.values), name="rating_value_known"),
        ]

    def __str__(self) -> str:
        return f"{self.value} by {self.reviewer}"
