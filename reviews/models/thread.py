"""Discussion of a comparison or of one of its cells."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from reviews.models.authored import Authored
from reviews.models.cell import Cell
from reviews.models.comparison import Comparison

_SHOWN = ("cell__question", "cell__transcript__respondent__identity", "created_by", "resolved_by")
"""What a page shows of a thread, but for its comments."""


class ThreadQuerySet(models.QuerySet["Thread"]):
    def unresolved(self) -> ThreadQuerySet:
        return self.filter(resolved_at=None)

    def open_first(self) -> ThreadQuerySet:
        """The open ones, then the others; in each group the newest first."""
        return self.order_by(models.F("resolved_at").desc(nulls_first=True), "-created_at", "-pk")

    def for_reading(self) -> ThreadQuerySet:
        """With all that a page shows of them.

        Two queries for any number of threads.
        """
        comments = Comment.objects.select_related("created_by")
        return self.select_related(*_SHOWN).prefetch_related(models.Prefetch("comments", comments, to_attr="told"))


class Thread(Authored):
    """A discussion of a cell or, without one, of the comparison."""

    told: list[Comment]

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="threads")
    cell = models.ForeignKey(Cell, models.CASCADE, null=True, blank=True, related_name="threads")
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
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


class CommentQuerySet(models.QuerySet["Comment"]):
    def by_thread(self) -> list[Thread]:
        """Their threads, with what a page shows of them, oldest first.

        One query.
        """
        threads: dict[int, Thread] = {}
        for comment in self.select_related("created_by", *(f"thread__{name}" for name in _SHOWN)):
            thread = threads.setdefault(comment.thread_id, comment.thread)
            thread.told = [*getattr(thread, "told", ()), comment]
        return sorted(threads.values(), key=lambda thread: (thread.created_at, thread.pk))


class Comment(Authored):
    """One comment of a thread.

    `html` is rendered once, when it is written. A deleted comment keeps its place and loses its words. The history says
    when it was edited and deleted. It holds no words, so those that somebody took back are gone.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    markdown = models.TextField()
    html = models.TextField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["markdown", "html"], get_user=lambda instance, **_: instance.created_by
    )

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"comment {self.pk}"
