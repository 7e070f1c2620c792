"""A frozen, numbered version of a comparison."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.comparison import Comparison


class Publication(models.Model):
    """`document` is the canonical JSON, as text, that `sha256` is the hash of; every page is a rendering of it."""

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    finding = models.TextField(blank=True, help_text="the finding in one sentence")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="publication_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="publication_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.comparison.slug} v{self.number}"
