"""One cell of the matrix: passages, marks, settlement, support, discussion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django_htmx.http import push_url

from collation import wording
from collation.agreement.caveats import Backing, Caveats
from collation.assemble.collation import collate
from collation.assemble.facts import caveats_of, fact_reading
from collation.assemble.fragments import Fragment, html_of
from collation.cells import Cell, Collation, Passage
from collation.pages.cell_history import Event, HistoryEntry, told
from collation.pages.matrix import MatrixFilter, cell_at, evidence, next_cell
from collation.pages.priorities import first_look
from collation.tables.matrix import matrix_table
from reviews.access import EDIT, MARK
from reviews.domain.marks import (
    mark_says,
    place_mark,
    resolution_says,
    resolve_cell,
    say_support,
    support_says,
    unsay_support,
    unsettle_cell,
    withdraw_mark,
)
from reviews.domain.selections import solid
from reviews.forms import SeenForm, TakeBackForm
from reviews.forms.discussion import CommentForm
from reviews.forms.marking import MarkForm, SettleForm, SupportForm
from reviews.lens import Lens
from reviews.models import Mark, Question, Resolution, Support, Thread, Transcript
from reviews.scale import majority
from reviews.web.context import Context, comparison_act, comparison_page


@dataclass(frozen=True)
class _Place:
    """The cell that an address names, as records."""

    question: Question
    transcript: Transcript

    @property
    def scale(self) -> tuple[str, ...]:
        return self.question.scale.ranks if self.question.scale else ()

    @property
    def of_cell(self) -> dict[str, Any]:
        """What is said of the cell, as a filter."""
        return {"cell__question": self.question, "cell__transcript": self.transcript}


def _place(context: Context, question: str, respondent: str) -> _Place:
    """Raises Http404 if there is no such cell."""
    scored = context.comparison.questions.current().filter(scored=True).select_related("scale")
    return _Place(get_object_or_404(scored, key=question), context.lens.transcript(respondent))


@comparison_page("matrix")
def cell_detail(context: Context, question: str, respondent: str) -> HttpResponse:
    """The matrix with one cell open; to the panel, the panel alone."""
    collation = collate(context.comparison, context.lens)
    return _show(context, collation, _cell(collation, question, respondent))


@comparison_act("matrix", MARK)
def cell_mark(context: Context, question: str, respondent: str) -> HttpResponse:
    """Sets the viewer's mark; with `then=next`, goes on to the next cell."""
    place = _place(context, question, respondent)
    form = MarkForm(place.scale, context.request.POST)
    if form.is_valid():
        with form.refusals():
            place_mark(**vars(place), by=context.user, **form.cleaned_data)
    return _answer(context, place, "Your mark is saved.", mark_form=form)


@comparison_act("matrix", MARK)
def cell_unmark(context: Context, question: str, respondent: str) -> HttpResponse:
    """Takes the viewer's mark back."""
    place = _place(context, question, respondent)
    mark = Mark.objects.filter(**place.of_cell, reviewer=context.user).first()
    form = TakeBackForm(context.request.POST)
    if mark and form.is_valid():
        with form.refusals():
            withdraw_mark(mark=mark, by=context.user, **form.cleaned_data)
    return _answer(context, place, "Your mark is taken back.", unmark_form=form)


@comparison_act("matrix", EDIT)
def cell_settle(context: Context, question: str, respondent: str) -> HttpResponse:
    """Settles the cell for the team."""
    place = _place(context, question, respondent)
    form = SettleForm(place.scale, context.request.POST)
    if form.is_valid():
        with form.refusals():
            resolve_cell(**vars(place), by=context.user, **form.cleaned_data)
    return _answer(context, place, "Settled for the team.", settle_form=form)


@comparison_act("matrix", EDIT)
def cell_unsettle(context: Context, question: str, respondent: str) -> HttpResponse:
    """Lets the marks decide again."""
    place = _place(context, question, respondent)
    resolution = Resolution.objects.filter(**place.of_cell).first()
    form = TakeBackForm(context.request.POST)
    if resolution and form.is_valid():
        with form.refusals():
            unsettle_cell(resolution=resolution, by=context.user, **form.cleaned_data)
    return _answer(context, place, "The marks decide again.", unsettle_form=form)


@comparison_act("matrix", MARK)
def cell_support(context: Context, question: str, respondent: str) -> HttpResponse:
    """Says whether the paper backs what the cell says."""
    place = _place(context, question, respondent)
    form = SupportForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            say_support(**vars(place), by=context.user, **form.cleaned_data)
    return _answer(context, place, "Saved.", support_form=form)


@comparison_act("matrix", MARK)
def cell_unsupport(context: Context, question: str, respondent: str) -> HttpResponse:
    """Takes the word on the cell's support back."""
    place = _place(context, question, respondent)
    support = Support.objects.filter(**place.of_cell).first()
    form = TakeBackForm(context.request.POST)
    if support and form.is_valid():
        with form.refusals():
            unsay_support(support=support, by=context.user, **form.cleaned_data)
    return _answer(context, place, "Taken back.", unsupport_form=form)


