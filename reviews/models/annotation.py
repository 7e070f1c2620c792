"""Words of responses that people point at, with labels and notes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from reviews.models.authored import Authored
from reviews.models.comparison import Comparison
from reviews.models.history import HistoricalRecords
from reviews.models.response import Response
from reviews.models.span import Span

SLOTS = range(1, 9)
"""The numbers of the colours that labels have."""


class LabelQuerySet(models.QuerySet["Label"]):
    def current(self) -> LabelQuerySet:
        """Those that can be chosen."""
        return self.filter(archived_at=None)


class Label(models.Model):
    """What kind of words an annotation points at.

    Each comparison has its own; `slot` is its colour. An archived one stays on what has it, and cannot be chosen.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="labels")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    slot = models.PositiveSmallIntegerField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = LabelQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="label_key_once_in_a_comparison"),
            models.CheckConstraint(condition=Q(slot__range=(SLOTS[0], SLOTS[-1])), name="label_slot_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def current(self) -> AnnotationQuerySet:
        """Those that nobody deleted."""
        return self.filter(deleted_at=None)


class Annotation(Span, Authored):
    """Words of a response with a person's label, note, or both.

    `prefix` and `suffix` are the words around them. They tell apart places that read alike when the words are searched
    in a corrected text. One whose words are gone from there is `orphaned`: it keeps the replaced response.
    `note_html` is rendered once, when the note is written. A deleted one is kept, so that it can be put back.
    `imported_from` names the file that it came from, and `imported_creator` who made it there. `suggested_by` is the
    name of the reader whose suggestion a person took over.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="annotations")
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    label = models.ForeignKey(Label, models.PROTECT, null=True, blank=True, related_name="annotations")
    note = models.TextField(blank=True)
    note_html = models.TextField(blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    orphaned = models.BooleanField(default=False, help_text="its words are not in the text that replaced this one")
    imported_from = models.CharField(max_length=200, blank=True)
    imported_creator = models.CharField(max_length=200, blank=True)
    suggested_by = models.CharField(max_length=100, blank=True)

    objects = AnnotationQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["note", "note_html"], get_user=lambda instance, **_: instance.created_by
    )

    class Meta(Span.Meta):
        ordering = ["response_id", "start", "pk"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                condition=Q(label__isnull=False) | ~Q(note=""), name="annotation_has_a_label_or_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"annotation {self.pk}"
