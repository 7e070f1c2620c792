"""The page of a draft, and the answers to its corrections."""

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

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from reviews.access import EDIT
from reviews.domain.documents import as_read, parsed_of
from reviews.domain.draft_corrections import is_corrected
from reviews.domain.drafts import additions_of, drafts_of
from reviews.domain.ended_drafts import DraftEnded, ended_draft
from reviews.domain.round_sheets import sheet_named_in
from reviews.forms.drafts import WITHIN_A_DOCUMENT, StoreForm, VoiceForm
from reviews.intake.corrections import difference, piece_at
from reviews.intake.document import Parsed
from reviews.intake.doubts import Doubt, doubts
from reviews.intake.outline import PIECES_ON_A_PAGE, outline, tally
from reviews.intake.page.newest_first import BACKWARDS, TURNED
from reviews.intake.reexport import first_new
from reviews.models import EndedDraft, IntakeDraft, RespondentKind
from reviews.web.context import Context, View, comparison_view
from reviews.web.requests import lead

MOST_TO_FOLD, MOST_TO_OPEN = 2_000, 400_000
"""Lengths in characters.

Shorter documents are not folded, longer ones cannot be opened as a whole.
"""
MOST_SWAPPED = 12
"""The most pieces that are swapped one by one.

If more change, all pieces of the page are sent again.
"""
MOST_DOUBTS = 100
"""How many doubts a page lists at once."""
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
            open_draft = open_drafts(context).filter(pk=draft).first()
            if open_draft is not None:
                with suppress(DraftEnded):
                    return view(context, open_draft, **address)
            ended_here(context, draft)
            return lead(context.request, "reviews:draft_detail", context.comparison.slug, draft)

        return with_draft

    return decorate


def open_drafts(context: Context) -> QuerySet[IntakeDraft]:
    heavy = ("data", "source__data", "source__text", "continues__data")
    drafts = drafts_of(context.user, context.comparison).defer(None).defer(*heavy)
    return drafts.select_related("comparison__team", "source", "continues")


def ended_here(context: Context, draft: int) -> EndedDraft:
    ended = ended_draft(user=context.user, comparison=context.comparison, draft=draft)
    if ended is None:
        raise Http404("There is no such draft.")
    return ended


def shown_draft(
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
        "may_turn_over": parsed.newest_first or not {TURNED, BACKWARDS}.isdisjoint(parsed.warnings),
        "kinds": RespondentKind.choices,
        "seen": _state(draft),
        "corrected": draft.source_id is None or is_corrected(draft),
        **_to_look_at(draft, parsed, looking),
        "to_store": sum(count.answers > 0 for count in counted),
        "branches": [(branch, branch.date and date.fromisoformat(branch.date)) for branch in parsed.branches],
        "branch_error": branch_error,
        **_what_is_new(draft, parsed),
        "wrong_voice": None if wrong_voice is None else wrong_voice[0],
        "error": error,
        "answers": sheet_named_in(draft.comparison, parsed.text),
        "store_form": store_form or StoreForm(parsed=parsed),
    }


def _to_look_at(draft: IntakeDraft, parsed: Parsed, looking: Looking) -> dict[str, Any]:
    """What is not settled, each with the address of its place."""
    index_at = {piece.start: index for index, piece in enumerate(parsed.pieces)}
    found = doubts(parsed)

    def address(doubt: Doubt) -> str:
        if doubt.kind == "name":
            return f"#store-{doubt.key.replace('-', '_')}"
        start = doubt.place and doubt.place[0]
        return "" if start is None else looking.url(draft, index_at[start] // PIECES_ON_A_PAGE + 1, start)

    return {
        "doubts": [(doubt, address(doubt)) for doubt in found[:MOST_DOUBTS]],
        "doubts_left_out": max(0, len(found) - MOST_DOUBTS),
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


def _state(draft: IntakeDraft) -> str:
    """A checksum of the state that a page shows of a draft.

    A form that carries another one comes from a stale page. Keys are sorted, since PostgreSQL does not keep their
    order.
    """
    return f"{crc32(json.dumps(draft.parsed, sort_keys=True).encode()):08x}"


def is_stale(context: Context, draft: IntakeDraft) -> bool:
    return context.request.POST.get("seen", _state(draft)) != _state(draft)


def show_change(
    context: Context, draft: IntakeDraft, before: Parsed, place: int | None, *, stale: bool = False
) -> HttpResponse:
    """The answer to a correction.

    htmx gets the changed pieces, or all of them if its page is stale. Without htmx it is a redirect to `place`, by
    default the first changed piece.
    """
    after, looking = parsed_of(draft), Looking.of(context.request.POST)
    if not stale and (before.pieces, before.voices) == (after.pieces, after.voices):
        return _show_settled(context, draft, looking)
    gone, first, last = _difference(before, after)
    place = after.pieces[min(first, len(after.pieces) - 1)].start if place is None else place
    index = piece_at(after, place)
    if not context.request.htmx:
        return redirect(looking.url(draft, index // PIECES_ON_A_PAGE + 1, after.pieces[index].start))
    error = CHANGED_ELSEWHERE if stale else ""
    shown = shown_draft(context, draft, looking, at=after.pieces[index].start, error=error)
    if stale or before.voices != after.voices or len(gone) + last - first > MOST_SWAPPED or not gone:
        return context.render("reviews/draft/_outline_changed.html", shown)
    shown |= {"parts": outline(after, first, last, looking.opened), "gone": gone[1:]}
    response = context.render("reviews/draft/_parts_changed.html", shown)
    response["HX-Retarget"], response["HX-Reswap"] = f"#piece-{gone[0]}", "outerHTML"
    return response


def _show_settled(context: Context, draft: IntakeDraft, looking: Looking) -> HttpResponse:
    """The answer to a correction that changes no piece."""
    if not context.request.htmx:
        address = reverse("reviews:draft_detail", args=[context.comparison.slug, draft.pk])
        return redirect(f"{address}?page={looking.page}#to-look-at")
    response = context.render("reviews/draft/_side_changed.html", shown_draft(context, draft, looking))
    response["HX-Reswap"] = "none"
    return response


def _difference(before: Parsed, after: Parsed) -> tuple[list[int], int, int]:
    """The starts of the removed pieces, and the range of new ones.

    The range is (first, last), without the last. The piece after them counts as changed, since it shows whether a
    respondent begins there.
    """
    start, old_end, new_end = difference(before.pieces, after.pieces)
    follows = int(old_end < len(before.pieces))
    return [piece.start for piece in before.pieces[start : old_end + follows]], start, new_end + follows


def refuse(context: Context, draft: IntakeDraft, error: str, *, store_form: StoreForm | None = None) -> HttpResponse:
    request = context.request
    if request.htmx and is_stale(context, draft):
        shown = shown_draft(context, draft, Looking.of(request.POST), error=CHANGED_ELSEWHERE)
        return context.render("reviews/draft/_outline_changed.html", shown, status=422)
    if request.htmx:
        response = context.render("reviews/draft/_error.html", {"error": error}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#draft-error", "outerHTML"
        return response
    shown = shown_draft(context, draft, Looking.of(request.POST), error=error, store_form=store_form)
    return context.render("reviews/draft/page.html", shown, status=422)
