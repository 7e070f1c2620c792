"""The compare page: the answers side by side, and a person's word on where each passage belongs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from collation.assemble.collation import collate
from collation.assemble.compare import columns, destinations, other_turns, side_by_side
from collation.forms.placing import PassageForm, RowForm, TurnForm, WithdrawForm
from collation.pages.arrangement import arrange
from collation.tables.compare import compare_table
from reviews.access import EDIT, MARK, Seat, comparison_for
from reviews.domain.comparisons import adopt_prompt
from reviews.domain.placements import AskedAlike, move_passage, place_passage, withdraw_placements
from reviews.domain.sources import publish_turn
from reviews.lens import lens
from reviews.models import Comparison, Placement, User
from reviews.refusal import Refused
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest
from reviews.web.undo import is_waiting, just_placed, remember

NONE_DIVERGES = "No row diverges: wherever two have a verdict, it is the same."
NONE_ASKED = "No question is asked yet."


@login_required
@require_safe
def compare(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The table, as its reader arranged it."""
    comparison, seat = comparison_for(request.user, slug)
    if is_waiting(request):
        return _page(request, comparison, seat)
    view = lens(request.user, comparison)
    return conditional(request, comparison, seat, view, lambda: _page(request, comparison, seat))


@login_required
@require_POST
def passage_place(request: MemberRequest, slug: str) -> HttpResponse:
    """Moves a passage under another question, shows it there too, or takes it from its own."""
    comparison, seat = comparison_for(request.user, slug, MARK)
    view = lens(request.user, comparison)
    form = PassageForm(request.POST, view=view, rows=destinations(comparison, collate(comparison, view)))
    try:
        remember(request, _place(by=request.user, **form.checked()))
    except Refused as refused:
        return _page(request, comparison, seat, refused)
    return _back(request, slug, f"q-{request.POST['row']}")


@login_required
@require_POST
def placement_withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    """Takes placements back, and returns to the page of the response where they were made there."""
    comparison, seat = comparison_for(request.user, slug, MARK)
    try:
        placements = WithdrawForm(request.POST, view=lens(request.user, comparison)).checked()["placement"]
        withdraw_placements(comparison=comparison, placements=placements, by=request.user)
    except Refused as refused:
        return _page(request, comparison, seat, refused)
    response = request.POST.get("response", "")
    if response.isascii() and response.isdecimal():
        return redirect("collation:response_detail", slug, response)
    return _back(request, slug)


@login_required
@require_POST
def prompt_adopt(request: MemberRequest, slug: str) -> HttpResponse:
    """Keeps a prompt asked alike as an unscored question."""
    comparison, seat = comparison_for(request.user, slug, MARK)
    rows = destinations(comparison, collate(comparison, lens(request.user, comparison)))
    try:
        row = RowForm(request.POST, rows=rows).checked()["row"]
    except Refused as refused:
        return _page(request, comparison, seat, refused)
    if isinstance(row, AskedAlike):
        row = adopt_prompt(comparison=comparison, by=request.user, prompt=row.prompt, prompt_key=row.prompt_key)
    return _back(request, slug, f"q-{row.key}")


@login_required
@require_POST
def turn_publish(request: MemberRequest, slug: str) -> HttpResponse:
    """Says whether a turn that answers no question is published all the same."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    try:
        asked = TurnForm(request.POST, view=lens(request.user, comparison)).checked()
    except Refused as refused:
        return _page(request, comparison, seat, refused)
    publish_turn(response=asked["response"], apart=asked["apart"])
    return _back(request, slug, f"turn-{asked['response'].pk}")


def _place(*, by: User, response: Any, start: int, end: int, how: str, row: Any, to: Any) -> list[Placement]:
    span = {"response": response, "start": start, "end": end, "by": by}
    if how == "move":
        return move_passage(**span, away_from=row, to=to)
    return [place_passage(**span, question=to if how == "also" else row, belongs=how == "also")]


def _back(request: MemberRequest, slug: str, place: str = "") -> HttpResponse:
    """To the table as it was arranged, at a row or turn of it."""
    arranged = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('collation:compare', args=[slug])}{arranged}{place and '#'}{place}")


def _page(request: MemberRequest, comparison: Comparison, seat: Seat, refused: Refused | None = None) -> HttpResponse:
    view = lens(request.user, comparison)
    collation = collate(comparison, view)
    arrangement = arrange(
        [respondent.key for respondent in collation.respondents],
        request.GET.getlist("columns"),
        request.GET.get("rows", ""),
    )
    rows = side_by_side(comparison, view, collation, arrangement)
    heads = columns(collation, arrangement)
    context = {
        "comparison": comparison,
        "seat": seat,
        "lens": view,
        "here": "compare",
        "collation": collation,
        "arrangement": arrangement,
        "columns": heads,
        "table": compare_table(
            rows,
            [column.head for column in heads if column.shown],
            empty=NONE_DIVERGES if collation.rows else NONE_ASKED,
        ),
        "shown": len(rows),
        "apart": any(piece.apart for row in rows for cell in row.cells for piece in cell.asked),
        "row_options": render_to_string("collation/_row_options.html", {"collation": collation}),
        "other_turns": other_turns(collation, arrangement),
        "open_turns": request.GET.get("turns", ""),
        "just_placed": just_placed(request, comparison),
        "refused": refused,
    }
    template = "collation/_side_by_side.html" if request.htmx else "collation/compare.html"
    return render(request, template, context, status=422 if refused else 200)
