"""Verbs of storing: a draft becomes transcripts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from reviews.domain.changes import changing, lock_comparison
from reviews.domain.deletion import forget_identities
from reviews.domain.documents import Document, as_read, match_stored, pack, parsed_of
from reviews.domain.drafts import document_of, refuse_twice
from reviews.domain.ended_drafts import DraftEnded, end_drafts, expiry
from reviews.domain.erasing import erase
from reviews.domain.files import read_stored
from reviews.domain.sources import continue_source, correct_source, record_new_document, render_answers
from reviews.intake.doubts import standing_warnings
from reviews.models import (
    Cell,
    DraftEnd,
    EndedDraft,
    IntakeDraft,
    Placement,
    Point,
    Respondent,
    Response,
    Source,
    Transcript,
    User,
)
from reviews.refusal import Refused

WORKED_ON = (
    "Somebody has worked on it since it was stored, so it stays. Correct it, or take it out of the tables on the intake"
    " page."
)


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
            refuse_twice(comparison, draft.sha256)
            known = match_stored(comparison, parsed)
            goes_on = known.source if known and known.goes_on else None
            if goes_on != draft.continues or (known and known.nothing_new):
                raise Refused(
                    "More of this conversation was stored since this draft began: throw the draft away, and give the "
                    "document again."
                )
            document = Document(read_stored(draft), draft.name or parsed.title, draft.media_type, parsed)
            if goes_on:
                _refuse_stale(draft, goes_on)
                stored = continue_source(source=goes_on, document=document, by=by, round=round, rendered=rendered)
            else:
                stored = record_new_document(
                    comparison=comparison, document=document, by=by, round=round, rendered=rendered
                )
        source = stored[0].source if stored else draft.source
        made = source.created_at if source and not (draft.source or draft.continues) else None
        end_drafts([draft], DraftEnd.STORED, source=source, at=made)
    return stored


def unstore_draft(*, ended: EndedDraft, by: User) -> IntakeDraft:
    """Undo the storing of a draft, and give the draft again.

    Nothing of it is stored then. The draft has its corrections, but not their undo. Raises Refused if the draft did
    not make its source, if it added to a stored conversation, and if anybody has worked on what was stored.
    """
    source = ended.source
    if source is None or not ended.made_its_source:
        raise Refused("This draft corrected what was stored before: open it again to correct it otherwise.")
    with changing(source.comparison, words=True):
        source = Source.objects.select_for_update().filter(pk=source.pk).first()
        if source is None:
            raise Refused("What was stored is gone already.")
        if _is_worked_on(ended, source):
            raise Refused(WORKED_ON)
        respondents = dict(source.transcripts.values_list("respondent", "respondent__identity"))
        draft = _draft_again(ended, source)
        erase(Source.objects.filter(pk=source.pk))
        erase(EndedDraft.objects.filter(pk=ended.pk))
        erase(Respondent.objects.filter(pk__in=respondents, transcripts=None))
        forget_identities(set(respondents.values()))
        draft.save(force_insert=True)
    return draft


def _is_worked_on(ended: EndedDraft, source: Source) -> bool:
    """Whether anything rests on a source since it was stored."""
    transcripts = source.transcripts.values("pk")
    responses = Response.objects.filter(transcript__in=transcripts)
    return (
        source.continued_by_id is not None
        or Source.objects.filter(continued_by=source).exists()
        or Cell.objects.filter(transcript__in=transcripts).exists()
        or Placement.objects.filter(response__in=responses).exists()
        or Point.objects.filter(response__in=responses).exists()
        or responses.exclude(superseded_at=None).exists()
        or EndedDraft.objects.filter(source=source).exclude(pk=ended.pk).exists()
        or IntakeDraft.objects.filter(Q(source=source) | Q(continues=source)).exists()
        or source.comparison.publications.filter(created_at__gt=source.created_at).exists()
    )


def _draft_again(ended: EndedDraft, source: Source) -> IntakeDraft:
    """The draft that a source was stored from, not saved.

    Its document is read again for what a source does not keep: title, warnings, branches.
    """
    parsed = as_read(source)
    draft = IntakeDraft(
        pk=ended.draft,
        comparison=source.comparison,
        owner=ended.owner,
        name=ended.name,
        **{field: getattr(source, field) for field in ("sha256", "size", "in_file", "data", "media_type", "text")},
        parsed=pack(parsed),
        expires_at=expiry(),
    )
    with suppress(Refused):
        reread = document_of(draft, read_stored(draft)).parsed
        if reread.text == parsed.text:
            warnings = standing_warnings(reread)
            kept = replace(parsed, title=reread.title, warnings=warnings, branches=reread.branches)
            draft.parsed = pack(kept)
    return draft


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
