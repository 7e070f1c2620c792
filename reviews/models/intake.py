"""Intake that is not stored yet.

There are drafts of one document, and exports of many conversations to choose from.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.comparison import Comparison
from reviews.models.source import Source
from reviews.models.stored_bytes import StoredBytes


class IntakeDraft(StoredBytes):
    """A draft of one document.

    Only its owner sees it. It can be resumed, and is deleted when it expires. `parsed` is a
    `reviews.intake.document.Parsed` without its text. `undo` holds what takes each correction back, the newest last
    (`reviews.domain.draft_corrections`). `source` is set if the draft corrects what is stored, `continues` if it goes
    on from what is stored.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="drafts")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="corrections")
    continues = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100)
    text = models.TextField()
    parsed = models.JSONField()
    undo = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = StoredBytes.Meta.constraints

    def __str__(self) -> str:
        return self.name or self.parsed.get("title") or "a paste"


class DraftEnd(models.TextChoices):
    """What became of a draft."""

    STORED = "stored", "Stored"
    DISCARDED = "discarded", "Discarded"
    EXPIRED = "expired", "Expired"


class EndedDraft(models.Model):
    """What became of a draft.

    Its owner is told at the draft’s address. `draft` is the id that it had. `source` is the source that was stored or
    corrected, if there is one. If the draft made that source, both have the same moment.
    """

    draft = models.BigIntegerField(unique=True)
    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    end = models.CharField(max_length=10, choices=DraftEnd)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(end__in=DraftEnd.values), name="ended_draft_end_known")]

    def __str__(self) -> str:
        return self.name or "a paste"

    @property
    def made_its_source(self) -> bool:
        """Whether the source was stored from this draft, not corrected by it."""
        return self.end == DraftEnd.STORED and self.source is not None and self.source.created_at == self.ended_at


class IntakeExport(StoredBytes):
    """A person’s export of many conversations, to choose from.

    Only its owner sees it, and it is deleted when it expires. Its bytes are its documents, uncompressed, one after the
    other; `parts` are the (name, start, end) of each. The first `read_to` of its `size` bytes have been read;
    `conversations` are those found there.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="exports")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    parts = models.JSONField()
    read_to = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = StoredBytes.Meta.constraints

    def __str__(self) -> str:
        return self.name

    @property
    def is_read(self) -> bool:
        """Whether all of it has been read."""
        return self.read_to >= self.size


class ExportedConversation(models.Model):
    """One conversation of an export.

    The bytes `start` to `end` of the export hold it. `conversation` is its id there. If the document cannot be taken
    apart, the range is the whole document, and the id says which conversation is meant.
    """

    export = models.ForeignKey(IntakeExport, models.CASCADE, related_name="conversations")
    number = models.PositiveIntegerField()
    conversation = models.CharField(max_length=200)
    format = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(null=True, blank=True)
    model = models.CharField(max_length=210, blank=True)
    first_prompt = models.CharField(max_length=200, blank=True)
    prompts = models.PositiveIntegerField()
    start = models.PositiveBigIntegerField()
    end = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="exported_conversation_order_once")]

    def __str__(self) -> str:
        return self.title or self.first_prompt
