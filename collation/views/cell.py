"""One cell of the matrix: passages, marks, settlement, support, discussion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import push_url, reswap

from collation import wording
from collation.agreement.caveats import Backing, Caveats
from collation.assemble.cell_history import history_of
from collation.assemble.cell_panel import next_place, passages_of, taken_away
from collation.assemble.collation import collate
from collation.assemble.conclusions import team_answers
from collation.assemble.facts import caveats_of, fact_reading
from collation.assemble.queue import guidelines_for, queue_of, said_of_mark
from collation.cells import Cell, Collation
from collation.pages.later_rounds import again
from collation.pages.matrix import MatrixFilter, cell_at
from collation.pages.priorities import first_look
from collation.pages.suggestions import shown_suggestions
from collation.tables.matrix import matrix_table
from reviews.access import EDIT, MARK
from reviews.domain.marks import (
    mark_said,
    mark_says,
    place_mark,
    resolution_said,
    resolution_says,
    resolve_cell,
    say_support,
    support_said,
    support_says,
    unsay_support,
    unsettle_cell,
    withdraw_mark,
)
from reviews.domain.optimistic_lock import token
from reviews.domain.readers import dismiss_verdict, restore_verdict
from reviews.domain.undoing import undo_mark, undo_settlement, undo_support
from reviews.forms import TakeBackForm, VerbForm
from reviews.forms.discussion import CommentForm
from reviews.forms.marking import MarkForm, SettleForm, SuggestionForm, SupportForm
from reviews.models import Question, Transcript
from reviews.prepared import prepared
from reviews.refusal import Refused
from reviews.scale import majority, word
from reviews.web.context import Context, comparison_act, comparison_page
from reviews.web.undo import Judged, undone


@dataclass(frozen=True)
class _Place:
    """The cell that an address names, as records."""

    question: Question
    transcript: Transcript

    @property
    def scale(self) -> tuple[str, ...]:
        return self.question.scale.ranks if self.question.scale else ()

    def address(self, context: Context) -> str:
        """The address of the cell.

        It keeps what the matrix is filtered by.
        """
        keys = context.comparison.slug, self.question.key, context.lens.key(self.transcript)
        return reverse("collation:cell_detail", args=keys) + MatrixFilter.asked_by(context.request.GET).query

    def undo(self, context: Context, kind: str, says: Mapping[str, Any]) -> str:
        """The address that undoes what left a judgement so."""
        keys = context.comparison.slug, self.question.key, context.lens.key(self.transcript)
        kept = MatrixFilter.asked_by(context.request.GET).parameters
        return f"{reverse(f'collation:{kind}_undo', args=keys)}?{urlencode({**kept, 'seen': token(says)})}"


def _place(context: Context, question: str, respondent: str) -> _Place:
    """Raises Http404 if there is no such cell."""
    asked = _scored.first(context.comparison.pk, question)
    if asked is None:
        raise Http404("There is no such question.")
    asked.comparison = context.comparison
    return _Place(asked, context.lens.transcript(respondent))


@prepared
def _scored(comparison: int, key: str) -> QuerySet[Question]:
    asked = Question.objects.current().filter(comparison=comparison, scored=True, key=key)
    return asked.select_related("scale").order_by()


@comparison_page("matrix")
def cell_detail(context: Context, question: str, respondent: str) -> HttpResponse:
    """The matrix with one cell open; to the panel, the panel alone."""
    return _show(context, _place(context, question, respondent))


@comparison_page("matrix")
def cell_history(context: Context, question: str, respondent: str) -> HttpResponse:
    """Who did what in a cell; to the panel, the list alone."""
    place = _place(context, question, respondent)
    cell = _cell(collate(context.comparison, context.lens, {place.question.pk}), context, place)
    template = "collation/cell/_events.html" if context.request.htmx else "collation/cell/history.html"
    return context.render(template, {"cell": cell, "history": history_of(context.lens, cell)})


@comparison_page("matrix")
def cell_words(context: Context, question: str, respondent: str) -> HttpResponse:
    """The words and marks of a cell, to stand in another page.

    A page that asks for it itself is the cell.
    """
    place = _place(context, question, respondent)
    if not context.request.htmx:
        return redirect(f"{place.address(context)}#panel")
    cell = _cell(collate(context.comparison, context.lens, {place.question.pk}), context, place)
    shown = {
        "cell": cell,
        "passages": passages_of(context.comparison, context.lens, cell),
        "listed": cell.marks,
    }
    return context.render("collation/cell/_words.html", shown)


@comparison_act("matrix", MARK)
def cell_mark(context: Context, question: str, respondent: str) -> HttpResponse:
    """Sets the viewer's mark; with `then=next`, goes on to the next cell."""
    place = _place(context, question, respondent)
    form = MarkForm(place.scale, context.request.POST)
    if form.is_valid():
        with form.refusals():
            mark = place_mark(**vars(place), by=context.user, **form.cleaned_data)
            context.forget_draft()
            done = said_of_mark(context.comparison, context.lens, place.question, place.transcript, mark.value)
            return _answer(context, place, done, place.undo(context, "mark", mark_said(mark)), mark_form=form)
    return _refuse(context, place, mark_form=form)