def _answer(context: Context, place: _Place, done: str, **forms: SeenForm) -> HttpResponse:
    """The answer to a change, which `done` tells.

    The panel and what changed with it for htmx, else a redirect to the cell.
    A form with errors comes back as it was sent, with status 422.
    """
    request, collation = context.request, collate(context.comparison, context.lens)
    marked = cell = _cell(collation, place.question.key, context.lens.key(place.transcript))
    if any(form.errors for form in forms.values()):
        return _show(context, collation, cell, status=422, forms=forms)
    if request.POST.get("then") == "next":
        cell = next_cell(collation, marked)
    where = reverse("collation:cell_detail", args=[context.comparison.slug, cell.question.key, cell.respondent.key])
    where += MatrixFilter.asked_by(request.GET).query
    if request.htmx.target != "panel":
        messages.success(request, done)
        return redirect(f"{where}#panel")
    response = _show(context, collation, cell, done=done, changed=place.question.key)
    return response if cell is marked else push_url(response, where)


def _cell(collation: Collation, question: str, respondent: str) -> Cell:
    cell = cell_at(collation, question, respondent)
    if cell is None:
        raise Http404("There is no such cell.")
    return cell


def _show(
    context: Context,
    collation: Collation,
    cell: Cell,
    *,
    done: str = "",
    changed: str = "",
    status: int = 200,
    forms: Mapping[str, SeenForm] | None = None,
) -> HttpResponse:
    """The page, or its panel alone, with `cell` open.

    `done` tells what was done, and adds the bar and the row of the question with the key `changed`.
    """
    request, comparison, lens = context.request, context.comparison, context.lens
    facts = fact_reading(comparison, lens, collation.respondents)
    caveats = caveats_of(comparison, lens, collation, facts)
    table = matrix_table(comparison, collation, request.GET, caveats)
    shown = {
        "table": table,
        "row": table.row(changed) if done else None,
        "first": first_look(collation, facts.facts) if done or not request.htmx else (),
        "done": done,
        **_panel(context, cell, caveats),
        **(forms or {}),
    }
    panel = "collation/cell/_changed.html" if done else "collation/cell/_panel.html"
    template = panel if request.htmx.target == "panel" else "collation/matrix/page.html"
    return context.render(template, shown, status=status)


def _panel(context: Context, cell: Cell, caveats: Caveats) -> dict[str, Any]:
    """The context of the panel of a cell: five queries."""
    at = {"cell__question": cell.question.question_id, "cell__transcript": cell.respondent.transcript_id}
    own = next((mark for mark in cell.marks if mark.own), None)
    marked = mark_says(own.value, own.confidence, own.quote, own.rationale) if own else mark_says()
    settled = resolution_says(cell.resolution.value, cell.resolution.why) if cell.resolution else resolution_says()
    supported = support_says(cell.support.value, cell.support.quote) if cell.support else support_says()
    backing = caveats.cells.get((cell.question.question_id, cell.respondent.transcript_id))
    return {
        "cell": cell,
        "value": wording.value_of(cell),
        "rests_on": wording.rests_on(cell),
        "asked": wording.asked(cell),
        "passages": _passages(cell),
        "own": own,
        "listed": [mark for mark in cell.marks if not (mark.own and context.seat.may_mark)],  # else the form shows it
        "mark_form": MarkForm(cell.question.scale, stands=marked),
        "unmark_form": TakeBackForm(stands=marked),
        "settle_form": SettleForm(
            cell.question.scale,
            stands=settled,
            initial={} if cell.resolution else {"value": majority(mark.value for mark in cell.marks)},
        ),
        "unsettle_form": TakeBackForm(stands=settled),
        "support": wording.support(cell),
        "backing": backing,
        "support_form": SupportForm(stands=supported, initial={} if cell.support else _suggested(backing)),
        "unsupport_form": TakeBackForm(stands=supported),
        "threads": Thread.objects.filter(**at).for_reading(),
        "comment_form": CommentForm(),
        "history": _history(context.lens, at),
    }


def _suggested(backing: Backing | None) -> dict[str, str]:
    """The support that the paper's stored text suggests for a cell."""
    return {"value": backing.suggested, "quote": backing.quote} if backing else {}


def _passages(cell: Cell) -> list[tuple[Passage, SafeString, int]]:
    """The passages of a cell with painted evidence, as HTML.

    Each with the number of its characters that are no white space. One query if they were not shown like this before.
    """
    spans = evidence(cell)
    fragments = [Fragment.of(passage, spans.get(passage.response_id, ())) for passage in cell.reading.passages]
    html = html_of(fragments)
    return [
        (passage, html[fragment], solid(passage.text))
        for passage, fragment in zip(cell.reading.passages, fragments, strict=True)
    ]


def _history(view: Lens, at: dict[str, int]) -> list[Event]:
    """The events of a cell, newest first: three queries."""
    settled = Resolution.history.filter(**at).select_related("history_user", "created_by").order_by("history_id")
    said = Support.history.filter(**at).select_related("history_user").order_by("history_id")
    return told(
        [
            *(_entry(view, "mark", one, one.rationale, one.created_at) for one in view.mark_history().filter(**at)),
            *(_entry(view, "settlement", one, one.why, one.created_at) for one in settled),
            *(_entry(view, "support", one, one.quote, one.created_at) for one in said),
        ]
    )


def _entry(view: Lens, what: str, row: Any, why: str, judged_at: datetime) -> HistoryEntry:
    judge = {"mark": "reviewer", "settlement": "created_by"}.get(what)
    return HistoryEntry(
        what=what,
        number=row.id,
        at=row.history_date,
        did=row.history_type,
        by=view.person(row.history_user) if row.history_user else "",
        value=row.value,
        why=why,
        judged_at=judged_at,
        whose=view.person(getattr(row, judge)) if judge else "",
        confirm_again=getattr(row, "confirm_again", False),
        cause=row.history_change_reason or "",
    )
