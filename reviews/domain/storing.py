"""Verbs of storing: a draft becomes transcripts."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from reviews.domain.changes import lock_comparison
from reviews.domain.documents import Document, match_stored, parsed_of
from reviews.domain.drafts import refuse_twice
from reviews.domain.ended_drafts import DraftEnded, end_drafts
from reviews.domain.files import read_stored
from reviews.domain.sources import continue_source, correct_source, record_document, render_answers
from reviews.models import DraftEnd, IntakeDraft, Response, Source, Transcript, User
from reviews.refusal import Refused


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
                stored = record_document(
                    comparison=comparison, document=document, by=by, round=round, rendered=rendered
                )
        end_drafts([draft], DraftEnd.STORED, source=stored[0].source if stored else draft.source)
    return stored


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