@comparison_act("matrix", MARK)
def mark_undo(context: Context, question: str, respondent: str) -> HttpResponse:
    """Undoes the viewer's last act on their mark."""
    verb = partial(undo_mark, form=f"mark-{question}-{respondent}")
    return _undo(context, _place(context, question, respondent), verb)


@comparison_act("matrix", MARK)
def cell_unmark(context: Context, question: str, respondent: str) -> HttpResponse:
    """Takes the viewer's mark back."""
    place = _place(context, question, respondent)
    form = TakeBackForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            withdraw_mark(**vars(place), by=context.user, **form.cleaned_data)
            return _answer(context, place, "Your mark is taken back.", place.undo(context, "mark", mark_says()))
    return _refuse(context, place, unmark_form=form)


@comparison_act("matrix", EDIT)
def cell_settle(context: Context, question: str, respondent: str) -> HttpResponse:
    """Settles the cell for the team."""
    place = _place(context, question, respondent)
    form = SettleForm(place.scale, context.request.POST)
    if form.is_valid():
        with form.refusals():
            settled = resolve_cell(**vars(place), by=context.user, **form.cleaned_data)
            undo = place.undo(context, "settlement", resolution_said(settled))
            return _answer(context, place, f"Settled for the team as {word(settled.value)}.", undo)
    return _refuse(context, place, settle_form=form)


@comparison_act("matrix", EDIT)
def settlement_undo(context: Context, question: str, respondent: str) -> HttpResponse:
    """Undoes the viewer's last act on the settlement."""
    return _undo(context, _place(context, question, respondent), undo_settlement)


@comparison_act("matrix", EDIT)
def cell_unsettle(context: Context, question: str, respondent: str) -> HttpResponse:
    """Lets the marks decide again."""
    place = _place(context, question, respondent)
    form = TakeBackForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            unsettle_cell(**vars(place), by=context.user, **form.cleaned_data)
            undo = place.undo(context, "settlement", resolution_says())
            return _answer(context, place, "The marks decide again.", undo)
    return _refuse(context, place, unsettle_form=form)


@comparison_act("matrix", MARK)
def cell_support(context: Context, question: str, respondent: str) -> HttpResponse:
    """Says whether the paper backs what the cell says."""
    place = _place(context, question, respondent)
    form = SupportForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            support = say_support(**vars(place), by=context.user, **form.cleaned_data)
            return _answer(context, place, "Saved.", place.undo(context, "support", support_said(support)))
    return _refuse(context, place, support_form=form)


@comparison_act("matrix", MARK)
def support_undo(context: Context, question: str, respondent: str) -> HttpResponse:
    """Undoes the viewer's last word on the support."""
    return _undo(context, _place(context, question, respondent), undo_support)


