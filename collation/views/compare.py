"""The compare page: answers side by side, and placements of passages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from collation.assemble.collation import collate
from collation.assemble.compare import compare_record, destinations, publication_of
from collation.forms.placing import PassageForm, RowForm, TurnForm, WithdrawForm
from collation.pages.arrangement import arrange
from collation.pages.columns import columns
from collation.pages.compare import side_by_side
from collation.pages.other_turns import other_turns
from collation.tables.compare import compare_table
from reviews.access import EDIT, MARK
from reviews.domain.placements import AskedAlike, move_passage, place_passage, withdraw_placements
from reviews.domain.questions import adopt_prompt
from reviews.domain.transcripts import publish_turn
from reviews.forms import VerbForm
from reviews.models import Placement, User
from reviews.web.context import Context, comparison_act, comparison_page
from reviews.web.undo import just_placed, remember

NONE_DIVERGES = "No row diverges: wherever two have a verdict, it is the same."
NONE_ASKED = "No question is asked yet."


@comparison_page("compare")
def compare(context: Context) -> HttpResponse:
    """The table, as its reader arranged it."""
    return _show(context)


@comparison_act("compare", MARK)
def passage_place(context: Context) -> HttpResponse:
    """Move a passage to another question, or copy or remove it."""
    rows = destinations(context.comparison, collate(context.comparison, context.lens))
    form = PassageForm(context.request.POST, view=context.lens, rows=rows)
    if form.is_valid():
        with form.refusals():
            remember(context.request, _place(by=context.user, **form.cleaned_data))
            return _back(context, f"q-{context.request.POST['row']}")
    return _show(context, form)


@comparison_act("compare", MARK)
def placement_withdraw(context: Context) -> HttpResponse:
    """Take placements back, and return to their page."""
    form = WithdrawForm(context.request.POST, view=context.lens)
    if form.is_valid():
        placements, response = form.cleaned_data["placement"], context.request.POST.get("response", "")
        with form.refusals():
            withdraw_placements(comparison=context.comparison, placements=placements, by=context.user)
            if response.isascii() and response.isdecimal():
                return redirect("collation:response_detail", context.comparison.slug, response)
            return _back(context)
    return _show(context, form)


@comparison_act("compare", MARK)
def prompt_adopt(context: Context) -> HttpResponse:
    """Keep a prompt asked alike as an unscored question."""
    comparison = context.comparison
    form = RowForm(context.request.POST, rows=destinations(comparison, collate(comparison, context.lens)))
    if not form.is_valid():
        return _show(context, form)
    row = form.cleaned_data["row"]
    if isinstance(row, AskedAlike):
        row = adopt_prompt(comparison=comparison, by=context.user, prompt=row.prompt, prompt_key=row.prompt_key)
    return _back(context, f"q-{row.key}")


@comparison_act("compare", EDIT)
def turn_publish(context: Context) -> HttpResponse:
    """Set whether a turn that answers no question is published."""
    form = TurnForm(context.request.POST, view=context.lens)
    if not form.is_valid():
        return _show(context, form)
    publish_turn(**form.cleaned_data)
    return _back(context, f"turn-{form.cleaned_data['response'].pk}")


def _place(*, by: User, response: Any, start: int, end: int, how: str, row: Any, to: Any) -> list[Placement]:
    span = {"response": response, "start": start, "end": end, "by": by}
    if how == "move":
        return move_passage(**span, away_from=row, to=to)
    return [place_passage(**span, question=to if how == "also" else row, belongs=how == "also")]


def _back(context: Context, place: str = "") -> HttpResponse:
    """A redirect to a row or turn of the arranged table."""
    arranged = f"?{context.request.GET.urlencode()}" if context.request.GET else ""
    address = reverse("collation:compare", args=[context.comparison.slug])
    return redirect(f"{address}{arranged}{place and '#'}{place}")


def _show(context: Context, form: VerbForm | None = None) -> HttpResponse:
    """The page, with the errors of a refused form."""
    request, comparison = context.request, context.comparison
    collation = collate(comparison, context.lens)
    keys = [respondent.key for respondent in collation.respondents]
    asked = request.GET
    arrangement = arrange(keys, asked.getlist("columns"), asked.get("rows", ""), asked.get("density", ""))
    record = compare_record(comparison, context.lens, collation, arrangement)
    rows = side_by_side(collation, arrangement, record)
    heads = columns(collation, arrangement)
    shown = {
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
        "row_options": render_to_string("collation/compare/_row_options.html", {"collation": collation}),
        "other_turns": other_turns(collation, arrangement, publication_of(collation)),
        "open_turns": request.GET.get("turns", ""),
        "just_placed": just_placed(request, comparison),
        "refused": form.first_error if form else "",
    }
    template = "collation/compare/_side_by_side.html" if request.htmx else "collation/compare/page.html"
    return context.render(template, shown, status=422 if form else 200)
