"""Discussion: threads on a comparison or one of its cells, and their comments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.comparison import Comparison
from reviews.models.question import Question
from reviews.models.transcript import Transcript


class ThreadQuerySet(models.QuerySet["Thread"]):
    def unresolved(self) -> ThreadQuerySet:
        return self.filter(resolved_at=None)

    def open_first(self) -> ThreadQuerySet:
        """The open ones, then the others; in each the newest first."""
        return self.order_by(models.F("resolved_at").desc(nulls_first=True), "-opened_at", "-pk")

    def for_reading(self) -> ThreadQuerySet:
        """With what a page shows of them: two queries, whatever their number."""
        comments = Comment.objects.select_related("author")
        return self.select_related(
            "question", "transcript__respondent__identity", "opened_by", "resolved_by"
        ).prefetch_related(models.Prefetch("comments", comments))

    def open_by_cell(self) -> dict[tuple[int, int], int]:
        """How many are open on each cell, by (question_id, transcript_id)."""
        counted = self.unresolved().filter(target=Thread.Target.CELL).order_by()
        return {
            (one["question"], one["transcript"]): one["n"]
            for one in counted.values("question", "transcript").annotate(n=models.Count("pk"))
        }


class Thread(models.Model):
    """`target` names what it is about; the keys that the target needs are set, all others are null."""

    class Target(models.TextChoices):
        COMPARISON = "comparison", "Comparison"
        CELL = "cell", "Cell"

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="threads")
    target = models.CharField(max_length=12, choices=Target)
    question = models.ForeignKey(Question, models.CASCADE, null=True, blank=True, related_name="threads")
    transcript = models.ForeignKey(Transcript, models.CASCADE, null=True, blank=True, related_name="threads")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target="comparison", question__isnull=True, transcript__isnull=True)
                | Q(target="cell", question__isnull=False, transcript__isnull=False),
                name="thread_names_its_target",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="thread_resolved_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None


class Comment(models.Model):
    """`html` is rendered once, when written. A deleted comment keeps its place and loses its words."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    markdown = models.TextField()
    html = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"comment {self.pk}"
