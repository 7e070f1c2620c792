"""One cell of the matrix: its words, its marks, what the team settles on, and the discussion of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url

from collation import wording
from collation.agreement.caveats import Backing, Caveats
from collation.assemble.collation import collate
from collation.assemble.facts import caveats_of
from collation.assemble.priorities import first_look
from collation.cells import Cell, Collation, Passage
from collation.pages.cell_history import Entry, Event, told
from collation.pages.matrix import Shown, cell_at, evidence, next_cell
from collation.tables.matrix import matrix_table
from reviews.access import EDIT, MARK, READ, Seat, comparison_for
from reviews.domain.marks import (
    Evidence,
    evidence_at,
    find_evidence,
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
from reviews.lens import Lens, lens
from reviews.models import Comparison, Question, Resolution, Response, Support, Thread, Transcript, User
from reviews.richtext import fragment
from reviews.scale import majority
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest


@dataclass(frozen=True)
class _Desk:
    """A cell's address, found for one viewer."""

    comparison: Comparison
    seat: Seat
    lens: Lens
    question: Question
    transcript: Transcript

    @property
    def scale(self) -> tuple[str, ...]:
        return self.question.scale.ranks if self.question.scale else ()


def _desk(request: MemberRequest, slug: str, question: str, respondent: str, roles: frozenset[str] = READ) -> _Desk:
    comparison, seat = comparison_for(request.user, slug, roles)
    view = lens(request.user, comparison)
    scored = comparison.questions.current().filter(scored=True).select_related("scale")
    return _Desk(comparison, seat, view, get_object_or_404(scored, key=question), view.transcript(respondent))


@login_required
@require_safe
def cell_detail(request: MemberRequest, slug: str, question: str, respondent: str) -> HttpResponseBase:
    """The matrix with one cell open; to the panel, the panel alone."""
    desk = _desk(request, slug, question, respondent)

    def respond() -> HttpResponse:
        collation = collate(desk.comparison, desk.lens)
        return _show(request, desk, collation, _cell(collation, desk))

    return conditional(request, desk.comparison, desk.seat, desk.lens, respond)


@login_required
@require_POST
def cell_mark(request: MemberRequest, slug: str, question: str, respondent: str) -> HttpResponse:
    """Sets the viewer's mark; with `then=next`, goes on to the next cell."""
    desk = _desk(request, slug, question, respondent, MARK)
    form = MarkForm(desk.scale, request.POST)
    if form.is_valid():
        quote, place = form.cleaned_data.pop("evidence"), form.cleaned_data.pop("evidence_at")
        with form.refusals():
            place_mark(
                question=desk.question,
                transcript=desk.transcript,
                by=request.user,
                evidence=_evidence(desk, request.user, quote, place) if quote else None,
                **form.cleaned_data,
            )
    return _answer(request, desk, "Your mark is saved.", mark_form=form)


@login_required
@require_POST
def cell_unmark(request: MemberRequest, slug: str, question: str, respondent: str) -> HttpResponse:
    """Takes the viewer's mark back."""
    desk = _desk(request, slug, question, respondent, MARK)
    mark = desk.question.marks.filter(transcript=desk.transcript, reviewer=request.user).first()
    form = TakeBackForm(request.POST)
    if mark and form.is_valid():
        with form.refusals():
            withdraw_mark(mark=mark, by=request.user, **form.cleaned_data)
    return _answer(request, desk, "Your mark is taken back.", unmark_form=form)


@login_required
@require_POST
def cell_settle(request: MemberRequest, slug: str, question: str, respondent: str) -> HttpResponse:
    """Settles the cell for the team."""
    desk = _desk(request, slug, question, respondent, EDIT)
    form = SettleForm(desk.scale, request.POST)
    if form.is_valid():
        with form.refusals():
            resolve_cell(question=desk.question, transcript=desk.transcript, by=request.user, **form.cleaned_data)
    return _answer(request, desk, "Settled for the team.", settle_form=form)


@login_required
@require_POST
def cell_unsettle(request: MemberRequest, slug: str, question: str, respondent: str) -> HttpResponse:
    """Lets the marks decide again."""
    desk = _desk(request, slug, question, respondent, EDIT)
    resolution = desk.question.resolutions.filter(transcript=desk.transcript).first()
    form = TakeBackForm(request.POST)
    if resolution and form.is_valid():
        with form.refusals():
            unsettle_cell(resolution=resolution, by=request.user, **form.cleaned_data)
    return _answer(request, desk, "The marks decide again.", unsettle_form=form)


@login_required
@require_POST
def cell_support(request: MemberRequest, slug: str, question: str, respondent: str) -> HttpResponse:
    """Says whether the paper backs what the cell says."""
    desk = _desk(request, slug, question, respondent, MARK)
    form = SupportForm(request.POST)
    if form.is_valid():
        with form.refusals():
            say_support(question=desk.question, transcript=desk.transcript, by=request.user, **form.cleaned_data)
    return _answer(request, desk, "Saved.", support_form=form)


