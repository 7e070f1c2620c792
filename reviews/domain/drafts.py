"""Verbs of drafts: a document is corrected before it is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from reviews.domain.ask_sheet import sheet_of
from reviews.domain.changes import lock_comparison
from reviews.domain.documents import Document, as_read, match_stored, pack, stored_source, unpack
from reviews.domain.files import read_stored, stored
from reviews.domain.sources import continue_source, correct_source, record_document, render_answers
from reviews.domain.users import lock_person
from reviews.intake.corrections import describe_voice, difference
from reviews.intake.document import Parsed, is_partition
from reviews.intake.parse import alone, parse
from reviews.intake.reexport import Additions, additions
from reviews.models import Comparison, DraftEnd, EndedDraft, IntakeDraft, Response, Source, Transcript, User
from reviews.refusal import Refused

DRAFT_DAYS = 30
MOST_UNDO = 50


class StoredAlready(Refused):
    """All of a document is stored already.

    `source` holds it.
    """

    def __init__(self, message: str, source: Source, field: str | None = None) -> None:
        super().__init__(message, field)
        self.source = source


class DraftEnded(Exception):
    """The draft was stored, discarded or has expired meanwhile.

    `ended_draft` says which.
    """


def drafts_of(user: User, comparison: Comparison) -> QuerySet[IntakeDraft]:
    """The user’s drafts in a comparison that have not expired, newest first.

    Bytes and texts are not loaded.
    """
    return (
        IntakeDraft.objects.filter(comparison=comparison, owner=user, expires_at__gt=timezone.now())
        .select_related("source", "continues")
        .defer("data", "text", "undo", "source__data", "source__text", "continues__data", "continues__text")
    )


def ended_draft(*, user: User, comparison: Comparison, draft: int) -> EndedDraft | None:
    """What became of a draft of the user’s with that id.

    None for one that is open, is somebody else’s, or never was.
    """
    _end_expired()
    ended = EndedDraft.objects.filter(owner=user, comparison=comparison, draft=draft)
    return ended.select_related("source").defer("source__data", "source__text").first()


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
    _end_expired()
    held = _held(comparison, document)
    open_drafts = drafts_of(by, comparison).select_for_update(of=("self",))
    draft = open_drafts.filter(source=None, sha256=document.sha256).first()
    if draft is None:
        return IntakeDraft.objects.create(comparison=comparison, owner=by, name=document.name[:255], **held)
    if not draft.undo and (named or draft.continues != held["continues"]):
        _fill(draft, held)
    elif named and len(document.parsed.voices) == len(parsed_of(draft).voices) == 1:
        correct_draft(draft=draft, correction=lambda parsed: _named_as(parsed, document.parsed))
    return draft


@transaction.atomic
def read_anew(*, draft: IntakeDraft) -> bool:
    """Read an uncorrected draft again if more of its conversation was stored.

    Then it holds what is new beside that. True if it changed. Raises Refused if nothing of it is new any more, and
    DraftEnded.
    """
    _lock(draft)
    if draft.source or draft.undo:
        return False
    known = match_stored(draft.comparison, parsed_of(draft))
    if known is None or (known.source if known.goes_on else None) == draft.continues:
        return False
    _fill(draft, _held(draft.comparison, _document_of(draft, read_stored(draft))))
    return True


@transaction.atomic
def reopen_source(*, source: Source, by: User) -> IntakeDraft:
    """A draft that corrects what was stored from a source.

    If a newer source goes on from this one, the draft corrects that one. A draft that is open already is given again.
    """
    lock_person(by)  # two presses at once open one draft
    source = source.continued_by or source
    draft = drafts_of(by, source.comparison).filter(source=source).first()
    return draft or IntakeDraft.objects.create(
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
        expires_at=_expiry(),
    )


def parsed_of(draft: IntakeDraft) -> Parsed:
    """What the draft holds now."""
    return unpack(draft.text, draft.parsed)


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
        _lock(draft)
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


@transaction.atomic
def correct_draft(*, draft: IntakeDraft, correction: Callable[[Parsed], Parsed]) -> None:
    """Apply a correction to the draft; it can be taken back.

    Raises Refused if the correction would lose a part of the text, DraftEnded, and what `correction` raises. Then
    nothing changes.
    """
    _lock(draft)
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
    """Take the last correction back; without one nothing changes.

    Raises DraftEnded.
    """
    _lock(draft)
    if draft.undo:
        *draft.undo, step = draft.undo
        pieces = draft.parsed["pieces"]
        pieces = [*pieces[: step["from"]], *step["pieces"], *pieces[step["to"] :]]
        draft.parsed = {**draft.parsed, "pieces": pieces, "voices": step["voices"]}
        draft.save(update_fields=["parsed", "undo"])


@transaction.atomic
def discard_draft(*, draft: IntakeDraft) -> None:
    """Throw the draft away; what is stored stays.

    Raises DraftEnded.
    """
    _lock(draft)
    _end([draft], DraftEnd.DISCARDED)


def store_draft(*, draft: IntakeDraft, by: User, round: int = 1) -> list[Transcript]:
    """Store what the draft holds, and end the draft.

    Depending on the draft, this stores a new source, adds new turns to a stored conversation, or corrects a source.

    Raises Refused if nobody answers anything, if its bytes have been stored meanwhile, and if what it corrects or goes
    on from was corrected, or went on, since the draft began; DraftEnded if it was stored already.
    """
    parsed, comparison = parsed_of(draft), draft.comparison
    rendered = render_answers(comparison, draft.sha256, parsed)
    with transaction.atomic():
        lock_comparison(comparison)
        if not IntakeDraft.objects.filter(pk=draft.pk).exists():
            raise DraftEnded
        if draft.source:
            _refuse_stale(draft, draft.source)
            stored = correct_source(source=draft.source, parsed=parsed, by=by, round=round, rendered=rendered)
        else:
            _refuse_twice(comparison, draft.sha256)
            known = match_stored(comparison, parsed)
            goes_on = known.source if known and known.goes_on else None
            if goes_on != draft.continues or (known and known.nothing_new):
                raise Refused(
                    "More of this conversation was stored since this draft began: throw the draft away, and give the "
                    "document again."
                )
            document = Document(read_stored(draft), draft.name, draft.media_type, parsed)
            if goes_on:
                _refuse_stale(draft, goes_on)
                stored = continue_source(source=goes_on, document=document, by=by, round=round, rendered=rendered)
            else:
                stored = record_document(
                    comparison=comparison, document=document, by=by, round=round, rendered=rendered
                )
        _end([draft], DraftEnd.STORED, source=stored[0].source if stored else draft.source)
    return stored


def _held(comparison: Comparison, document: Document) -> dict[str, Any]:
    """The fields of a draft of this document.

    Raises StoredAlready if nothing of it is new.
    """
    _refuse_twice(comparison, document.sha256)
    known = match_stored(comparison, document.parsed)
    if known and known.nothing_new:
        raise StoredAlready(f"{known.in_words} It is stored as {_spoken_by(known.source)}.", known.source)
    parsed = known.merged if known else document.parsed
    if known and not known.goes_on:
        parsed = replace(parsed, warnings=(known.in_words, *parsed.warnings))
    return {
        "continues": known.source if known and known.goes_on else None,
        **stored(document.data),
        "media_type": document.media_type,
        "text": parsed.text,
        "parsed": pack(parsed),
        "expires_at": _expiry(),
    }


def _fill(draft: IntakeDraft, held: dict[str, Any]) -> None:
    for field, value in held.items():
        setattr(draft, field, value)
    draft.undo = []
    draft.save()


def _branch_of(draft: IntakeDraft, branch: str) -> Document:
    """The document of another branch of the draft’s conversation."""
    data = alone(read_stored(draft), name=draft.name, format=draft.parsed["format"], branch=branch)
    return _document_of(draft, data)


def _document_of(draft: IntakeDraft, data: bytes) -> Document:
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


def _refuse_twice(comparison: Comparison, sha256: str) -> None:
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


def _named_as(parsed: Parsed, reread: Parsed) -> Parsed:
    """The draft of one respondent, named as in `reread`.

    `reread` is the same text, read anew. The name, the kind and the vendor are taken over.
    """
    voice, stated = parsed.voices[0], reread.voices[0]
    name = stated.name if stated.is_named else voice.name
    return describe_voice(parsed, 0, replace(voice, name=name, kind=stated.kind, vendor=stated.vendor or voice.vendor))


def _lock(draft: IntakeDraft) -> None:
    """Load the draft under a lock.

    So one request at a time changes it. Raises DraftEnded.
    """
    try:
        draft.refresh_from_db(from_queryset=IntakeDraft.objects.select_for_update())
    except IntakeDraft.DoesNotExist as error:
        raise DraftEnded from error


def _end_expired() -> None:
    expired = IntakeDraft.objects.filter(expires_at__lte=timezone.now())
    if drafts := list(expired.only("comparison", "owner", "name", "source")):
        _end(drafts, DraftEnd.EXPIRED)


@transaction.atomic
def _end(drafts: Sequence[IntakeDraft], end: DraftEnd, *, source: Source | None = None) -> None:
    """Delete the drafts, and keep what became of them."""
    EndedDraft.objects.bulk_create(
        [
            EndedDraft(
                draft=draft.pk,
                comparison_id=draft.comparison_id,
                owner_id=draft.owner_id,
                name=draft.name,
                end=end,
                source_id=source.pk if source else draft.source_id,
                ended_at=timezone.now(),
            )
            for draft in drafts
        ],
        ignore_conflicts=True,
    )
    IntakeDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()


def _refuse_stale(draft: IntakeDraft, source: Source) -> None:
    """Refuse to store a draft that is out of date.

    If another correction was stored since the draft began, this one would undo it unseen. If the conversation went on,
    this one would correct what nobody sees.
    """
    source.refresh_from_db(fields=["continued_by"])
    if source.continued_by_id:
        raise Refused("This conversation went on since this draft began: throw the draft away, and open it again.")
    since = Q(created_at__gt=draft.created_at) | Q(superseded_at__gt=draft.created_at)
    if Response.objects.filter(since, transcript__source=source).exists():
        raise Refused("This document was corrected since this draft began: throw the draft away, and open it again.")


def _way_back(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What turns `after` into `before` again: pieces and voices.

    Only the pieces that differ are kept: a long document has thousands, and a correction changes three.
    """
    start, old_end, new_end = difference(before["pieces"], after["pieces"])
    return {
        "from": start,
        "to": new_end,
        "pieces": before["pieces"][start:old_end],
        "voices": before["voices"],
    }


def _expiry():
    return timezone.now() + timedelta(days=DRAFT_DAYS)
