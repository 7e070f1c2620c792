"""Mails that remind people of what they have not marked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reviews.models.authored import Authored
from reviews.models.comparison import Comparison


class Reminder(Authored):
    """A mail that reminded one person of one comparison."""

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="reminders")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["comparison", "created_at"], name="reminder_of_a_comparison")]

    def __str__(self) -> str:
        return f"{self.to} reminded of {self.comparison}"
