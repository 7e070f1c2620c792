"""Storing: what a draft holds becomes columns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from reviews.domain.documents import parsed_of
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.drafts import additions_of, read_anew
from reviews.domain.storing import store_draft
from reviews.forms.intake import StoreForm
from reviews.intake.reexport import Additions
from reviews.lens import Lens
from reviews.models import IntakeDraft, Transcript
from reviews.refusal import Refused
from reviews.web.context import Context
from reviews.web.draft_page import CHANGED_ELSEWHERE, draft_view, is_stale, refuse

READ_ANEW = "More of this conversation was stored since this draft began. Here is what is new now: look, then store it."


@draft_view(("POST",))
def draft_store(context: Context, draft: IntakeDraft) -> HttpResponse:
    """Store the draft as transcripts, unless the page is stale."""
    if is_stale(context, draft):
        return refuse(context, draft, CHANGED_ELSEWHERE)
    form = StoreForm(context.request.POST, parsed=parsed_of(draft))
    if not form.is_valid():
        error = "Say which round this is: a number from 1 to 9." if "round" in form.errors else ""
        return refuse(context, draft, error, store_form=form)
    corrects, additions = draft.source_id is not None, additions_of(draft)
    try:
        if read_anew(draft=draft):
            messages.info(context.request, READ_ANEW)
            return redirect("reviews:draft_detail", context.comparison.slug, draft.pk)
        if form.nameless:
            correct_draft(draft=draft, correction=form.named)
        stored = store_draft(draft=draft, by=context.user, round=form.cleaned_data["round"])
    except Refused as refusal:
        return refuse(context, draft, str(refusal))
    messages.success(context.request, _stored(stored, additions, context.lens, corrects=corrects))
    return redirect("collation:compare", context.comparison.slug)


def _stored(stored: list[Transcript], additions: Additions | None, lens: Lens, *, corrects: bool) -> str:
    """The message after storing."""
    if additions:
        return _added(additions, stored, lens)
    names = ", ".join(lens.name(transcript) for transcript in stored)
    return f"{'Corrected' if corrects else 'Stored'} {_counted(len(stored), 'transcript')}: {names}."


def _added(new: Additions, stored: list[Transcript], lens: Lens) -> str:
    """The message after adding turns to transcripts."""
    names = " and ".join(lens.name(transcript) for transcript in stored if transcript.voice in new.voices)
    words = f"Added {_counted(new.added, 'turn')} to {names}." if new.added else ""
    if new.changed:
        words += f" {_counted(new.changed, 'turn')} stored before now read{'s' * (new.changed == 1)} differently."
    if any(transcript.archived_at and transcript.voice in new.voices for transcript in stored):
        words += " What was taken out of the tables stays out."
    return words.strip()


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
