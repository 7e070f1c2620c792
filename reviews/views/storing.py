"""Storing: what a draft holds becomes columns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reviews.access import EDIT
from reviews.domain.documents import parsed_of
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.drafts import additions_of, drafts_of, next_draft, read_anew
from reviews.domain.storing import store_draft, unstore_draft
from reviews.forms.drafts import StoreForm
from reviews.intake.reexport import Additions
from reviews.lens import Lens
from reviews.models import IntakeDraft, Transcript
from reviews.refusal import Refused
from reviews.web.batch import batch_of
from reviews.web.context import Context, comparison_act
from reviews.web.draft_page import CHANGED_ELSEWHERE, draft_view, ended_here, is_stale, open_drafts, refuse

UNSTORED = "Nothing of it is stored any more. Here is the draft again."
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
    number, corrects, additions = draft.pk, draft.source_id is not None, additions_of(draft)
    try:
        if read_anew(draft=draft):
            messages.info(context.request, READ_ANEW)
            return redirect("reviews:draft_detail", context.comparison.slug, draft.pk)
        if form.nameless:
            correct_draft(draft=draft, correction=form.named)
        stored = store_draft(draft=draft, by=context.user, round=form.cleaned_data["round"])
    except Refused as refusal:
        return refuse(context, draft, str(refusal))
    words = _stored(stored, additions, context.lens, corrects=corrects)
    if corrects:
        messages.success(context.request, words)
        return redirect("collation:compare", context.comparison.slug)
    return _go_on(context, number, words, undo=additions is None)


@comparison_act("intake", EDIT)
def draft_unstore(context: Context, draft: int) -> HttpResponse:
    """Undo the storing of a draft, and open the draft again."""
    if not open_drafts(context).filter(pk=draft).exists():
        try:
            unstore_draft(ended=ended_here(context, draft), by=context.user)
            messages.success(context.request, UNSTORED)
        except Refused as refusal:
            messages.error(context.request, str(refusal))
    return redirect("reviews:draft_detail", context.comparison.slug, draft)


def _go_on(context: Context, stored: int, words: str, *, undo: bool) -> HttpResponse:
    """Open the next draft, else the comparison; say what was stored.

    `stored` is the id that the stored draft had. `undo`: its storing can be undone.
    """
    slug, request = context.comparison.slug, context.request
    draft, left, of = _next(context, stored)
    if draft:
        words += f" {f'{left} of {of}' if of else _counted(left, 'draft')} left: here is the next."
    address = reverse("reviews:draft_unstore", args=[slug, stored]) if undo else ""
    messages.success(request, words, extra_tags=address)
    if draft:
        return redirect("reviews:draft_detail", slug, draft)
    return redirect("collation:compare", slug)


def _next(context: Context, stored: int) -> tuple[int, int, int]:
    """The next draft’s id, and how many are left of how many.

    Those that were read at once come first; the number in all is 0 if the draft was none of several. (0, 0, 0)
    after the last.
    """
    batch = batch_of(context.request, stored)
    waiting = set(drafts_of(context.user, context.comparison).filter(pk__in=batch).values_list("pk", flat=True))
    left = [pk for pk in batch if pk in waiting]
    if left:
        return left[0], len(left), len(batch)
    draft, others = next_draft(after=stored, user=context.user, comparison=context.comparison)
    return (draft.pk, others, 0) if draft else (0, 0, 0)


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
