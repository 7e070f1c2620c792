"""What each respondent said in one sitting."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, Q

from reviews.models.comparison import Comparison
from reviews.models.respondent import EvidenceBasis, Respondent
from reviews.models.round_sheet import RoundSheet
from reviews.models.source import Source


class Publish(models.TextChoices):
    """How much of a transcript a publication shows."""

    FULL = "full", "Full text"
    QUOTATIONS = "quotations", "Quotations only"
    NOTHING = "nothing", "Nothing"


class TranscriptQuerySet(models.QuerySet["Transcript"]):
    def current(self) -> TranscriptQuerySet:
        return self.filter(archived_at=None)

    def columns(self) -> TranscriptQuerySet:
        """The current ones with a column of their own."""
        return self.current().filter(first=None)

    def counted(self) -> TranscriptQuerySet:
        """With `prompts` and `answers`: how many current turns have one."""
        turn = Q(responses__isnull=False, responses__superseded_at=None)
        return self.annotate(
            prompts=Count("responses", filter=turn & ~Q(responses__prompt="")),
            answers=Count("responses", filter=turn & ~Q(responses__source_text="")),
        )


class Transcript(models.Model):
    """All that one respondent said in one sitting.

    It is one column of every table, and `key` names the column for ever. One of a later round has none of its own if
    `first` is known: the transcript of the first round that it stands beside.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="transcripts")
    respondent = models.ForeignKey(Respondent, models.PROTECT, related_name="transcripts")
    source = models.ForeignKey(Source, models.PROTECT, related_name="transcripts")
    voice = models.PositiveIntegerField(help_text="the index of the voice in its source")
    key = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    first = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="later")
    sheet = models.ForeignKey(
        RoundSheet,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replies",
        help_text="which it answers, if it is of a later round",
    )
    evidence_basis = models.CharField(max_length=15, choices=EvidenceBasis, default=EvidenceBasis.UNKNOWN)
    evidence_quote = models.TextField(blank=True)
    said_on = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    publish = models.CharField(max_length=10, choices=Publish)
    for_models = models.BooleanField(default=False, help_text="whether a sheet for models may hold it")
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = TranscriptQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="transcript_key_once"),
            models.UniqueConstraint(fields=["source", "voice"], name="transcript_once_for_a_voice"),
            models.CheckConstraint(condition=Q(round__gte=1), name="transcript_round_from_one"),
            models.CheckConstraint(condition=Q(first=None) | Q(round__gt=1), name="transcript_first_of_a_later_round"),
            models.CheckConstraint(condition=Q(publish__in=Publish.values), name="transcript_publish_known"),
            models.CheckConstraint(
                condition=Q(evidence_basis__in=EvidenceBasis.values), name="transcript_evidence_basis_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key
