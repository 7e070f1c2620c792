"""Publications: frozen, numbered versions of a comparison."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from reviews.models.comparison import Comparison


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> PublicationQuerySet:
        """Those that were not withdrawn.

        Nobody may read any other.
        """
        return self.filter(withdrawn_at=None)

    def readable(self) -> PublicationQuerySet:
        """Those that hold their document."""
        return self.exclude(document="")

    def newest_each(self) -> PublicationQuerySet:
        """The newest standing version of each comparison, last published first."""
        newer = Publication.objects.standing().filter(comparison=OuterRef("comparison"), number__gt=OuterRef("number"))
        return self.standing().filter(~Exists(newer)).order_by("-created_at", "-pk")

    def standing_first(self) -> PublicationQuerySet:
        """The standing ones, the newest first, then the withdrawn ones.

        Of these the last withdrawn comes first.
        """
        gone = Q(withdrawn_at__isnull=False)
        return self.annotate(gone=gone).order_by("gone", "-withdrawn_at", "-number")


class Publication(models.Model):
    """One published version of a comparison.

    `document` is canonical JSON, as text, and `sha256` its hash. Every page of the version is a rendering of it. A
    withdrawn version keeps its number and its document, and shows neither page nor document to anybody. If it showed
    what was deleted for good, `document` is "" (`reviews.domain.publications.bury`).
    """

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    finding = models.TextField(blank=True, help_text="the finding in one sentence")
    correction = models.TextField(blank=True, help_text="what was corrected since the version before, and why")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="null for the command"
    )
    created_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True, help_text="what the tombstone says of the reason")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="publication_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="publication_number_from_one"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="publication_withdrawn_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comparison.slug} v{self.number}"
