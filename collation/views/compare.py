"""The compare page: answers side by side, and placements of passages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse

from collation.assemble.collation import collate
from collation.assemble.compare import ComparePage, compare_page, destinations, remembered_view
from collation.cells import Collation
from collation.forms.placing import PassageForm, RowForm, TurnForm, WithdrawForm, responses
from collation.pages.anchors import anchor_of, row_with
from collation.pages.arrangement import Arrangement, arrange, says_nothing
from collation.pages.remembered import to_remember
from collation.tables.compare import compare_table
from reviews.access import EDIT, MARK
from reviews.domain.placements import AskedAlike, move_passage, place_passage, withdraw_placements
from reviews.domain.questions import adopt_prompt
from reviews.domain.remembered_views import remember_view
from reviews.domain.transcripts import publish_turn
from reviews.forms import VerbForm
from reviews.lens import Lens
from reviews.models import Placement, User
from reviews.web.conditional import conditional
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.requests import local_path
from reviews.web.undo import just_placed, remember

_MOST_OPTIONS = 50  # questions that each passage offers; of more, the page of its turn does

NONE_DIVERGES = "No row diverges: wherever two have a verdict, it is the same."
NONE_COMPARED = "Nothing can diverge yet: no row shows you two verdicts to compare. Mark some cells first."
NONE_FOUND = "No row holds what you look for."
NO_DIVERGING_FOUND = "No diverging row holds what you look for."
NONE_ASKED = "No question is asked yet."


@comparison_view("compare")
def compare(context: Context) -> HttpResponseBase:
    """The table, as its reader arranged it.

    An address that leaves the view open leads to the one that they had last.
    """
    request, remembered = context.request, remembered_view(context.comparison, context.lens)
    if remembered and says_nothing(dict(request.GET.lists())):
        kept = request.GET.copy()
        kept.update(remembered.arranged)
        return redirect(f"{request.path}?{kept.urlencode(safe=',')}")
    version = (*context.version, remembered)
    return conditional(request, version, lambda: _show(context, remembered=remembered))


@comparison_view("compare", methods=("POST",))
def arrangement_choose(context: Context) -> HttpResponse:
    """Arrange the page, and remember that for this person."""
    asked = QueryDict(view[1:]) if (view := context.request.POST.get("view")) else context.request.POST
    columns = {context.lens.key(column): column.pk for column in context.lens.columns}
    arrangement = arrange(list(columns), dict(asked.lists()))
    arranged = to_remember(arrangement, columns)
    remember_view(comparison=context.comparison, by=context.user, arranged=arranged)
    return redirect(f"{reverse('collation:compare', args=[context.comparison.slug])}{arrangement.query}")


@comparison_view("compare")
def words_detail(context: Context, response: int, start: int, end: int) -> HttpResponse:
    """The page that shows these words of a response best."""
    turn = get_object_or_404(responses(context.lens), pk=response)
    words = anchor_of(f"{response}-{start}-{end}")
    if words is None or end > len(turn.text):
        raise Http404("There are no such words.")
    row = row_with(collate(context.comparison, context.lens), words)
    if row is None:
        address = reverse("collation:response_detail", args=[context.comparison.slug, response])
        return redirect(f"{address}?words={words.key}#{words.id}")
    address = reverse("collation:compare", args=[context.comparison.slug])
    return redirect(f"{address}?words={words.key}&row={row.question.key}#{words.id}")


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
        back = local_path(context.request.POST.get("next", ""))
        with form.refusals():
            withdraw_placements(comparison=context.comparison, placements=placements, by=context.user)
            if back:
                messages.success(context.request, "The words are where they were.")
                return redirect(back)
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


def _show(context: Context, form: VerbForm | None = None, remembered: Arrangement | None = None) -> HttpResponse:
    """The page, with the errors of a refused form."""
    request, comparison = context.request, context.comparison
    page = compare_page(comparison, context.lens, dict(request.GET.lists()))
    collation, arrangement = page.board.collation, page.board.arrangement
    shown = {
        "page": page,
        "collation": collation,
        "arrangement": arrangement,
        "remembered": remembered,
        "table": compare_table(page.rows, page.heads, empty=_nothing(page), strip=bool(arrangement.strip)),
        "reading": _read_first(page),
        "row_options": _row_options(collation, context.lens),
        "open_turns": request.GET.get("turns", ""),
        "just_placed": just_placed(request, comparison),
        "refused": form.first_error if form else "",
    }
    template = "collation/compare/_side_by_side.html" if request.htmx else "collation/compare/page.html"
    return context.render(template, shown, status=422 if form else 200)


def _row_options(collation: Collation, view: Lens) -> str:
    """The questions that every passage offers.

    "" if they are too many to be repeated.
    """
    if not 1 < len(collation.rows) <= _MOST_OPTIONS:
        return ""
    return render_to_string("collation/compare/_row_options.html", {"collation": collation, "lens": view})


def _nothing(page: ComparePage) -> str:
    """What the table says without rows."""
    rows, arrangement = page.board.collation.rows, page.board.arrangement
    if not rows:
        return NONE_ASKED
    if arrangement.diverging and all(row.divergence is None for row in rows):
        return NONE_COMPARED
    if arrangement.diverging and not any(row.divergence for row in rows):
        return NONE_DIVERGES
    return NO_DIVERGING_FOUND if arrangement.diverging else NONE_FOUND


def _read_first(page: ComparePage) -> str:
    """The column that a phone shows first.

    It is that of the words asked for, if there are any.
    """
    linked = (cell.respondent.key for row in page.rows for cell in (*row.cells, *row.strip) if cell.linked)
    return next(linked, next(iter(page.board.arrangement.columns), ""))
