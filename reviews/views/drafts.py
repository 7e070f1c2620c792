"""The draft page: a document as pieces, corrected a click at a time, then stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import wraps
from math import ceil
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from reviews.access import EDIT
from reviews.domain.documents import as_read
from reviews.domain.drafts import (
    DRAFT_DAYS,
    DraftEnded,
    additions_of,
    begin_branch,
    correct_draft,
    discard_draft,
    drafts_of,
    ended_draft,
    parsed_of,
    read_anew,
    read_branch,
    store_draft,
    undo_correction,
)
from reviews.forms.intake import WITHIN_A_DOCUMENT, CorrectionForm, StoreForm, VoiceForm
from reviews.intake.corrections import difference, piece_at
from reviews.intake.document import Parsed
from reviews.intake.outline import PIECES_ON_A_PAGE, outline, tally, unfold
from reviews.intake.reexport import Additions, first_new
from reviews.lens import Lens
from reviews.models import EndedDraft, IntakeDraft, RespondentKind, Transcript
from reviews.refusal import Refused
from reviews.web.context import Context, View, comparison_view
from reviews.web.requests import lead

MOST_TO_FOLD, MOST_TO_OPEN = 2_000, 400_000
"""Characters of a document: shorter ones are not folded, longer ones are not opened at once."""
MOST_SWAPPED = 12
"""Where a correction changes more pieces than these, the whole page of pieces is drawn again."""
READ_ANEW = "More of this conversation was stored since this draft began. Here is what is new now: look, then store it."
BESIDE = "A second draft, beside the first: once both are stored, they are two columns."
CHANGED_ELSEWHERE = "This draft was changed in another tab. Here it is as it stands now."


@dataclass(frozen=True)
class Looking:
    """What a person has before them: a page of pieces, and the stretches that they opened."""

    page: int
    opened: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, asked: QueryDict) -> Looking:
        page = asked.get("page", "1")
        opened = [WITHIN_A_DOCUMENT.fullmatch(given) for given in asked.getlist("open")]
        return cls(
            int(page) if page.isdecimal() and len(page) < 7 else 1,
            tuple((int(found[1]), int(found[2])) for found in opened if found),
        )

    def window(self, parsed: Parsed) -> tuple[int, int, int, int]:
        """The page that there is, how many there are, and the first and last (excluded) piece on it."""
        pages = max(1, ceil(len(parsed.pieces) / PIECES_ON_A_PAGE))
        page = min(max(1, self.page), pages)
        return page, pages, (page - 1) * PIECES_ON_A_PAGE, min(page * PIECES_ON_A_PAGE, len(parsed.pieces))

    def url(self, draft: IntakeDraft, page: int, piece: int) -> str:
        """Where the piece at that offset is seen, what is open staying so."""
        query = urlencode([("page", page), *(("open", f"{start}-{end}") for start, end in self.opened)])
        return f"{reverse('reviews:draft_detail', args=[draft.comparison.slug, draft.pk])}?{query}#piece-{piece}"


def draft_view(methods: Sequence[str]) -> Callable[[View], View]:
    """Make a view of a `Context` and an open draft of the viewer's own one of a request and its address.

    A draft that has ended, before or meanwhile, leads to what became of it.
    """

    def decorate(view: View) -> View:
        @comparison_view("intake", EDIT, methods=methods)
        @wraps(view)
        def with_draft(context: Context, draft: int, **address: int) -> HttpResponseBase:
            found = _drafts(context).filter(pk=draft).first()
            if found is not None:
                with suppress(DraftEnded):
                    return view(context, found, **address)
            _ended(context, draft)
            return lead(context.request, "reviews:draft_detail", context.comparison.slug, draft)

        return with_draft

    return decorate


@never_cache
@comparison_view("intake", EDIT, methods=("GET",))
def draft_detail(context: Context, draft: int) -> HttpResponse:
    """A document as it was read, nothing of it stored yet; of a draft that has ended, what became of it.

    No browser keeps the page: Back from what is stored shows how things are, not how they were.
    """
    found = _drafts(context).filter(pk=draft).first()
    if found is None:
        return _what_became_of(context, draft)
    return context.render("reviews/draft/page.html", _shown(context, found, Looking.of(context.request.GET)))


@draft_view(("GET",))
def draft_rows(context: Context, draft: IntakeDraft, start: int, end: int) -> HttpResponse:
    """What stands behind a fold."""
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
    """One correction of where a piece begins, what it is, or who says it."""
    form = CorrectionForm(context.request.POST)
    if not form.is_valid():
        return _refuse(context, draft, form.first_error)
    before, stale = parsed_of(draft), _is_stale(context, draft)
    try:
        correct_draft(draft=draft, correction=form.correction())
    except Refused as refusal:
        return _refuse(context, draft, str(refusal))
    return _show_change(context, draft, before, form.place, stale=stale)


@draft_view(("POST",))
def draft_undo(context: Context, draft: IntakeDraft) -> HttpResponse:
    """The last correction is taken back."""
    before, stale = parsed_of(draft), _is_stale(context, draft)
    undo_correction(draft=draft)
    return _show_change(context, draft, before, None, stale=stale)


@draft_view(("POST",))
def draft_describe(context: Context, draft: IntakeDraft, voice: int) -> HttpResponse:
    """Who a respondent is, and what the sitting rested on."""
    form = VoiceForm(context.request.POST, auto_id=f"voice-{voice}-%s")
    before = parsed_of(draft)
    if voice >= len(before.voices):
        return _refuse(context, draft, "There is no such respondent in this document.")
    if form.is_valid():
        with form.refusals():
            correct_draft(draft=draft, correction=form.correction(voice))
            return _show_change(context, draft, before, None)
    shown = _shown(context, draft, Looking.of(context.request.POST), wrong_voice=(voice, form))
    template = "_outline_changed" if context.request.htmx else "page"
    return context.render(f"reviews/draft/{template}.html", shown, status=422)


@draft_view(("POST",))
def draft_store(context: Context, draft: IntakeDraft) -> HttpResponse:
    """What the draft holds becomes transcripts, if the page showed all of it."""
    if _is_stale(context, draft):
        return _refuse(context, draft, CHANGED_ELSEWHERE)
    form = StoreForm(context.request.POST, parsed=parsed_of(draft))
    if not form.is_valid():
        error = "Say which round this is: a number from 1 to 9." if "round" in form.errors else ""
        return _refuse(context, draft, error, store_form=form)
    corrects, additions = draft.source_id is not None, additions_of(draft)
    try:
        if read_anew(draft=draft):
            messages.info(context.request, READ_ANEW)
            return redirect("reviews:draft_detail", context.comparison.slug, draft.pk)
        if form.nameless:
            correct_draft(draft=draft, correction=form.named)
        stored = store_draft(draft=draft, by=context.user, round=form.cleaned_data["round"])
    except Refused as refusal:
        return _refuse(context, draft, str(refusal))
    messages.success(context.request, _stored(stored, additions, context.lens, corrects=corrects))
    return redirect("collation:compare", context.comparison.slug)


@draft_view(("POST",))
def draft_branch(context: Context, draft: IntakeDraft) -> HttpResponse:
    """Another way that the conversation went is read instead of this one, or begun as a draft beside it."""
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
    """The draft is thrown away; what was stored before stays."""
    discard_draft(draft=draft)
    messages.success(context.request, f"The draft of {draft} is discarded.")
    return redirect("reviews:intake", context.comparison.slug)


def _drafts(context: Context) -> QuerySet[IntakeDraft]:
    heavy = ("data", "source__data", "source__text", "continues__data")
    drafts = drafts_of(context.user, context.comparison).defer(None).defer(*heavy)
    return drafts.select_related("comparison__team", "source", "continues")


def _ended(context: Context, draft: int) -> EndedDraft:
    ended = ended_draft(user=context.user, comparison=context.comparison, draft=draft)
    if ended is None:
        raise Http404("There is no such draft.")
    return ended


def _what_became_of(context: Context, draft: int) -> HttpResponse:
    """The page of a draft that has ended; of one that was stored, as whose words, and where they are."""
    ended = _ended(context, draft)
    source = ended.source and (ended.source.continued_by or ended.source)
    held = source.transcripts.select_related("respondent__identity").order_by("position") if source else []
    shown = {
        "ended": ended,
        "source": source,
        "held": [(transcript, context.lens.name(transcript)) for transcript in held],
        "days": DRAFT_DAYS,
    }
    return context.render("reviews/draft/ended.html", shown)


def _shown(
    context: Context,
    draft: IntakeDraft,
    looking: Looking,
    *,
    error: str = "",
    branch_error: str = "",
    at: int | None = None,
    wrong_voice: tuple[int, VoiceForm] | None = None,
    store_form: StoreForm | None = None,
) -> dict[str, Any]:
    """What the page of a draft shows."""
    parsed = parsed_of(draft)
    page, pages, first, last = looking.window(parsed)
    counted = tally(parsed)
    voices = [
        (one, parsed.voices[one.index], VoiceForm.of(parsed.voices[one.index], one.index))
        if wrong_voice is None or wrong_voice[0] != one.index
        else (one, parsed.voices[one.index], wrong_voice[1])
        for one in counted
    ]
    return {
        "draft": draft,
        "parsed": parsed,
        "parts": outline(parsed, first, last, looking.opened),
        "may_open_all": not looking.opened and MOST_TO_FOLD < len(parsed.text) <= MOST_TO_OPEN,
        "at": at,
        "page": page,
        "pages": pages,
        "voices": voices,
        "kinds": RespondentKind.choices,
        "seen": _state(draft),
        "corrected": draft.source_id is None or bool(draft.undo),
        "to_store": sum(one.answers > 0 for one in counted),
        "branches": [(branch, branch.date and date.fromisoformat(branch.date)) for branch in parsed.branches],
        "branch_error": branch_error,
        **_what_is_new(draft, parsed),
        "wrong_voice": None if wrong_voice is None else wrong_voice[0],
        "error": error,
        "store_form": store_form or StoreForm(parsed=parsed),
    }


def _what_is_new(draft: IntakeDraft, parsed: Parsed) -> dict[str, Any]:
    """What a draft adds to what is stored, and where that begins; nothing for one that begins by itself."""
    additions = additions_of(draft)
    if draft.continues is None or additions is None:
        return {}
    begins = first_new(as_read(draft.continues), parsed)
    index = piece_at(parsed, min(begins, len(parsed.text) - 1))
    return {
        "additions": additions,
        "first_new": begins,
        "new_piece": parsed.pieces[index].start,
        "new_page": index // PIECES_ON_A_PAGE + 1,
    }


def _stored(stored: list[Transcript], additions: Additions | None, lens: Lens, *, corrects: bool) -> str:
    """What was stored, in a sentence or two."""
    if additions:
        return _added(additions, stored, lens)
    names = ", ".join(lens.name(transcript) for transcript in stored)
    return f"{'Corrected' if corrects else 'Stored'} {_counted(len(stored), 'transcript')}: {names}."


def _added(new: Additions, stored: list[Transcript], lens: Lens) -> str:
    """What is said of turns that were added to transcripts."""
    names = " and ".join(lens.name(one) for one in stored if one.voice in new.voices)
    words = f"Added {_counted(new.added, 'turn')} to {names}." if new.added else ""
    if new.changed:
        words += f" {_counted(new.changed, 'turn')} stored before now read{'s' * (new.changed == 1)} differently."
    if any(one.archived_at and one.voice in new.voices for one in stored):
        words += " What was taken out of the tables stays out."
    return words.strip()


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _state(draft: IntakeDraft) -> str:
    """What a page shows of a draft, as a short sum: a correction of another state comes from a page that is stale.

    Keys are sorted, since PostgreSQL gives them back in an order of its own.
    """
    return f"{crc32(json.dumps(draft.parsed, sort_keys=True).encode()):08x}"


def _is_stale(context: Context, draft: IntakeDraft) -> bool:
    return context.request.POST.get("seen", _state(draft)) != _state(draft)


def _show_change(
    context: Context, draft: IntakeDraft, before: Parsed, place: int | None, *, stale: bool = False
) -> HttpResponse:
    """The pieces that a correction changed, for htmx, or all of them to a stale page; else the page, at the place."""
    after, looking = parsed_of(draft), Looking.of(context.request.POST)
    gone, first, last = _difference(before, after)
    place = after.pieces[min(first, len(after.pieces) - 1)].start if place is None else place
    index = piece_at(after, place)
    if not context.request.htmx:
        return redirect(looking.url(draft, index // PIECES_ON_A_PAGE + 1, after.pieces[index].start))
    error = CHANGED_ELSEWHERE if stale else ""
    shown = _shown(context, draft, looking, at=after.pieces[index].start, error=error)
    if stale or before.voices != after.voices or len(gone) + last - first > MOST_SWAPPED or not gone:
        return context.render("reviews/draft/_outline_changed.html", shown)
    shown |= {"parts": outline(after, first, last, looking.opened), "gone": gone[1:]}
    response = context.render("reviews/draft/_parts_changed.html", shown)
    response["HX-Retarget"], response["HX-Reswap"] = f"#piece-{gone[0]}", "outerHTML"
    return response


def _difference(before: Parsed, after: Parsed) -> tuple[list[int], int, int]:
    """Where the pieces that are gone began, and which are new: from, to (excluded). The one after them counts as
    changed, since it says whether its respondent begins there."""
    start, old_end, new_end = difference(before.pieces, after.pieces)
    follows = int(old_end < len(before.pieces))
    return [piece.start for piece in before.pieces[start : old_end + follows]], start, new_end + follows


def _refuse(context: Context, draft: IntakeDraft, error: str, *, store_form: StoreForm | None = None) -> HttpResponse:
    request = context.request
    if request.htmx and _is_stale(context, draft):
        shown = _shown(context, draft, Looking.of(request.POST), error=CHANGED_ELSEWHERE)
        return context.render("reviews/draft/_outline_changed.html", shown, status=422)
    if request.htmx:
        response = context.render("reviews/draft/_error.html", {"error": error}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#draft-error", "outerHTML"
        return response
    shown = _shown(context, draft, Looking.of(request.POST), error=error, store_form=store_form)
    return context.render("reviews/draft/page.html", shown, status=422)


def _refuse_branch(context: Context, draft: IntakeDraft, error: str) -> HttpResponse:
    if not parsed_of(draft).branches:
        return _refuse(context, draft, error)
    shown = _shown(context, draft, Looking.of(context.request.POST), branch_error=error)
    return context.render("reviews/draft/page.html", shown, status=422)
