"""What the list *For you* shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet
from django.urls import reverse

from reviews.lens import lens
from reviews.models import Comment, CommentMention, Comparison, User

MOST = 100


@dataclass(frozen=True)
class ForYou:
    """A comment that mentions the viewer.

    `address` is where it stands, and `words` what it says; both are "" as long as they are hidden from the viewer, or
    if it was deleted.
    """

    number: int
    title: str
    by: str
    at: datetime
    is_new: bool
    deleted: bool
    address: str = ""
    words: str = ""


def mentions_of(viewer: User) -> QuerySet[CommentMention]:
    """The mentions of the viewer in comparisons that they may read."""
    own = CommentMention.objects.filter(
        to=viewer, comment__thread__comparison__in=Comparison.objects.visible_to(viewer)
    )
    return own.select_related("comment__created_by", "comment__thread__comparison__team")


def for_you_of(viewer: User, mentions: Iterable[CommentMention]) -> list[ForYou]:
    """What the viewer may know of these mentions, newest first.

    The number of queries depends on that of the comparisons alone.
    """
    by_comparison = sorted(mentions, key=lambda mention: mention.comment.thread.comparison_id)
    found = []
    for _, group in groupby(by_comparison, key=lambda mention: mention.comment.thread.comparison_id):
        found += _in_one(viewer, list(group))
    return sorted(found, key=lambda one: -one.number)


def _in_one(viewer: User, mentions: list[CommentMention]) -> list[ForYou]:
    """Those of one comparison."""
    comparison = mentions[0].comment.thread.comparison
    view = lens(viewer, comparison)
    comments = view.comments().filter(pk__in=[mention.comment_id for mention in mentions], deleted_at=None)
    shown = set(comments.values_list("pk", flat=True))
    return [
        ForYou(
            number=mention.pk,
            title=view.masked(comparison.title),
            by=view.person(comment.created_by),
            at=mention.created_at,
            is_new=mention.seen_at is None,
            deleted=comment.deleted_at is not None,
            address=f"{_thread(comment)}#comment-{comment.pk}" if comment.pk in shown else "",
            words=view.masked(comment.markdown) if comment.pk in shown else "",
        )
        for mention in mentions
        for comment in [mention.comment]
    ]


def _thread(comment: Comment) -> str:
    return reverse("reviews:thread_detail", args=[comment.thread.comparison.slug, comment.thread_id])
