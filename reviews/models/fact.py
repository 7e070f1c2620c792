"""What people decide about computed facts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reviews.models.authored import Authored
from reviews.models.comparison import Comparison
from reviews.models.history import HistoricalRecords


class FactKind(models.TextChoices):
    """Kinds of facts that people decide about.

    The rules compute acronyms and quantities; earlier releases had names. A collation may hold all five.
    """

    ACRONYM = "acronym", "Acronym"
    QUANTITY = "quantity", "Quantity"
    NAME = "name", "Name"
    DATE = "date", "Date"
    CLAIM = "claim", "Claim"


class FactDecision(models.TextChoices):
    """Decisions about a fact."""

    CONFIRMED = "confirmed", "Confirmed"
    DISMISSED = "dismissed", "Dismissed"
    OPEN = "open", "Open"


class FactReview(Authored):
    """A person’s decision on one computed fact.

    It names the fact by kind and topic key, so it survives a new reading. `label` renames the topic, or is "".
    `merged_into` is the topic key of the fact that this one is a part of, or "".
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="fact_reviews")
    kind = models.CharField(max_length=20, choices=FactKind)
    topic = models.CharField(max_length=200)
    decision = models.CharField(max_length=10, choices=FactDecision, default=FactDecision.OPEN)
    label = models.CharField(max_length=200, blank=True)
    merged_into = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "kind", "topic"], name="fact_review_once_for_a_topic"),
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="fact_review_kind_known"),
            models.CheckConstraint(condition=Q(decision__in=FactDecision.values), name="fact_review_decision_known"),
            models.CheckConstraint(condition=~Q(merged_into=F("topic")), name="fact_review_merges_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.topic}: {self.decision}"


class StruckValueQuerySet(models.QuerySet["StruckValue"]):
    def standing(self) -> StruckValueQuerySet:
        """Those that nobody has put back."""
        return self.filter(restored_at=None)


class StruckValue(Authored):
    """A person’s word that a value does not belong to a fact.

    It stays out until somebody puts it back. The value is named by its key and as it was written, so it stays out of a
    new reading, too. A row is never struck twice: striking a value again, after it was put back, makes another row.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="struck_values")
    kind = models.CharField(max_length=20, choices=FactKind)
    topic = models.CharField(max_length=200)
    value = models.CharField(max_length=300)
    text = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    restored_at = models.DateTimeField(null=True, blank=True)

    objects = StruckValueQuerySet.as_manager()

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "kind", "topic", "value"],
                condition=Q(restored_at=None),
                name="struck_value_stands_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="struck_value_kind_known"),
            models.CheckConstraint(
                condition=Q(restored_at=None, restored_by=None)
                | Q(restored_at__isnull=False, restored_by__isnull=False),
                name="struck_value_restored_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.topic}: without {self.text}"
