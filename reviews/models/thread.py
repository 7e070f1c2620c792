"""Discussion of a comparison, or of something in it."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.annotation import Annotation
from reviews.models.authored import Authored
from reviews.models.cell import Cell
from reviews.models.comparison import Comparison
from reviews.models.fact import FactReview
from reviews.models.finding import Finding
from reviews.models.history import HistoricalRecords
from reviews.models.question import Question

_SHOWN = (
    "cell__question",
    "cell__transcript__respondent__identity",
    "question",
    "fact",
    "finding",
    "annotation__label",
    "annotation__response__transcript__respondent__identity",
    "created_by",
    "resolved_by",
)
"""What a page shows of a thread, but for its comments."""


HANGS_ON = ("question", "cell", "fact", "finding", "annotation")
"""The fields of which a thread has at most one.

One without any is on the whole comparison.
"""


class ThreadQuerySet(models.QuerySet["Thread"]):
    def on(self, what: str) -> ThreadQuerySet:
        """Those that hang on this kind of thing.

        One of HANGS_ON, or "comparison" for those that hang on none of them.
        """
        if what in HANGS_ON:
            return self.filter(**{f"{what}__isnull": False})
        return self.filter(**{f"{name}__isnull": True for name in HANGS_ON})

    def unresolved(self) -> ThreadQuerySet:
        return self.filter(resolved_at=None)

    def open_first(self) -> ThreadQuerySet:
        """The open ones, then the others; in each group the newest first."""
        return self.order_by(models.F("resolved_at").desc(nulls_first=True), "-created_at", "-pk")

    def for_reading(self, comments: CommentQuerySet) -> ThreadQuerySet:
        """With what a page shows of them, and those of their `comments`.

        Two queries for any number of threads.
        """
        comments = comments.select_related("created_by")
        return self.select_related(*_SHOWN).prefetch_related(models.Prefetch("comments", comments, to_attr="told"))


class Thread(Authored):
    """A discussion of one thing or, without any, of the comparison.

    A fact is computed, so it has no row. What stays of it is its kind and topic key: the thread hangs on the
    `FactReview` of that topic, which is made open if nobody has decided, and follows its merges. `about` keeps what the
    thread was about in words if no row says it: the name of a fact as it was computed then, the title of a finding that
    was taken apart since.
    """

    told: list[Comment]

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="threads")
    cell = models.ForeignKey(Cell, models.CASCADE, null=True, blank=True, related_name="threads")
    question = models.ForeignKey(Question, models.CASCADE, null=True, blank=True, related_name="threads")
    fact = models.ForeignKey(FactReview, models.CASCADE, null=True, blank=True, related_name="threads")
    finding = models.ForeignKey(Finding, models.SET_NULL, null=True, blank=True, related_name="threads")
    annotation = models.ForeignKey(Annotation, models.CASCADE, null=True, blank=True, related_name="threads")
    about = models.CharField(max_length=300, blank=True)
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
            models.CheckConstraint(
                condition=reduce(
                    or_,
                    (Q(**{f"{name}__isnull": True for name in HANGS_ON if name != one}) for one in HANGS_ON),
                ),
                name="thread_on_one_thing_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @property
    def fact_name(self) -> str:
        """What people call its fact, else what it was called."""
        return (self.fact.label if self.fact else "") or self.about

    @property
    def finding_key(self) -> str:
        """The key of its finding in an address."""
        return f"finding-{self.finding_id}"

    @property
    def hangs_on(self) -> str:
        """One of HANGS_ON, or "comparison"."""
        return next((name for name in HANGS_ON if getattr(self, f"{name}_id")), "comparison")


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
