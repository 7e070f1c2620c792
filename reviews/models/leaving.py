"""What people decide about what leaves with a publication: words and names."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.authored import Authored
from reviews.models.comparison import Comparison


class NameConsent(models.Model):
    """A person's own word that publications of a comparison may name them.

    A version is named by the consents that stand when it is frozen. One that is withdrawn stays, with both dates.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="name_consents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "user"], condition=Q(withdrawn_at=None), name="name_consent_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.comparison_id}"


class Redaction(Authored):
    """Words that no publication of a comparison shows.

    Wherever they occur in what is published, "[redacted]" stands; the record keeps them. One that is undone stays, with
    who undid it and when.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="redactions")
    words = models.CharField(max_length=500)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "words"], condition=Q(undone_at=None), name="redaction_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="redaction_of_words"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="redaction_undone_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"redaction {self.pk}"
