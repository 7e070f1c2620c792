"""The draft page: a document as pieces, corrected a click at a time, then stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import wraps
from math import ceil
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from reviews.access import EDIT, comparison_for
from reviews.domain.documents import as_read
from reviews.domain.drafts import (
    DRAFT_DAYS,
    DraftEnded,
    begin_branch,
    correct_draft,
    discard_draft,
    drafts_of,
    ended_draft,
    growth_of,
    parsed_of,
    read_anew,
    read_branch,
    store_draft,
    undo_correction,
)
from reviews.forms.intake import WITHIN_A_DOCUMENT, CorrectionForm, StoreForm, VoiceForm
from reviews.intake.corrections import piece_at
from reviews.intake.document import IntakeError, Parsed
from reviews.intake.outline import PIECES_ON_A_PAGE, outline, tally, unfold
from reviews.intake.reexport import Growth, new_from
from reviews.lens import Lens, lens
from reviews.models import EndedDraft, IntakeDraft, Kind, Transcript
from reviews.refusal import Refused
from reviews.web.requests import MemberRequest, lead

MOST_TO_FOLD, MOST_TO_OPEN = 2_000, 400_000
"""Characters of a document: shorter ones are not folded, longer ones are not opened at once."""
MOST_SWAPPED = 12
"""Where a correction changes more pieces than these, the whole page of pieces is drawn again."""
READ_ANEW = "More of this conversation was stored since this draft began. Here is what is new now: look, then store it."
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


def on_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the draft that its address names.

    It must be the viewer's own and open. One that has ended, before or meanwhile, leads to what became of it.
    """

    @wraps(view)
    def with_draft(request: MemberRequest, slug: str, draft: int, **more: int) -> HttpResponse:
        found = _drafts(request, slug).filter(pk=draft).first()
        if found is not None:
            with suppress(DraftEnded):
                return view(request, found, **more)
        _ended(request, slug, draft)
        return lead(request, "reviews:draft_detail", slug, draft)

    return with_draft


@never_cache
@login_required
@require_GET
def draft_detail(request: MemberRequest, slug: str, draft: int) -> HttpResponse:
    """A document as it was read, nothing of it stored yet; of a draft that has ended, what became of it.

    No browser keeps the page: Back from what is stored shows how things are, not how they were.
    """
    found = _drafts(request, slug).filter(pk=draft).first()
    if found is None:
        return _what_became_of(request, slug, draft)
    return render(request, "reviews/intake_draft.html", _context(request, found, Looking.of(request.GET)))


@login_required
@require_GET
@on_draft
def draft_rows(request: MemberRequest, found: IntakeDraft, start: int, end: int) -> HttpResponse:
    """What stands behind a fold."""
    if not 0 <= start < end <= len(found.text):
        return redirect("reviews:draft_detail", found.comparison.slug, found.pk)
    parsed = parsed_of(found)
    items = unfold(parsed, start, end)
    shown_to = items[-1].start if len(items) > 1 and hasattr(items[-1], "rows") else end
    part = outline(parsed, piece_at(parsed, start), piece_at(parsed, start) + 1)[0]
    context = {"comparison": found.comparison, "draft": found, "part": part, "items": items, "start": start}
    return render(request, "reviews/_intake_unfolded.html", {**context, "shown_to": shown_to})


@login_required
@require_POST
@on_draft
def draft_correct(request: MemberRequest, found: IntakeDraft) -> HttpResponse:
    """One correction of where a piece begins, what it is, or who says it."""
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _refuse(request, found, str(next(iter(form.errors.values()))[0]))
    before, stale = parsed_of(found), _is_stale(request, found)
    try:
        correct_draft(draft=found, correction=form.correction())
    except (IntakeError, Refused) as refusal:
        return _refuse(request, found, str(refusal))
    return _show_change(request, found, before, form.place, stale=stale)


@login_required
@require_POST
@on_draft
def draft_undo(request: MemberRequest, found: IntakeDraft) -> HttpResponse:
    """The last correction is taken back."""
    before, stale = parsed_of(found), _is_stale(request, found)
    undo_correction(draft=found)
    return _show_change(request, found, before, None, stale=stale)


