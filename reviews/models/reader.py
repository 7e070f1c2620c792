"""Readers: what a model or a person reports that the texts say.

A sheet asks, a reply answers, a statement says one thing, and quotations are the words it rests on.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.annotation import Label
from reviews.models.authored import Authored
from reviews.models.cell import Cell
from reviews.models.comparison import Comparison
from reviews.models.history import HistoricalRecords
from reviews.models.response import Response
from reviews.models.span import Span
from reviews.models.transcript import Transcript


class Reader(models.Model):
    """A model or a person that reads the texts of one comparison.

    Its key is allotted once. `family` is the maker’s, such as Anthropic, or "". The built-in rules are no row: their
    key is "rules".
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="readers")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=100)
    family = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="reader_key_once"),
            models.CheckConstraint(condition=~Q(key__in=["", "rules", "person"]), name="reader_key_is_its_own"),
            models.CheckConstraint(condition=~Q(name=""), name="reader_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SheetPart(models.TextChoices):
    """Parts of the reading that one sheet asks for."""

    WHOLE = "whole", "Everything"
    RESPONDENT = "respondent", "One respondent"
    GROUPING = "grouping", "Which points belong together"


class ReaderSheet(Authored):
    """A prompt for a reader, as it was made.

    The prompt itself is not stored, since it holds all texts: `sha256` is the hash of its UTF-8, `chars` its length in
    code points. `token` stands in the prompt and comes back in the reply. `texts` are the (response id, SHA-256 of its
    text) that it holds. `names` maps the names and keys that it uses to those that they hide; {} if none is hidden.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="reader_sheets")
    token = models.CharField(max_length=20, unique=True)
    part = models.CharField(max_length=10, choices=SheetPart)
    revision = models.PositiveIntegerField(help_text="of the comparison")
    texts = models.JSONField()
    names = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    chars = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=SheetPart.values), name="reader_sheet_part_known"),
        ]

    def __str__(self) -> str:
        return self.token


class ReaderReply(Authored):
    """A reader’s reply, as it came, and what became of it.

    `raw` is the reply, of which `sha256` is the hash; "" if a document that it quotes was deleted for good. `kept`
    counts the statements taken in, by what they are about. `dropped` are the {what, place, why, quote} of those that
    were not. `sheet` is None if the reply named none.
    """

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="replies")
    sheet = models.ForeignKey(ReaderSheet, models.SET_NULL, null=True, blank=True, related_name="replies")
    raw = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    kept = models.JSONField()
    dropped = models.JSONField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "sha256"], name="reader_reply_once")]

    def __str__(self) -> str:
        return f"{self.reader}, {self.created_at:%Y-%m-%d}"


class StatementKind(models.TextChoices):
    """What a statement is about."""

    CELL = "cell", "Verdict"
    FACT = "fact", "Fact"
    FINDING = "finding", "Finding"
    BASIS = "evidence_basis", "Evidence basis"
    LABEL = "label", "Label"


class ReaderStatementQuerySet(models.QuerySet["ReaderStatement"]):
    def current(self) -> ReaderStatementQuerySet:
        """Those that no later reply of the same reader supersedes."""
        return self.filter(superseded_by=None)


class ReaderStatement(models.Model):
    """One thing that a reader says.

    | what | kind | title | value |
    | --- | --- | --- | --- |
    | cell | "" | "" | a value of the question’s scale, an absence, or "" for an answer without a verdict |
    | fact | one of FactKind | its topic | "" |
    | finding | one of FindingKind | its title | "" |
    | evidence_basis | "" | "" | one of EvidenceBasis |
    | label | "" | "" | "" |

    A statement about a cell has `cell`, one about a basis `transcript`, one that words deserve a label has `label`, and
    a person who dismissed it. `why` is the reader’s reason. `diverges` is its
    word on a fact, `settled_by` what would settle it, in the cells of `settles`. `grounds` are the findings on which a
    verdict rests. `suspect` if its words address the reader: such a statement leads nothing. `paper_quote` is the
    paper’s own sentence, found in its stored text on page `paper_page` (None: in the abstract).
    """

    reply = models.ForeignKey(ReaderReply, models.CASCADE, related_name="statements")
    position = models.PositiveIntegerField()
    what = models.CharField(max_length=15, choices=StatementKind)
    cell = models.ForeignKey(Cell, models.CASCADE, null=True, blank=True, related_name="statements")
    transcript = models.ForeignKey(Transcript, models.CASCADE, null=True, blank=True, related_name="basis_statements")
    label = models.ForeignKey(Label, models.CASCADE, null=True, blank=True, related_name="statements")
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    dismissed_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)
    value = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=300, blank=True)
    diverges = models.BooleanField(null=True, blank=True)
    settled_by = models.CharField(max_length=300, blank=True)
    settles = models.ManyToManyField(Cell, related_name="settled_by_facts", blank=True)
    grounds = models.ManyToManyField("self", symmetrical=False, related_name="verdicts", blank=True)
    suspect = models.BooleanField(default=False)
    paper_quote = models.TextField(blank=True)
    paper_page = models.PositiveIntegerField(null=True, blank=True)
    paper_contradicts = models.BooleanField(default=False)
    superseded_by = models.ForeignKey(
        ReaderReply, models.SET_NULL, null=True, blank=True, related_name="superseded_statements"
    )

    objects = ReaderStatementQuerySet.as_manager()

    class Meta:
        ordering = ["reply_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "position"], name="reader_statement_order_once"),
            models.UniqueConstraint(
                fields=["reply", "cell"], condition=Q(cell__isnull=False), name="reader_statement_once_for_a_cell"
            ),
            models.CheckConstraint(condition=Q(what__in=StatementKind.values), name="reader_statement_kind_known"),
            models.CheckConstraint(
                condition=(Q(what=StatementKind.CELL, cell__isnull=False, transcript=None, label=None, title=""))
                | Q(what=StatementKind.BASIS, transcript__isnull=False, cell=None, label=None, title="")
                | Q(what=StatementKind.LABEL, label__isnull=False, cell=None, transcript=None, title="", value="")
                | (
                    Q(what__in=[StatementKind.FACT, StatementKind.FINDING], cell=None, transcript=None, label=None)
                    & ~Q(title="")
                    & ~Q(kind="")
                ),
                name="reader_statement_is_about_one_thing",
            ),
            models.CheckConstraint(condition=~Q(value="unread"), name="reader_statement_is_not_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.title or self.value or self.label or ''}".rstrip()


class ReaderQuotation(Span):
    """Words of a response on which a statement rests.

    The program found them there. `value` is the value of a fact that they give, else "". `opposes` if they
    speak against a finding. `orphaned` if the text that replaced this one does not hold them.
    """

    statement = models.ForeignKey(ReaderStatement, models.CASCADE, related_name="quotations")
    response = models.ForeignKey(Response, models.CASCADE, related_name="reader_quotations")
    value = models.CharField(max_length=300, blank=True)
    opposes = models.BooleanField(default=False)
    orphaned = models.BooleanField(default=False)

    class Meta(Span.Meta):
        ordering = ["statement_id", "pk"]

    def __str__(self) -> str:
        return f"{self.response_id}:{self.start}–{self.end}"


class DismissedVerdict(Authored):
    """A person’s word that a suggested verdict is wrong.

    No reader suggests it there again. `value` is as in a statement about a cell.
    """

    cell = models.ForeignKey(Cell, models.CASCADE, related_name="dismissed_verdicts")
    value = models.CharField(max_length=20)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cell", "value"], name="verdict_dismissed_once"),
            models.CheckConstraint(condition=~Q(value=""), name="dismissed_verdict_has_a_value"),
        ]

    def __str__(self) -> str:
        return self.value
