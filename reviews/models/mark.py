"""Marks of reviewers, and what the team says of a cell."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from reviews.models.authored import Authored
from reviews.models.cell import Cell
from reviews.models.guideline import GuidelineVersion
from reviews.models.history import HistoricalRecords
from reviews.models.response import Response
from reviews.models.span import Span


class Cause(models.TextChoices):
    """Reasons why judgements change although nobody judged anew.

    They are the change reasons in the history of marks, resolutions and placements.
    """

    CORRECTED = "document corrected"
    CONTINUED = "conversation exported again"
    REANCHORED = "words found again"


class MarkState(models.TextChoices):
    """Whether a mark counts."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"


class MarkStage(models.TextChoices):
    """Whether a reviewer marked before or after something hidden was revealed.

    That is the names, or others' marks of the cell.
    """

    BLIND = "blind", "Blind"
    REVEALED = "revealed", "Revealed"


class MarkQuerySet(models.QuerySet["Mark"]):
    def standing(self) -> MarkQuerySet:
        """The marks that count.

        Of a blind mark and its revision, the revision does. A draft revises nothing.
        """
        revision = Mark.objects.filter(
            cell=OuterRef("cell"), reviewer=OuterRef("reviewer"), stage=MarkStage.REVEALED, state=MarkState.SUBMITTED
        )
        return self.exclude(Q(stage=MarkStage.BLIND) & Exists(revision))


class Mark(Span):
    """One reviewer’s coding of one cell.

    It says what the respondent answers, not whether that is true. `value` is a value of the question’s scale, an
    absence (silent, not_asked, refused) or "abstained". `confidence` runs from 1 (low) to 3 (high). The span, if there
    is one, is the evidence: words of the same transcript. `guideline` and `general_guideline` are the guidelines of the
    question and of the comparison as they stood, None if there were none.

    A blind mark stays as it is when its reviewer revises it after the reveal; the revision is a row of its own.
    """

    cell = models.ForeignKey(Cell, models.CASCADE, related_name="marks")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="marks")
    value = models.CharField(max_length=20)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    rationale = models.TextField(blank=True)
    response = models.ForeignKey(Response, models.SET_NULL, null=True, blank=True, related_name="marks")
    start = models.PositiveIntegerField(null=True, blank=True)  # type: ignore[assignment]
    end = models.PositiveIntegerField(null=True, blank=True)  # type: ignore[assignment]
    quotation = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=MarkState, default=MarkState.SUBMITTED)
    stage = models.CharField(max_length=10, choices=MarkStage, default=MarkStage.REVEALED)
    confirm_again = models.BooleanField(default=False, help_text="the words under it have changed since")
    saw_suggestion = models.BooleanField(
        null=True,
        help_text="whether a reader’s suggestion was visible; null before there were readers",
    )
    saw_others = models.BooleanField(
        null=True,
        help_text="whether others’ marks and readers’ suggestions of the cell were visible; null if it is not known",
    )
    saw_names = models.BooleanField(
        null=True,
        help_text="whether the respondents’ names were visible; null if it is not known",
    )
    guideline = models.ForeignKey(GuidelineVersion, models.SET_NULL, null=True, blank=True, related_name="marks")
    general_guideline = models.ForeignKey(
        GuidelineVersion, models.SET_NULL, null=True, blank=True, related_name="general_marks"
    )
    created_at = models.DateTimeField()

    objects = MarkQuerySet.as_manager()

    history = HistoricalRecords(get_user=lambda instance, **_: instance.reviewer)

    class Meta(Span.Meta):
        ordering = ["pk"]
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(
                fields=["cell", "reviewer", "stage"], name="mark_once_for_a_cell_reviewer_and_stage"
            ),
            models.CheckConstraint(condition=Q(state__in=MarkState.values), name="mark_state_known"),
            models.CheckConstraint(condition=Q(stage__in=MarkStage.values), name="mark_stage_known"),
            models.CheckConstraint(condition=~Q(value=""), name="mark_has_a_value"),
            models.CheckConstraint(condition=~Q(value="unread"), name="mark_is_not_unread"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 3)), name="mark_confidence_one_to_three"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True, quotation="")
                | Q(start__isnull=False, end__isnull=False),
                name="mark_evidence_is_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} by {self.reviewer}"


class Resolution(Authored):
    """The coding that the team settles on for a cell, and why."""

    cell = models.OneToOneField(Cell, models.CASCADE, related_name="resolution")
    value = models.CharField(max_length=20)
    why = models.TextField()
    confirm_again = models.BooleanField(default=False)

    history = HistoricalRecords(get_user=lambda instance, **_: instance.created_by)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(value="") & ~Q(why=""), name="resolution_says_what_and_why"),
            models.CheckConstraint(condition=~Q(value="unread"), name="resolution_is_not_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.value} by {self.created_by}"


class SupportValue(models.TextChoices):
    """Answers to whether the paper backs a cell."""

    SUPPORTED = "supported", "Supported"
    NOT_FOUND = "not_found", "Not found"
    CONTRADICTED = "contradicted", "Contradicted"


class Support(Authored):
    """A person’s word on whether the paper backs what a cell says.

    `quote` is the passage of the paper that shows it, or "".
    """

    cell = models.OneToOneField(Cell, models.CASCADE, related_name="support")
    value = models.CharField(max_length=15, choices=SupportValue)
    quote = models.TextField(blank=True)

    history = HistoricalRecords(get_user=lambda instance, **_: instance.created_by)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__in=SupportValue.values), name="support_value_known"),
        ]

    def __str__(self) -> str:
        return f"{self.value} by {self.created_by}"