@login_required
@require_POST
@on_draft
def draft_describe(request: MemberRequest, found: IntakeDraft, voice: int) -> HttpResponse:
    """Who a respondent is, and what the sitting rested on."""
    form = VoiceForm(request.POST, auto_id=f"voice-{voice}-%s")
    before = parsed_of(found)
    try:
        if form.is_valid():
            with form.refusals():
                correct_draft(draft=found, correction=form.correction(voice))
                return _show_change(request, found, before, None)
    except IntakeError as refusal:
        return _refuse(request, found, str(refusal))
    context = _context(request, found, Looking.of(request.POST), wrong_voice=(voice, form))
    template = "_intake_outline_changed" if request.htmx else "intake_draft"
    return render(request, f"reviews/{template}.html", context, status=422)


@login_required
@require_POST
@on_draft
def draft_store(request: MemberRequest, found: IntakeDraft) -> HttpResponse:
    """What the draft holds becomes transcripts, if the page showed all of it."""
    if _is_stale(request, found):
        return _refuse(request, found, CHANGED_ELSEWHERE)
    form = StoreForm(request.POST, parsed=parsed_of(found))
    if not form.is_valid():
        error = "Say which round this is: a number from 1 to 9." if "round" in form.errors else ""
        return _refuse(request, found, error, store_form=form)
    done, new = "Stored" if found.source_id is None else "Corrected", growth_of(found)
    try:
        if read_anew(draft=found):
            messages.info(request, READ_ANEW)
            return redirect("reviews:draft_detail", found.comparison.slug, found.pk)
        if form.nameless:
            correct_draft(draft=found, correction=form.named)
        stored = store_draft(draft=found, by=request.user, round=form.cleaned_data["round"])
    except Refused as refusal:
        return _refuse(request, found, str(refusal))
    seen = lens(request.user, found.comparison)
    if new:
        messages.success(request, _added(new, stored, seen))
    else:
        names = ", ".join(seen.name(transcript) for transcript in stored)
        messages.success(request, f"{done} {_counted(len(stored), 'transcript')}: {names}.")
    return redirect("collation:compare", found.comparison.slug)


@login_required
@require_POST
@on_draft
def draft_branch(request: MemberRequest, found: IntakeDraft) -> HttpResponse:
    """Another way that the conversation went is read instead of this one, or begun as a draft beside it."""
    branch, beside = request.POST.get("branch", ""), request.POST.get("do") == "beside"
    if found.undo and not beside and "lost" not in request.POST:
        return _refuse_branch(request, found, "What you corrected here would be lost: say that you want that.")
    try:
        other = (begin_branch if beside else read_branch)(draft=found, branch=branch)
    except (IntakeError, Refused) as refusal:
        return _refuse_branch(request, found, str(refusal))
    if beside:
        messages.success(request, "A second draft, beside the first: once both are stored, they are two columns.")
    return redirect("reviews:draft_detail", found.comparison.slug, other.pk)


@login_required
@require_POST
@on_draft
def draft_discard(request: MemberRequest, found: IntakeDraft) -> HttpResponse:
    """The draft is thrown away; what was stored before stays."""
    discard_draft(draft=found)
    messages.success(request, f"The draft of {found} is discarded.")
    return redirect("reviews:intake", found.comparison.slug)


def _drafts(request: MemberRequest, slug: str) -> QuerySet[IntakeDraft]:
    comparison, _seat = comparison_for(request.user, slug, EDIT)
    heavy = ("data", "source__data", "source__text", "continues__data")
    drafts = drafts_of(request.user, comparison).defer(None).defer(*heavy)
    return drafts.select_related("comparison__team", "source", "continues")


def _ended(request: MemberRequest, slug: str, draft: int) -> EndedDraft:
    comparison, _seat = comparison_for(request.user, slug, EDIT)
    found = ended_draft(user=request.user, comparison=comparison, draft=draft)
    if found is None:
        raise Http404("There is no such draft.")
    return found


