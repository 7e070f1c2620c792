"""The page of one response: a whole turn set for reading, every part of which can be placed under a question."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from collation.assemble.collation import collate
from collation.assemble.compare import destinations
from collation.assemble.response import neighbours, whole_turn
from collation.forms.placing import SpansForm, responses
from collation.language.chunks import joined
from reviews.access import MARK, Seat, comparison_for
from reviews.domain.placements import place_passages
from reviews.lens import lens
from reviews.models import Comparison, Response
from reviews.refusal import Refused
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest
from reviews.web.undo import is_waiting, just_placed, remember

PROMPT_FOUND_BY = {
    "marker": "told by a marker in the source",
    "timestamp": "told by the time beside it",
    "heuristic": "guessed from the words",
    "format": "told by the format of the file",
    "person": "told by a person",
}


@login_required
@require_safe
def response_detail(request: MemberRequest, slug: str, response: int) -> HttpResponseBase:
    """One whole turn, replaced ones too."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)
    found = get_object_or_404(responses(view), pk=response)
    if is_waiting(request):
        return _page(request, comparison, seat, found)
    return conditional(request, comparison, seat, view, lambda: _page(request, comparison, seat, found))


@login_required
@require_POST
def response_place(request: MemberRequest, slug: str, response: int) -> HttpResponse:
    """Places parts of a turn under a question; parts that follow each other become one passage."""
    comparison, seat = comparison_for(request.user, slug, MARK)
    view = lens(request.user, comparison)
    found = get_object_or_404(responses(view), pk=response)
    form = SpansForm(request.POST, rows=destinations(comparison, collate(comparison, view)), text=found.text)
    try:
        asked = form.checked()
        spans = joined(asked["spans"], found.text)
        remember(request, place_passages(response=found, spans=spans, question=asked["to"], by=request.user))
    except Refused as refused:
        return _page(request, comparison, seat, found, refused)
    return redirect("collation:response_detail", slug, response)


def _page(
    request: MemberRequest, comparison: Comparison, seat: Seat, response: Response, refused: Refused | None = None
) -> HttpResponse:
    view = lens(request.user, comparison)
    collation = collate(comparison, view)
    before, after = neighbours(response, collation)
    context = {
        "comparison": comparison,
        "seat": seat,
        "lens": view,
        "here": "compare",
        "collation": collation,
        "response": response,
        "name": view.name(response.transcript),
        "version": view.version(response.transcript),
        "found_by": PROMPT_FOUND_BY[response.prompt_found_by],
        "may_place": seat.may_mark and not response.superseded_at,
        "source": view.source(response.transcript),
        "link": view.link(response.transcript),
        "chunks": whole_turn(response, collation),
        "before": before,
        "after": after,
        "successors": list(response.successors.current()) if response.superseded_at else [],
        "just_placed": just_placed(request, comparison),
        "refused": refused,
    }
    return render(request, "collation/response.html", context, status=422 if refused else 200)
