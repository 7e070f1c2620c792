"""What a person has typed into a form and not saved."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reviews.models.comparison import Comparison


class UnsavedWords(models.Model):
    """The fields of one form, as one person left them.

    They are theirs alone: no mark, no comment, in no export. `place` names the form, as its page does.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="unsaved_words")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField(max_length=120)
    said = models.JSONField()
    created_at = models.DateTimeField(help_text="when they were typed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comparison", "user", "place"], name="unsaved_words_once_for_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.user}"
