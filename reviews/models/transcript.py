"""What came in, and what each respondent said."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Count, Q

from reviews.models.comparison import Comparison


def private_files() -> Storage:
    """Where files that only one person may see are kept."""
    return storages["private"]


class Kind(models.TextChoices):
    MODEL = "model", "Model"
    PERSON = "person", "Person"


class EvidenceBasis(models.TextChoices):
    FULL_PAPER = "full_paper", "Read the full paper"
    ABSTRACT_ONLY = "abstract_only", "Saw the abstract only"
    WEB_SEARCH = "web_search", "Searched the web"
    UNKNOWN = "unknown", "Basis unknown"


class Publish(models.TextChoices):
    FULL = "full", "Full text"
    QUOTATIONS = "quotations", "Quotations only"
    NOTHING = "nothing", "Nothing"


class Respondent(models.Model):
    """A model or a person that answers. Its key is allotted once and never changes."""

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="respondents")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    vendor = models.CharField(max_length=100, blank=True, help_text="the maker of a model, the outlet of a person")
    version = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="respondent_key_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="respondent_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """The bytes as they came in. `text` is what they read as: every range of a transcript counts in it.

    `pieces` and `voices` say what each range of `text` is (see `reviews.intake.document`): they leave nothing out.
    `conversation` is the id under which an export knows it, `said` where its messages stand in `text`. Where it was
    exported again, longer, the newest source holds the transcripts; those before it are `continued_by` it.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="sources")
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    media_type = models.CharField(max_length=100)
    format = models.CharField(max_length=40)
    markup = models.CharField(max_length=10)
    text = models.TextField()
    pieces = models.JSONField()
    voices = models.JSONField()
    conversation = models.CharField(max_length=200, blank=True)
    said = models.JSONField(default=list)
    continued_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="continues")
    came_from = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["comparison", "sha256"], name="source_once_in_a_comparison")]

    def __str__(self) -> str:
        return self.name or f"paste of {self.created_at:%d %B %Y}"


class IntakeDraft(models.Model):
    """One intake that is not stored yet: private to who began it, resumable, and gone when it expires.

    `parsed` is a `reviews.intake.document.Parsed` without its text; `undo` holds earlier states of it, newest last.
    `source` is set where the draft corrects what was stored before, `continues` where it goes on from what was stored.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="drafts")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="corrections")
    continues = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    media_type = models.CharField(max_length=100)
    text = models.TextField()
    parsed = models.JSONField()
    undo = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name or "a paste"


class EndedDraft(models.Model):
    """What became of a draft, told to its owner at its address. `draft` is the id that it had; `source` is what holds
    it, if it was stored or corrected what was."""

    class End(models.TextChoices):
        STORED = "stored", "Stored"
        DISCARDED = "discarded", "Discarded"
        EXPIRED = "expired", "Expired"

    draft = models.BigIntegerField(unique=True)
    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    end = models.CharField(max_length=10, choices=End)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__in=("stored", "discarded", "expired")), name="ended_draft_end_known"
            )
        ]

    def __str__(self) -> str:
        return self.name or "a paste"


class IntakeExport(models.Model):
    """A person's export of many conversations, to choose from: private to who gave it, and gone when it expires.

    `file` holds the documents to read one after the other, uncompressed; `parts` are their (name, start, end) in it, in
    bytes. `read_to` is how far it has been read, of `size`. `offered` are the conversations found so far.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="exports")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="exports/", storage=private_files, max_length=200)
    parts = models.JSONField()
    size = models.PositiveBigIntegerField()
    read_to = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_read(self) -> bool:
        """Whether all of it has been read."""
        return self.read_to >= self.size


class OfferedConversation(models.Model):
    """One conversation of an export, to choose by: `file[start:end]` of the export, in bytes, holds it.

    `conversation` is its id there; where the document cannot be taken apart, the range is the whole document and the
    id says which.
    """

    export = models.ForeignKey(IntakeExport, models.CASCADE, related_name="offered")
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
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="offered_conversation_order_once")]

    def __str__(self) -> str:
        return self.title or self.first_prompt


class TranscriptQuerySet(models.QuerySet["Transcript"]):
    def current(self) -> TranscriptQuerySet:
        return self.filter(archived_at=None)

    def counted(self) -> TranscriptQuerySet:
        """With `prompts` and `answers`: how many of its turns hold one."""
        turn = Q(responses__isnull=False, responses__superseded_at=None)
        return self.annotate(
            prompts=Count("responses", filter=turn & ~Q(responses__prompt="")),
            answers=Count("responses", filter=turn & ~Q(responses__source_text="")),
        )


class Transcript(models.Model):
    """All that one respondent said in one sitting: one column of every table. `key` names the column for ever."""

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="transcripts")
    respondent = models.ForeignKey(Respondent, models.PROTECT, related_name="transcripts")
    source = models.ForeignKey(Source, models.PROTECT, related_name="transcripts")
    voice = models.PositiveIntegerField(help_text="the index of the voice in its source")
    key = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    evidence_basis = models.CharField(max_length=15, choices=EvidenceBasis, default=EvidenceBasis.UNKNOWN)
    evidence_quote = models.TextField(blank=True)
    said_on = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    publish = models.CharField(max_length=10, choices=Publish)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = TranscriptQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="transcript_key_once"),
            models.UniqueConstraint(fields=["source", "voice"], name="transcript_once_for_a_voice"),
            models.CheckConstraint(condition=Q(round__gte=1), name="transcript_round_from_one"),
            models.CheckConstraint(condition=Q(publish__in=Publish.values), name="transcript_publish_known"),
            models.CheckConstraint(
                condition=Q(evidence_basis__in=EvidenceBasis.values), name="transcript_evidence_basis_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ResponseQuerySet(models.QuerySet["Response"]):
    def current(self) -> ResponseQuerySet:
        """Those that no successor has replaced."""
        return self.filter(superseded_at=None)


class Response(models.Model):
    """One turn. Source text, Markdown, HTML, text and blocks are frozen together when stored.

    `text` is the text content of `html`; every offset counts in it, in code points. `blocks` are the
    (kind, level, start, end, bold, ordered) of its blocks. `ranges` are the (start, end, role) in the source.
    """

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="responses")
    position = models.PositiveIntegerField()
    prompt = models.TextField(blank=True)
    prompt_found_by = models.CharField(max_length=10)
    source_text = models.TextField()
    markdown = models.TextField()
    html = models.TextField()
    text = models.TextField()
    text_chars = models.PositiveIntegerField()
    blocks = models.JSONField()
    ranges = models.JSONField()
    publish_apart = models.BooleanField(default=False, help_text="published though it answers no question")
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "position"], condition=Q(superseded_at=None), name="response_order_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.transcript} {self.position}"
