"""The draft page: correct a document piece by piece, then store it."""

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
"""Lengths in characters. Shorter documents are not folded, longer ones cannot be opened as a whole."""
MOST_SWAPPED = 12
"""The most pieces that are swapped one by one. If more change, all pieces of the page are sent again."""
READ_ANEW = "More of this conversation was stored since this draft began. Here is what is new now: look, then store it."
BESIDE = "A second draft, beside the first: once both are stored, they are two columns."
CHANGED_ELSEWHERE = "This draft was changed in another tab. Here it is as it stands now."


@dataclass(frozen=True)
class Looking:
    """A page of pieces, and the spans that the viewer unfolded."""

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
        """The page, how many there are, and the pieces on it.

        The range is (first, last), without the last.
        """
        pages = max(1, ceil(len(parsed.pieces) / PIECES_ON_A_PAGE))
        page = min(max(1, self.page), pages)
        return page, pages, (page - 1) * PIECES_ON_A_PAGE, min(page * PIECES_ON_A_PAGE, len(parsed.pieces))

    def url(self, draft: IntakeDraft, page: int, piece: int) -> str:
        """The address of the piece that begins at an offset.

        Unfolded spans stay unfolded.
        """
        query = urlencode([("page", page), *(("open", f"{start}-{end}") for start, end in self.opened)])
        return f"{reverse('reviews:draft_detail', args=[draft.comparison.slug, draft.pk])}?{query}#piece-{piece}"


def draft_view(methods: Sequence[str]) -> Callable[[View], View]:
    """Make a view of `Context` and draft one of a request.

    If the draft has ended, before or meanwhile, the answer leads to its page, which says what became of it.
    """

    def decorate(view: View) -> View:
        @comparison_view("intake", EDIT, methods=methods)
        @wraps(view)
        def with_draft(context: Context, draft: int, **address: int) -> HttpResponseBase:
            open_draft = _drafts(context).filter(pk=draft).first()
            if open_draft is not None:
                with suppress(DraftEnded):
                    return view(context, open_draft, **address)
            _ended(context, draft)
            return lead(context.request, "reviews:draft_detail", context.comparison.slug, draft)

        return with_draft

    return decorate


@never_cache
@comparison_view("intake", EDIT, methods=("GET",))
def draft_detail(context: Context, draft: int) -> HttpResponse:
    """A document as it was read, or what became of its draft.

    No browser keeps the page, so that Back shows the draft as it is now, not as it was.
    """
    open_draft = _drafts(context).filter(pk=draft).first()
    if open_draft is None:
        return _what_became_of(context, draft)
    return context.render("reviews/draft/page.html", _shown(context, open_draft, Looking.of(context.request.GET)))


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
        return _refuse(context, draft, form.first_error)
    before, stale = parsed_of(draft), _is_stale(context, draft)
    try:
        correct_draft(draft=draft, correction=form.correction())
    except Refused as refusal:
        return _refuse(context, draft, str(refusal))
    return _show_change(context, draft, before, form.place, stale=stale)


@draft_view(("POST",))
def draft_undo(context: Context, draft: IntakeDraft) -> HttpResponse:
    """Undo the last correction."""
    before, stale = parsed_of(draft), _is_stale(context, draft)
    undo_correction(draft=draft)
    return _show_change(context, draft, before, None, stale=stale)


@draft_view(("POST",))
def draft_describe(context: Context, draft: IntakeDraft, voice: int) -> HttpResponse:
    """Describe a respondent: name, kind, version, date, evidence basis."""
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
    """Store the draft as transcripts, unless the page is stale."""
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
    """The page of an ended draft, with the transcripts stored from it."""
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
    """The context of the page of a draft."""
    parsed = parsed_of(draft)
    page, pages, first, last = looking.window(parsed)
    counted = tally(parsed)
    voices = [
        (count, parsed.voices[count.index], VoiceForm.of(parsed.voices[count.index], count.index))
        if wrong_voice is None or wrong_voice[0] != count.index
        else (count, parsed.voices[count.index], wrong_voice[1])
        for count in counted
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
        "to_store": sum(count.answers > 0 for count in counted),
        "branches": [(branch, branch.date and date.fromisoformat(branch.date)) for branch in parsed.branches],
        "branch_error": branch_error,
        **_what_is_new(draft, parsed),
        "wrong_voice": None if wrong_voice is None else wrong_voice[0],
        "error": error,
        "store_form": store_form or StoreForm(parsed=parsed),
    }


def _what_is_new(draft: IntakeDraft, parsed: Parsed) -> dict[str, Any]:
    """The turns that a draft adds to stored ones, and their place.

    Empty if the draft continues nothing.
    """
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


def _state(draft: IntakeDraft) -> str:
    """A checksum of the state that a page shows of a draft.

    A form that carries another one comes from a stale page. Keys are sorted, since PostgreSQL does not keep their
    order.
    """
    return f"{crc32(json.dumps(draft.parsed, sort_keys=True).encode()):08x}"


def _is_stale(context: Context, draft: IntakeDraft) -> bool:
    return context.request.POST.get("seen", _state(draft)) != _state(draft)


def _show_change(
    context: Context, draft: IntakeDraft, before: Parsed, place: int | None, *, stale: bool = False
) -> HttpResponse:
    """The answer to a correction.

    htmx gets the changed pieces, or all of them if its page is stale. Without htmx it is a redirect to `place`, by
    default the first changed piece.
    """
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
    """The starts of the removed pieces, and the range of new ones.

    The range is (first, last), without the last. The piece after them counts as changed, since it shows whether a
    respondent begins there.
    """
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
