"""How a person last arranged a page."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reviews.models.comparison import Comparison


class RememberedView(models.Model):
    """The arrangement of Compare that one person chose last.

    `arranged` holds the columns as the ids of transcripts, so that it says nothing that a viewer may not know, and
    lasts when names change (`collation.pages.remembered`).
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="remembered_views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    arranged = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comparison", "user"], name="remembered_view_of_one_person"),
        ]

    def __str__(self) -> str:
        return f"the view of {self.user}"
