"""Verbs of the ends of drafts: what became of each is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from reviews.models import Comparison, DraftEnd, EndedDraft, IntakeDraft, Source, User

DRAFT_DAYS = 30


class DraftEnded(Exception):
    """The draft was stored, discarded or has expired meanwhile.

    `ended_draft` says which.
    """


def ended_draft(*, user: User, comparison: Comparison, draft: int) -> EndedDraft | None:
    """What became of a draft of the user’s with that id.

    None for one that is open, is somebody else’s, or never was.
    """
    end_expired()
    ended = EndedDraft.objects.filter(owner=user, comparison=comparison, draft=draft)
    return ended.select_related("source").defer("source__data", "source__text").first()


def expiry() -> datetime:
    """When a draft that changes now expires."""
    return timezone.now() + timedelta(days=DRAFT_DAYS)


def lock_draft(draft: IntakeDraft) -> None:
    """Load the draft under a lock.

    So one request at a time changes it. Raises DraftEnded.
    """
    try:
        draft.refresh_from_db(from_queryset=IntakeDraft.objects.select_for_update())
    except IntakeDraft.DoesNotExist as error:
        raise DraftEnded from error


@transaction.atomic
def discard_draft(*, draft: IntakeDraft) -> None:
    """Throw the draft away; what is stored stays.

    Raises DraftEnded.
    """
    lock_draft(draft)
    end_drafts([draft], DraftEnd.DISCARDED)


def end_expired() -> None:
    expired = IntakeDraft.objects.filter(expires_at__lte=timezone.now())
    if drafts := list(expired.only("comparison", "owner", "name", "source")):
        end_drafts(drafts, DraftEnd.EXPIRED)


@transaction.atomic
def end_drafts(
    drafts: Sequence[IntakeDraft], end: DraftEnd, *, source: Source | None = None, at: datetime | None = None
) -> None:
    """Delete the drafts, and keep what became of them.

    `at` is the moment, by default now.
    """
    EndedDraft.objects.bulk_create(
        [
            EndedDraft(
                draft=draft.pk,
                comparison_id=draft.comparison_id,
                owner_id=draft.owner_id,
                name=draft.name,
                end=end,
                source_id=source.pk if source else draft.source_id,
                ended_at=at or timezone.now(),
            )
            for draft in drafts
        ],
        ignore_conflicts=True,
    )
    IntakeDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
