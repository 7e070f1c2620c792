"""The documents as they came in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reviews.models.comparison import Comparison
from reviews.models.stored_bytes import StoredBytes


class Markup(models.TextChoices):
    """How the words of a document are marked up."""

    PLAIN = "plain", "Plain"
    MARKDOWN = "markdown", "Markdown"


class Source(StoredBytes):
    """The bytes of a document, and what they read as.

    Every range of a transcript counts in `text`. `pieces` and `voices` say what each range of it is
    (`reviews.intake.document`); the pieces leave nothing out. `format` names the format that was read. The set is open:
    formats come and go, and sources stay.

    `conversation` is its id in an export, or ""; `messages` are the places of that conversation’s messages in `text`.
    If a conversation was exported again and is longer, the newest source holds the transcripts, and those before are
    `continued_by` it. `newest_first`: its messages stand in `text` from the newest to the oldest.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="sources")
    name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100)
    format = models.CharField(max_length=40)
    markup = models.CharField(max_length=10, choices=Markup)
    text = models.TextField()
    pieces = models.JSONField()
    voices = models.JSONField()
    conversation = models.CharField(max_length=200, blank=True)
    messages = models.JSONField(default=list)
    newest_first = models.BooleanField(default=False)
    continued_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="continues")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            *StoredBytes.Meta.constraints,
            models.UniqueConstraint(fields=["comparison", "sha256"], name="source_once_in_a_comparison"),
            models.CheckConstraint(condition=models.Q(markup__in=Markup.values), name="source_markup_known"),
        ]

    def __str__(self) -> str:
        return self.name or f"paste of {self.created_at:%d %B %Y}"
