"""Verbs of drafts: a document is looked at before it is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from reviews.domain.ask_sheet import sheet_of
from reviews.domain.documents import Document, as_read, match_stored, pack, parsed_of, stored_source
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.ended_drafts import end_expired, expiry, lock_draft
from reviews.domain.files import read_stored, stored
from reviews.domain.round_sheets import as_reply
from reviews.domain.users import lock_person
from reviews.intake.corrections import describe_voice
from reviews.intake.document import Parsed, Voice
from reviews.intake.doubts import standing_warnings
from reviews.intake.parse import alone, parse
from reviews.intake.reexport import Additions, additions
from reviews.models import Comparison, IntakeDraft, Source, Transcript, User
from reviews.refusal import Refused

A_SITTING = timedelta(days=1)
"""How old a draft may be that is opened after another."""


class StoredAlready(Refused):
    """All of a document is stored already.

    `source` holds it.
    """

    def __init__(self, message: str, source: Source, field: str | None = None) -> None:
        super().__init__(message, field)
        self.source = source


def drafts_of(user: User, comparison: Comparison) -> QuerySet[IntakeDraft]:
    """The user’s drafts in a comparison that have not expired, newest first.

    Bytes and texts are not loaded.
    """
    return (
        IntakeDraft.objects.filter(comparison=comparison, owner=user, expires_at__gt=timezone.now())
        .select_related("source", "continues")
        .defer("data", "text", "undo", "source__data", "source__text", "continues__data", "continues__text")
    )


@transaction.atomic
def begin_draft(*, comparison: Comparison, by: User, document: Document, named: bool = False) -> IntakeDraft:
    """Begin a private draft of one document.

    Nothing is stored in the record yet. The same bytes again give the same draft; if nobody corrected it, it is read
    again, in case more of its conversation was stored since. A draft of a conversation that goes on from a stored one
    holds the stored part as people corrected it.

    `named` if somebody just said who speaks: an open draft of one respondent takes that over. Raises StoredAlready if
    the comparison holds these bytes, or all of this conversation.
    """
    lock_person(by)  # the same paste twice at once is one draft
    end_expired()
    held = _held(comparison, document)
    open_drafts = drafts_of(by, comparison).select_for_update(of=("self",))
    draft = open_drafts.filter(source=None, sha256=document.sha256).first()
    if draft is None:
        return IntakeDraft.objects.create(comparison=comparison, owner=by, name=document.name[:255], **held)
    if not draft.undo and (named or draft.continues != held["continues"]):
        _fill(draft, held)
    elif named and len(document.parsed.voices) == len(parsed_of(draft).voices) == 1:
        correct_draft(draft=draft, correction=lambda parsed: _called(parsed, document.parsed.voices[0]))
    return draft


@transaction.atomic
def read_anew(*, draft: IntakeDraft) -> bool:
    """Read an uncorrected draft again if more of its conversation was stored.

    Then it holds what is new beside that. True if it changed. Raises Refused if nothing of it is new any more, and
    DraftEnded.
    """
    lock_draft(draft)
    if draft.source or draft.undo:
        return False
    known = match_stored(draft.comparison, parsed_of(draft))
    if known is None or (known.source if known.goes_on else None) == draft.continues:
        return False
    _fill(draft, _held(draft.comparison, document_of(draft, read_stored(draft))))
    return True


@transaction.atomic
def reopen_source(*, source: Source, by: User, called: Voice | None = None) -> IntakeDraft:
    """A draft that corrects what was stored from a source.

    If a newer source goes on from this one, the draft corrects that one. A draft that is open already is given again.
    `called` is who speaks by somebody's word: a draft of one respondent takes that over.
    """
    lock_person(by)  # two presses at once open one draft
    source = source.continued_by or source
    draft = drafts_of(by, source.comparison).filter(source=source).first() or IntakeDraft.objects.create(
        comparison=source.comparison,
        owner=by,
        source=source,
        name=source.name,
        sha256=source.sha256,
        size=0,
        data=b"",
        media_type=source.media_type,
        text=source.text,
        parsed=pack(as_read(source)),
        expires_at=expiry(),
    )
    if called and len(parsed_of(draft).voices) == 1:
        correct_draft(draft=draft, correction=lambda parsed: _called(parsed, called))
    return draft


def next_draft(*, after: int, user: User, comparison: Comparison) -> tuple[IntakeDraft | None, int]:
    """The draft to look at after another, and how many are left.

    `after` is the id of one that was stored. The next is the oldest that began within a day, and corrects nothing.
    (None, 0) if there is none.
    """
    recent = timezone.now() - A_SITTING
    left = drafts_of(user, comparison).filter(source=None, created_at__gt=recent).exclude(pk=after)
    waiting = list(left.order_by("created_at", "pk"))
    return (waiting[0] if waiting else None), len(waiting)


def additions_of(draft: IntakeDraft) -> Additions | None:
    """What the draft adds to a stored conversation.

    None if it goes on from none.
    """
    return additions(as_read(draft.continues), parsed_of(draft)) if draft.continues else None


def read_branch(*, draft: IntakeDraft, branch: str) -> IntakeDraft:
    """Put another branch of the conversation into the draft.

    Corrections of the draft are lost. Raises IntakeError if the conversation has no such branch, Refused if all of that
    branch is stored, or open as another draft, and DraftEnded.
    """
    document = _branch_of(draft, branch)
    with transaction.atomic():
        lock_draft(draft)
        others = drafts_of(draft.owner, draft.comparison).filter(source=None).exclude(pk=draft.pk)
        if others.filter(sha256=document.sha256).exists():
            raise Refused("That way is open as another draft already: the intake page lists it.")
        _fill(draft, _held(draft.comparison, document))
    return draft


def begin_branch(*, draft: IntakeDraft, branch: str) -> IntakeDraft:
    """A second draft, of another branch of this draft’s conversation.

    Raises as `read_branch` does.
    """
    return begin_draft(comparison=draft.comparison, by=draft.owner, document=_branch_of(draft, branch))


def _held(comparison: Comparison, document: Document) -> dict[str, Any]:
    """The fields of a draft of this document.

    Raises StoredAlready if nothing of it is new.
    """
    refuse_twice(comparison, document.sha256)
    document = replace(document, parsed=as_reply(comparison, document.parsed))
    known = match_stored(comparison, document.parsed)
    if known and known.nothing_new:
        raise StoredAlready(f"{known.in_words} It is stored as {_spoken_by(known.source)}.", known.source)
    parsed = known.merged if known else document.parsed
    parsed = replace(parsed, warnings=standing_warnings(document.parsed))
    if known and not known.goes_on:
        parsed = replace(parsed, warnings=(known.in_words, *parsed.warnings))
    return {
        "continues": known.source if known and known.goes_on else None,
        **stored(document.data),
        "media_type": document.media_type,
        "text": parsed.text,
        "parsed": pack(parsed),
        "expires_at": expiry(),
    }


def _fill(draft: IntakeDraft, held: dict[str, Any]) -> None:
    for field, value in held.items():
        setattr(draft, field, value)
    draft.undo = []
    draft.save()


def _branch_of(draft: IntakeDraft, branch: str) -> Document:
    """The document of another branch of the draft’s conversation."""
    data = alone(read_stored(draft), name=draft.name, format=draft.parsed["format"], branch=branch)
    return document_of(draft, data)


def document_of(draft: IntakeDraft, data: bytes) -> Document:
    """Read these bytes of the draft’s conversation.

    The respondent that the draft names speaks in it.
    """
    voice = parsed_of(draft).voices[0]
    parsed = parse(
        data,
        name=draft.name,
        format=draft.parsed["format"],
        respondent=voice.name,
        kind=voice.kind,
        sheet=sheet_of(draft.comparison),
    )
    return Document(data, draft.name, draft.media_type, parsed)


def refuse_twice(comparison: Comparison, sha256: str) -> None:
    """Raise StoredAlready if the comparison holds these bytes."""
    stored = stored_source(comparison, sha256)
    if stored:
        since, who = f"{stored.created_at:%-d %B %Y}", _spoken_by(stored)
        raise StoredAlready(f"This is stored already, since {since}, as {who}. Nothing was stored twice.", stored)


def _spoken_by(source: Source) -> str:
    """Whose words a source holds, in words.

    "nobody’s words now" if a correction gave all of them away.
    """
    held = Transcript.objects.filter(source=source.continued_by_id or source.pk).order_by("position")
    spoken = held.values_list("respondent__identity__name", "archived_at")
    names = [f"{name} (taken out of every table)" if archived else name for name, archived in spoken]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names) or "nobody’s words now"


def _called(parsed: Parsed, stated: Voice) -> Parsed:
    """The draft of one respondent, called as stated.

    The name, the kind, the vendor and the version are taken over.
    """
    voice = parsed.voices[0]
    called = replace(
        voice,
        name=stated.name if stated.is_named else voice.name,
        kind=stated.kind,
        vendor=stated.vendor or voice.vendor,
        version=stated.version or voice.version,
    )
    return describe_voice(parsed, 0, called)