def _what_became_of(request: MemberRequest, slug: str, draft: int) -> HttpResponse:
    """The page of a draft that has ended; of one that was stored, as whose words, and where they are."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    ended, view = _ended(request, slug, draft), lens(request.user, comparison)
    source = ended.source and (ended.source.continued_by or ended.source)
    held = source.transcripts.select_related("respondent").order_by("position") if source else []
    context = {
        "comparison": comparison,
        "seat": seat,
        "lens": view,
        "here": "intake",
        "ended": ended,
        "source": source,
        "held": [(transcript, view.name(transcript)) for transcript in held],
        "days": DRAFT_DAYS,
    }
    return render(request, "reviews/intake_ended.html", context)


def _context(
    request: MemberRequest,
    draft: IntakeDraft,
    looking: Looking,
    *,
    error: str = "",
    branch_error: str = "",
    at: int | None = None,
    wrong_voice: tuple[int, VoiceForm] | None = None,
    store_form: StoreForm | None = None,
) -> dict[str, Any]:
    comparison, seat = comparison_for(request.user, draft.comparison.slug, EDIT)
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
        "comparison": comparison,
        "seat": seat,
        "lens": lens(request.user, comparison),
        "here": "intake",
        "draft": draft,
        "parsed": parsed,
        "parts": outline(parsed, first, last, looking.opened),
        "may_open_all": not looking.opened and MOST_TO_FOLD < len(parsed.text) <= MOST_TO_OPEN,
        "at": at,
        "page": page,
        "pages": pages,
        "voices": voices,
        "kinds": Kind.choices,
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
    growth = growth_of(draft)
    if draft.continues is None or growth is None:
        return {}
    begins = new_from(as_read(draft.continues), parsed)
    index = piece_at(parsed, min(begins, len(parsed.text) - 1))
    return {
        "growth": growth,
        "new_from": begins,
        "new_piece": parsed.pieces[index].start,
        "new_page": index // PIECES_ON_A_PAGE + 1,
    }


def _added(new: Growth, stored: list[Transcript], seen: Lens) -> str:
    """What is said of turns that were added to transcripts."""
    names = " and ".join(seen.name(one) for one in stored if one.voice in new.voices)
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


def _is_stale(request: MemberRequest, draft: IntakeDraft) -> bool:
    return request.POST.get("seen", _state(draft)) != _state(draft)


def _show_change(
    request: MemberRequest, draft: IntakeDraft, before: Parsed, place: int | None, *, stale: bool = False
) -> HttpResponse:
    """The pieces that a correction changed, for htmx, or all of them to a stale page; else the page, at the place."""
    after, looking = parsed_of(draft), Looking.of(request.POST)
    gone, first, last = _difference(before, after)
    place = after.pieces[min(first, len(after.pieces) - 1)].start if place is None else place
    index = piece_at(after, place)
    if not request.htmx:
        return redirect(looking.url(draft, index // PIECES_ON_A_PAGE + 1, after.pieces[index].start))
    error = CHANGED_ELSEWHERE if stale else ""
    context = _context(request, draft, looking, at=after.pieces[index].start, error=error)
    if stale or before.voices != after.voices or len(gone) + last - first > MOST_SWAPPED or not gone:
        return render(request, "reviews/_intake_outline_changed.html", context)
    context |= {"parts": outline(after, first, last, looking.opened), "gone": gone[1:]}
    response = render(request, "reviews/_intake_parts_changed.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = f"#piece-{gone[0]}", "outerHTML"
    return response


def _difference(before: Parsed, after: Parsed) -> tuple[list[int], int, int]:
    """Where the pieces that are gone began, and which are new: from, to (excluded). The one after them counts as
    changed, since it says whether its respondent begins there."""
    old, new = before.pieces, after.pieces
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)
    tail = max(0, tail - 1)
    return [piece.start for piece in old[head : len(old) - tail]], head, len(new) - tail


def _refuse(
    request: MemberRequest, draft: IntakeDraft, error: str, *, store_form: StoreForm | None = None
) -> HttpResponse:
    if request.htmx and _is_stale(request, draft):
        context = _context(request, draft, Looking.of(request.POST), error=CHANGED_ELSEWHERE)
        return render(request, "reviews/_intake_outline_changed.html", context, status=422)
    if request.htmx:
        response = render(request, "reviews/_intake_error.html", {"error": error}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#draft-error", "outerHTML"
        return response
    context = _context(request, draft, Looking.of(request.POST), error=error, store_form=store_form)
    return render(request, "reviews/intake_draft.html", context, status=422)


def _refuse_branch(request: MemberRequest, draft: IntakeDraft, error: str) -> HttpResponse:
    if not parsed_of(draft).branches:
        return _refuse(request, draft, error)
    context = _context(request, draft, Looking.of(request.POST), branch_error=error)
    return render(request, "reviews/intake_draft.html", context, status=422)
