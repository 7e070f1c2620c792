"""The turns of a transcript."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from reviews.characters import masked
from reviews.models.transcript import Transcript


class PromptFoundBy(models.TextChoices):
    """What showed where a prompt begins and ends."""

    MARKER = "marker"
    TIMESTAMP = "timestamp"
    HEURISTIC = "heuristic"
    FORMAT = "format"
    PERSON = "person"


class ResponseQuerySet(models.QuerySet["Response"]):
    def current(self) -> ResponseQuerySet:
        """Those that no successor has replaced."""
        return self.filter(superseded_at=None)


class Response(models.Model):
    """One turn: a prompt and its answer.

    Source text, Markdown, HTML, text and blocks are made together when the turn is stored, and never again. `text` is
    the text content of `html`; every offset counts in it, in code points. `blocks` are the (kind, level, start, end,
    bold, ordered) of its blocks, and `citations` the (start, end) of the marks of citations in it. `sources` are the
    (title, address) that they and its list of sources lead to. `ranges` are the (start, end, role) in the source.
    """

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="responses")
    position = models.PositiveIntegerField()
    prompt = models.TextField(blank=True)
    prompt_found_by = models.CharField(max_length=10)
    source_text = models.TextField()
    markdown = models.TextField()
    html = models.TextField()
    text = models.TextField()
    blocks = models.JSONField()
    citations = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    ranges = models.JSONField()
    publish_anyway = models.BooleanField(default=False, help_text="published though it answers no question")
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "position"], condition=Q(superseded_at=None), name="response_order_once"
            ),
            models.CheckConstraint(
                condition=Q(prompt_found_by__in=PromptFoundBy.values), name="response_prompt_found_by_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transcript} {self.position}"

    @property
    def legible(self) -> str:
        """The text with its marks of citations masked, as long as itself."""
        return masked(self.text, self.citations)