@comparison_act("matrix", MARK)
def cell_unsupport(context: Context, question: str, respondent: str) -> HttpResponse:
    """Takes the word on the cell's support back."""
    place = _place(context, question, respondent)
    form = TakeBackForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            unsay_support(**vars(place), by=context.user, **form.cleaned_data)
            return _answer(context, place, "Taken back.", place.undo(context, "support", support_says()))
    return _refuse(context, place, unsupport_form=form)


@comparison_act("matrix", MARK)
def suggestion_dismiss(context: Context, question: str, respondent: str) -> HttpResponse:
    """Dismisses a value that readers suggest for the cell."""
    place = _place(context, question, respondent)
    form = SuggestionForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            dismiss_verdict(**vars(place), by=context.user, **form.cleaned_data)
            return _answer(context, place, "Dismissed: no reader suggests it here again.")
    return _refuse(context, place, suggestion_form=form)


@comparison_act("matrix", MARK)
def suggestion_restore(context: Context, question: str, respondent: str) -> HttpResponse:
    """Lets readers suggest a dismissed value again."""
    place = _place(context, question, respondent)
    form = SuggestionForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            restore_verdict(**vars(place), by=context.user, **form.cleaned_data)
            return _answer(context, place, "It is suggested again.")
    return _refuse(context, place, suggestion_form=form)


def _undo(context: Context, place: _Place, verb: Callable[..., Judged]) -> HttpResponse:
    """The answer to an undo: what is so again, or why not."""
    try:
        done = undone(verb(**vars(place), by=context.user, seen=context.request.GET.get("seen", "")))
    except Refused as refused:
        done = str(refused)
    return _answer(context, place, done)


def _refuse(context: Context, place: _Place, **forms: VerbForm) -> HttpResponse:
    """A form with errors comes back as it was sent: 422."""
    return _show(context, place, status=422, forms=forms)


def _answer(
    context: Context, place: _Place, done: str, undo: str = "", mark_form: MarkForm | None = None
) -> HttpResponse:
    """The answer to a change, which `done` tells and `undo` undoes.

    The panel and what changed with it for htmx, else a redirect to the cell. With `then=next` the panel is that of the
    next cell. Of a mark, what it changed in the panel alone.
    """
    request = context.request
    following = place
    if request.POST.get("then") == "next":
        following = _Place(*next_place(context.comparison, context.lens, place.question, place.transcript))
    where = following.address(context)
    if request.htmx.target != "panel":
        messages.success(request, done, extra_tags=undo)
        return redirect(f"{where}#panel")
    if mark_form and following is place and "redraw" not in request.POST:
        return _marked(context, place, done, undo)
    answer = _show(context, following, done=done, undo=undo, changed=place)
    return answer if request.htmx.current_url_abs_path == where else push_url(answer, where)


def _cell(collation: Collation, context: Context, place: _Place) -> Cell:
    cell = cell_at(collation, place.question.key, context.lens.key(place.transcript))
    if cell is None:
        raise Http404("There is no such cell.")
    return cell


def _show(
    context: Context,
    place: _Place,
    *,
    done: str = "",
    undo: str = "",
    changed: _Place | None = None,
    status: int = 200,
    forms: Mapping[str, VerbForm] | None = None,
) -> HttpResponse:
    """The page, or its panel alone, with a cell open.

    The panel needs its own row, and that of the cell that `changed`: what was `done` there is told.
    """
    request, comparison, lens = context.request, context.comparison, context.lens
    alone = request.htmx.target == "panel"
    shown = changed or place
    only = {place.question.pk, shown.question.pk} if alone else None
    collation = collate(comparison, lens, only)
    cell = _cell(collation, context, place)
    facts = fact_reading(comparison, lens, collation.respondents)
    caveats = caveats_of(comparison, lens, collation, facts)
    answers = {} if alone else team_answers(comparison, lens)
    table = matrix_table(comparison, collation, request.GET, caveats, shown.question.key if alone else None, answers)
    values = {
        "table": table,
        "cells": table.changed(shown.question.key, lens.key(shown.transcript)) if changed else (),
        "first": () if alone else first_look(collation, facts.facts),
        "own_queue": None if alone else queue_of(comparison, lens, collation),
        "done": done,
        "undo": undo,
        **_panel(context, cell, caveats),
        **(forms or {}),
    }
    panel = "collation/cell/_changed.html" if changed else "collation/cell/_panel.html"
    return context.render(panel if alone else "collation/matrix/page.html", values, status=status)