@login_required
@require_POST
def cell_unsupport(request: MemberRequest, slug: str, question: str, respondent: str) -> HttpResponse:
    """Takes the word on the cell's support back."""
    desk = _desk(request, slug, question, respondent, MARK)
    support = desk.question.supports.filter(transcript=desk.transcript).first()
    form = TakeBackForm(request.POST)
    if support and form.is_valid():
        with form.refusals():
            unsay_support(support=support, by=request.user, **form.cleaned_data)
    return _answer(request, desk, "Taken back.", unsupport_form=form)


def _answer(request: MemberRequest, desk: _Desk, done: str, **forms: SeenForm) -> HttpResponse:
    """After a change, which `done` tells: the panel and what changed with it to htmx, the cell's address to others.

    A form with errors comes back as it was sent, with status 422.
    """
    collation = collate(desk.comparison, desk.lens)
    marked = cell = _cell(collation, desk)
    if any(form.errors for form in forms.values()):
        return _show(request, desk, collation, cell, status=422, forms=forms)
    if request.POST.get("then") == "next":
        cell = next_cell(collation, marked)
    where = reverse("collation:cell_detail", args=[desk.comparison.slug, cell.question.key, cell.respondent.key])
    where += Shown.asked_by(request.GET).query
    if request.htmx.target != "panel":
        messages.success(request, done)
        return redirect(f"{where}#panel")
    response = _show(request, desk, collation, cell, done=done)
    return response if cell is marked else push_url(response, where)


def _cell(collation: Collation, desk: _Desk) -> Cell:
    found = cell_at(collation, desk.question.key, desk.lens.key(desk.transcript))
    if found is None:
        raise Http404("There is no such cell.")
    return found


def _show(
    request: MemberRequest,
    desk: _Desk,
    collation: Collation,
    cell: Cell,
    *,
    done: str = "",
    status: int = 200,
    forms: Mapping[str, SeenForm] | None = None,
) -> HttpResponse:
    """The page, or its panel alone, with `cell` open. `done` tells a change, and adds its row and the bar."""
    caveats = caveats_of(desk.comparison, desk.lens, collation)
    table = matrix_table(desk.comparison, collation, request.GET, caveats)
    context = {
        "comparison": desk.comparison,
        "seat": desk.seat,
        "lens": desk.lens,
        "here": "matrix",
        "table": table,
        "row": table.row(desk.question.key) if done else None,
        "first": first_look(desk.comparison, desk.lens, collation) if done or not request.htmx else (),
        "done": done,
        **_panel(request, desk, cell, caveats),
        **(forms or {}),
    }
    panel = "collation/_cell_changed.html" if done else "collation/_cell_panel.html"
    return render(request, panel if request.htmx.target == "panel" else "collation/matrix.html", context, status=status)


def _panel(request: MemberRequest, desk: _Desk, cell: Cell, caveats: Caveats) -> dict[str, Any]:
    """What the panel of a cell shows: six queries."""
    at = {"question": cell.question.question_id, "transcript": cell.respondent.transcript_id}
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
        "listed": [mark for mark in cell.marks if not (mark.own and desk.seat.may_mark)],  # else the form shows it
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
        "history": _history(desk.lens, at),
    }


def _suggested(backing: Backing | None) -> dict[str, str]:
    """What the paper's stored text suggests of a cell's support."""
    return {"value": backing.suggested, "quote": backing.quote} if backing else {}


def _evidence(desk: _Desk, by: User, quote: str, place: str) -> Evidence:
    """The quotation where it was picked; typed words where the mark before has them, else where they are found."""
    if place:
        return evidence_at(desk.transcript, place, quote)
    marks = desk.question.marks.select_related("evidence_response")
    return find_evidence(desk.transcript, quote, marks.filter(transcript=desk.transcript, reviewer=by).first())


def _passages(cell: Cell) -> list[tuple[Passage, str, int]]:
    """The passages of a cell, each with its HTML in which the evidence is painted, and how many of its characters are
    no white space."""
    spans = evidence(cell)
    html = dict(
        Response.objects.filter(pk__in={passage.response_id for passage in cell.reading.passages}).values_list(
            "pk", "html"
        )
    )
    return [
        (
            passage,
            fragment(html[passage.response_id], passage.start, passage.end, spans.get(passage.response_id, ())),
            solid(passage.text),
        )
        for passage in cell.reading.passages
    ]


def _history(view: Lens, at: dict[str, int]) -> list[Event]:
    """What became of the marks, the settlement and the support of a cell, newest first: three queries."""
    settled = Resolution.history.filter(**at).select_related("history_user", "resolved_by").order_by("history_id")
    said = Support.history.filter(**at).select_related("history_user").order_by("history_id")
    return told(
        [
            *(_entry(view, "mark", one, one.rationale, one.marked_at) for one in view.mark_history().filter(**at)),
            *(_entry(view, "settlement", one, one.why, one.resolved_at) for one in settled),
            *(_entry(view, "support", one, one.quote, one.said_at) for one in said),
        ]
    )


def _entry(view: Lens, what: str, row: Any, why: str, judged_at: datetime) -> Entry:
    judge = {"mark": "reviewer", "settlement": "resolved_by"}.get(what)
    return Entry(
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
