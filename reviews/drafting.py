"""Verbs of drafts: a document is looked at and corrected before anything of it is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from reviews.intake.pieces import Parsed, is_partition
from reviews.models import Comparison, IntakeDraft, Response, Source, Transcript, User
from reviews.recording import Document, correct_source, pack, record_document, stored_source, unpack
from reviews.refusal import Refused

DRAFT_DAYS = 30
MOST_UNDO = 50


def drafts_of(user: User, comparison: Comparison) -> QuerySet[IntakeDraft]:
    """The user's drafts in a comparison that have not expired, newest first, without their bytes and texts."""
    return (
        IntakeDraft.objects.filter(comparison=comparison, owner=user, expires_at__gt=timezone.now())
        .select_related("source")
        .defer("data", "text", "undo", "source__data", "source__text")
    )


@transaction.atomic
def begin_draft(*, comparison: Comparison, by: User, document: Document) -> IntakeDraft:
    """A private draft of one intake; nothing is stored in the record yet. The same bytes again give the same draft.

    Raises Refused where the comparison holds these bytes already.
    """
    _refuse_twice(comparison, document.sha256)
    IntakeDraft.objects.filter(expires_at__lte=timezone.now()).delete()
    draft = drafts_of(by, comparison).filter(source=None, sha256=document.sha256).first()
    return draft or IntakeDraft.objects.create(
        comparison=comparison,
        owner=by,
        name=document.name[:255],
        sha256=document.sha256,
        data=document.data,
        media_type=document.media_type,
        text=document.parsed.text,
        parsed=pack(document.parsed),
        expires_at=_expiry(),
    )


@transaction.atomic
def reopen_source(*, source: Source, by: User) -> IntakeDraft:
    """A draft that corrects what was stored from a source; one that is open already is given again."""
    draft = drafts_of(by, source.comparison).filter(source=source).first()
    return draft or IntakeDraft.objects.create(
        comparison=source.comparison,
        owner=by,
        source=source,
        name=source.name,
        sha256=source.sha256,
        data=b"",
        media_type=source.media_type,
        text=source.text,
        parsed={
            "markup": source.markup,
            "format": source.format,
            "pieces": source.pieces,
            "voices": source.voices,
            "title": "",
            "warnings": [],
            "conversation": source.conversation,
            "said": source.said,
        },
        expires_at=_expiry(),
    )


def parsed_of(draft: IntakeDraft) -> Parsed:
    """What the draft holds now."""
    return unpack(draft.text, draft.parsed)


@transaction.atomic
def correct_draft(*, draft: IntakeDraft, correction: Callable[[Parsed], Parsed]) -> None:
    """Applies a correction to what the draft holds now; it can be taken back.

    Raises Refused where the correction would lose a part of the text; what `correction` raises changes nothing.
    """
    draft.refresh_from_db(from_queryset=IntakeDraft.objects.select_for_update())
    before = parsed_of(draft)
    after = correction(before)
    if not is_partition(after) or after.text != draft.text:
        raise Refused("This correction would lose a part of the text.")
    if after == before:
        return
    draft.undo = [*draft.undo, _way_back(draft.parsed, pack(after))][-MOST_UNDO:]
    draft.parsed = pack(after)
    draft.expires_at = _expiry()
    draft.save(update_fields=["parsed", "undo", "expires_at"])


@transaction.atomic
def undo_correction(*, draft: IntakeDraft) -> None:
    """Takes the last correction back; without one nothing changes."""
    draft.refresh_from_db(from_queryset=IntakeDraft.objects.select_for_update())
    if draft.undo:
        *draft.undo, step = draft.undo
        pieces = draft.parsed["pieces"]
        pieces = [*pieces[: step["from"]], *step["pieces"], *pieces[step["to"] :]]
        draft.parsed = {**draft.parsed, "pieces": pieces, "voices": step["voices"]}
        draft.save(update_fields=["parsed", "undo"])


def discard_draft(*, draft: IntakeDraft) -> None:
    """Throws the draft away; what was stored before stays."""
    draft.delete()


@transaction.atomic
def store_draft(*, draft: IntakeDraft, by: User, round: int = 1) -> list[Transcript]:
    """Stores what the draft holds, or corrects what its source held, and ends the draft.

    Raises Refused where nobody answers anything, where its bytes have been stored meanwhile, and where its source was
    corrected by way of another draft since this one began.
    """
    parsed = parsed_of(draft)
    if draft.source:
        _refuse_stale(draft)
        stored = correct_source(source=draft.source, parsed=parsed, by=by, round=round)
    else:
        _refuse_twice(draft.comparison, draft.sha256)
        document = Document(bytes(draft.data), draft.name, draft.media_type, parsed)
        stored = record_document(comparison=draft.comparison, document=document, by=by, round=round)
    draft.delete()
    return stored


def _refuse_twice(comparison: Comparison, sha256: str) -> None:
    stored = stored_source(comparison, sha256)
    if stored:
        raise Refused(f"This is stored already, since {stored.created_at:%-d %B %Y}. Nothing was stored twice.")


def _refuse_stale(draft: IntakeDraft) -> None:
    """A draft that began before another correction was stored would undo that one unseen."""
    Comparison.objects.select_for_update().get(pk=draft.comparison_id)
    since = Q(created_at__gt=draft.created_at) | Q(superseded_at__gt=draft.created_at)
    if Response.objects.filter(since, transcript__source=draft.source_id).exists():
        raise Refused("This document was corrected since this draft began: throw the draft away, and open it again.")


def _way_back(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What turns `after` into `before` again: the pieces that differ, and the voices. A long document has thousands
    of pieces, of which a correction changes three."""
    old, new = before["pieces"], after["pieces"]
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)
    return {
        "from": head,
        "to": len(new) - tail,
        "pieces": old[head : len(old) - tail],
        "voices": before["voices"],
    }


def _expiry():
    return timezone.now() + timedelta(days=DRAFT_DAYS)