def _marked(context: Context, place: _Place, done: str, undo: str) -> HttpResponse:
    """What a mark changed.

    Parts of the open panel, the cell, and the spread of its row.
    """
    request, comparison, lens = context.request, context.comparison, context.lens
    collation = collate(comparison, lens, {place.question.pk})
    cell = _cell(collation, context, place)
    caveats = caveats_of(comparison, lens, collation, fact_reading(comparison, lens, collation.respondents))
    table = matrix_table(comparison, collation, request.GET, caveats)
    shown = {
        "table": table,
        "cells": table.changed(cell.question.key, cell.respondent.key),
        "done": done,
        "undo": undo,
        "passages": passages_of(comparison, lens, cell, annotated=True) if request.POST.get("evidence") else (),
        **_judged(context, cell),
    }
    return reswap(context.render("collation/cell/_marked.html", shown), "none")


def _judged(context: Context, cell: Cell) -> dict[str, Any]:
    """The context of the parts of a panel that a mark changes."""
    own = next((mark for mark in cell.marks if mark.own), None)
    marked = mark_says(own.value, own.confidence, own.quote, own.rationale) if own else mark_says()
    return {
        "cell": cell,
        "value": wording.value_of(cell),
        "rests_on": wording.rests_on(cell),
        "own": own,
        "marked": marked,
        "mark_seen": token(marked),
        "listed": [mark for mark in cell.marks if not (mark.own and context.seat.may_mark)],  # else the form shows it
        "suggestions": shown_suggestions(cell),
    }


def _panel(context: Context, cell: Cell, caveats: Caveats) -> dict[str, Any]:
    """The context of the panel of a cell: five queries."""
    question, transcript = cell.question.question_id, cell.respondent.transcript_id
    at = {"thread__cell__question": question, "thread__cell__transcript": transcript}
    judged = _judged(context, cell)
    settled = resolution_says(cell.resolution.value, cell.resolution.why) if cell.resolution else resolution_says()
    supported = support_says(cell.support.value, cell.support.quote) if cell.support else support_says()
    backing = caveats.cells.get((question, transcript))
    return {
        **judged,
        "asked": wording.asked(cell),
        "again": again(cell),
        "taken_away": taken_away(context.lens, cell),
        "guidelines": guidelines_for(context.comparison, cell),
        "passages": passages_of(context.comparison, context.lens, cell, annotated=True),
        "mark_form": MarkForm(cell.question.scale, stored=judged["marked"], initial=_quoted(context, transcript)),
        "unmark_form": TakeBackForm(stored=judged["marked"]),
        "settle_form": SettleForm(
            cell.question.scale,
            stored=settled,
            initial={} if cell.resolution else {"value": majority(mark.value for mark in cell.marks)},
        ),
        "unsettle_form": TakeBackForm(stored=settled),
        "support": wording.support(cell),
        "backing": backing,
        "support_form": SupportForm(stored=supported, initial={} if cell.support else _suggested(backing)),
        "unsupport_form": TakeBackForm(stored=supported),
        "threads": context.lens.comments().filter(**at).by_thread(),
        "comment_form": CommentForm(),
    }


def _quoted(context: Context, transcript: int) -> dict[str, str]:
    """The words of an annotation as evidence of a mark."""
    number = context.request.GET.get("annotation", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return {}
    named = context.lens.annotations().filter(pk=number, orphaned=False, response__transcript=transcript).first()
    return {"evidence": named.quotation, "evidence_at": f"{named.response_id}:{named.start}+0"} if named else {}


def _suggested(backing: Backing | None) -> dict[str, str]:
    """The support that the paper's stored text suggests for a cell."""
    return {"value": backing.suggested, "quote": backing.quote} if backing else {}
