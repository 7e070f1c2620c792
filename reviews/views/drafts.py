"""The draft page: correct a document piece by piece, then store it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from reviews.access import EDIT
from reviews.domain.documents import parsed_of
from reviews.domain.draft_corrections import correct_draft, undo_correction
from reviews.domain.drafts import begin_branch, read_branch
from reviews.domain.ended_drafts import DRAFT_DAYS, discard_draft
from reviews.forms.drafts import CorrectionForm, VoiceForm
from reviews.intake.corrections import piece_at
from reviews.intake.outline import outline, unfold
from reviews.models import IntakeDraft
from reviews.refusal import Refused
from reviews.web.context import Context, comparison_view
from reviews.web.draft_page import (
    Looking,
    draft_view,
    ended_here,
    is_stale,
    open_drafts,
    refuse,
    show_change,
    shown_draft,
)

BESIDE = "A second draft, beside the first: once both are stored, they are two columns."


@never_cache
@comparison_view("intake", EDIT, methods=("GET",))
def draft_detail(context: Context, draft: int) -> HttpResponse:
    """A document as it was read, or what became of its draft.

    No browser keeps the page, so that Back shows the draft as it is now, not as it was.
    """
    open_draft = open_drafts(context).filter(pk=draft).first()
    if open_draft is None:
        return _what_became_of(context, draft)
    return context.render("reviews/draft/page.html", shown_draft(context, open_draft, Looking.of(context.request.GET)))


@draft_view(("GET",))
def draft_rows(context: Context, draft: IntakeDraft, start: int, end: int) -> HttpResponse:
    """The text behind a fold."""
    if not 0 <= start < end <= len(draft.text):
        return redirect("reviews:draft_detail", context.comparison.slug, draft.pk)
    parsed = parsed_of(draft)
    items = unfold(parsed, start, end)
    shown_to = items[-1].start if len(items) > 1 and hasattr(items[-1], "rows") else end
    part = outline(parsed, piece_at(parsed, start), piece_at(parsed, start) + 1)[0]
    shown = {"draft": draft, "part": part, "items": items, "start": start, "shown_to": shown_to}
    return context.render("reviews/draft/_unfolded.html", shown)


@draft_view(("POST",))
def draft_correct(context: Context, draft: IntakeDraft) -> HttpResponse:
    """Correct where a piece begins, what it is, or who says it."""
    form = CorrectionForm(context.request.POST)
    if not form.is_valid():
        return refuse(context, draft, form.first_error)
    before, stale = parsed_of(draft), is_stale(context, draft)
    try:
        correct_draft(draft=draft, correction=form.correction())
    except Refused as refusal:
        return refuse(context, draft, str(refusal))
    return show_change(context, draft, before, form.place, stale=stale)


@draft_view(("POST",))
def draft_undo(context: Context, draft: IntakeDraft) -> HttpResponse:
    """Undo the last correction."""
    before, stale = parsed_of(draft), is_stale(context, draft)
    undo_correction(draft=draft)
    return show_change(context, draft, before, None, stale=stale)


@draft_view(("POST",))
def draft_describe(context: Context, draft: IntakeDraft, voice: int) -> HttpResponse:
    """Describe a respondent: name, kind, version, date, evidence basis."""
    form = VoiceForm(context.request.POST, auto_id=f"voice-{voice}-%s")
    before = parsed_of(draft)
    if voice >= len(before.voices):
        return refuse(context, draft, "There is no such respondent in this document.")
    if form.is_valid():
        with form.refusals():
            correct_draft(draft=draft, correction=form.correction(voice))
            return show_change(context, draft, before, None)
    shown = shown_draft(context, draft, Looking.of(context.request.POST), wrong_voice=(voice, form))
    template = "_outline_changed" if context.request.htmx else "page"
    return context.render(f"reviews/draft/{template}.html", shown, status=422)


@draft_view(("POST",))
def draft_branch(context: Context, draft: IntakeDraft) -> HttpResponse:
    """Read another branch of the conversation, here or as a second draft."""
    sent = context.request.POST
    branch, beside = sent.get("branch", ""), sent.get("do") == "beside"
    if draft.undo and not beside and "lost" not in sent:
        return _refuse_branch(context, draft, "What you corrected here would be lost: say that you want that.")
    try:
        other = (begin_branch if beside else read_branch)(draft=draft, branch=branch)
    except Refused as refusal:
        return _refuse_branch(context, draft, str(refusal))
    if beside:
        messages.success(context.request, BESIDE)
    return redirect("reviews:draft_detail", context.comparison.slug, other.pk)


@draft_view(("POST",))
def draft_discard(context: Context, draft: IntakeDraft) -> HttpResponse:
    """Discard the draft; stored transcripts stay."""
    discard_draft(draft=draft)
    messages.success(context.request, f"The draft of {draft} is discarded.")
    return redirect("reviews:intake", context.comparison.slug)


def _what_became_of(context: Context, draft: int) -> HttpResponse:
    """The page of an ended draft, with the transcripts stored from it."""
    ended = ended_here(context, draft)
    source = ended.source and (ended.source.continued_by or ended.source)
    held = source.transcripts.select_related("respondent__identity").order_by("position") if source else []
    shown = {
        "ended": ended,
        "source": source,
        "held": [(transcript, context.lens.name(transcript)) for transcript in held],
        "days": DRAFT_DAYS,
    }
    return context.render("reviews/draft/ended.html", shown)


def _refuse_branch(context: Context, draft: IntakeDraft, error: str) -> HttpResponse:
    if not parsed_of(draft).branches:
        return refuse(context, draft, error)
    shown = shown_draft(context, draft, Looking.of(context.request.POST), branch_error=error)
    return context.render("reviews/draft/page.html", shown, status=422)
