"""The queue of cells in conflict, and what editors do there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from collation.assemble.conflicts import queue_of, threads_on_cells
from collation.pages.conflicts import Conflict, Unanimous
from collation.wording import several
from reviews.access import EDIT
from reviews.domain.marks import resolution_says, unsettle_cell
from reviews.domain.optimistic_lock import token
from reviews.domain.settling import (
    UnanimousCell,
    leave_open,
    settle_conflict,
    settle_together,
    take_up_again,
    undo_settlements,
)
from reviews.domain.undoing import undo_settlement
from reviews.forms import SeenForm, TakeBackForm
from reviews.forms.settling import ConflictForm, LeaveForm, TogetherForm, UndoForm
from reviews.models import Question, Transcript
from reviews.refusal import Refused
from reviews.scale import word
from reviews.web.context import Context, comparison_act, comparison_page


@comparison_page("conflicts")
def conflict_list(context: Context) -> HttpResponse:
    """The cells on which reviewers differ, the widest first."""
    return _show(context)


@comparison_act("conflicts", EDIT)
def conflict_settle(context: Context, question: str, respondent: str) -> HttpResponse:
    """Settle a cell whose marks differ."""
    asked, transcript = _cell(context, question, respondent)
    form = ConflictForm(
        asked.scale.ranks if asked.scale else (), context.request.POST, of=f"conflict-{question}-{respondent}"
    )
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            settle_conflict(question=asked, transcript=transcript, by=context.user, **given)
            done = f"{context.lens.name(transcript)}, {asked.text}: settled as {word(given['value'])}."
            return _told(context, done, (question, respondent), given["value"], given["why"])
    return _show(context, (question, respondent), settle_form=form)


@comparison_act("conflicts", EDIT)
def conflict_leave(context: Context, question: str, respondent: str) -> HttpResponse:
    """Leave a conflict open with a note, or take it up again."""
    asked, transcript = _cell(context, question, respondent)
    if "again" in context.request.POST:
        take_up_again(question=asked, transcript=transcript, by=context.user)
        return _next(context, f"conflict-{question}-{respondent}")
    form = LeaveForm(context.request.POST, of=f"leave-{question}-{respondent}")
    if form.is_valid():
        with form.refusals():
            leave_open(question=asked, transcript=transcript, by=context.user, **form.cleaned_data)
            messages.success(context.request, "Left open. It stands at the end of the queue, with your note.")
            return _next(context)
    return _show(context, (question, respondent), leave_form=form)


@comparison_act("conflicts", EDIT)
def conflict_reopen(context: Context, question: str, respondent: str) -> HttpResponse:
    """Reopen a settled cell: the marks decide again."""
    asked, transcript = _cell(context, question, respondent)
    form = TakeBackForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            unsettle_cell(question=asked, transcript=transcript, by=context.user, **form.cleaned_data)
            done = f"{context.lens.name(transcript)}, {asked.text}: reopened."
            return _told(context, done, (question, respondent))
    return _show(context, (question, respondent), reopen_form=form)


@comparison_act("conflicts", EDIT)
def conflict_undo(context: Context, question: str, respondent: str) -> HttpResponse:
    """Undo the viewer's last settlement of a cell, or reopening."""
    asked, transcript = _cell(context, question, respondent)
    seen = context.request.GET.get("seen", "")
    try:
        undo_settlement(question=asked, transcript=transcript, by=context.user, seen=seen)
    except Refused as refused:
        messages.info(context.request, str(refused))
    return _next(context, f"conflict-{question}-{respondent}")


@comparison_act("conflicts", EDIT)
def settle_unanimous(context: Context) -> HttpResponse:
    """Settle the chosen unanimous cells together."""
    offered = {key(one): one for one in queue_of(context.comparison, context.lens).unanimous}
    form = TogetherForm(list(offered), context.request.POST)
    if form.is_valid():
        with form.refusals():
            chosen = [_unanimous(context, offered[each]) for each in form.cleaned_data["cells"]]
            settled = settle_together(comparison=context.comparison, by=context.user, cells=chosen)
            undo = reverse("collation:settlements_undo", args=[context.comparison.slug])
            at = urlencode({"at": settled[0].created_at.isoformat()})
            done = f"{several(len(settled), 'cell')} settled together."
            messages.success(context.request, done, extra_tags=f"{undo}?{at}")
            return _next(context)
    return _show(context, together_form=form)


@comparison_act("conflicts", EDIT)
def settlements_undo(context: Context) -> HttpResponse:
    """Take back settlements that were made together."""
    form = UndoForm(context.request.GET)
    if form.is_valid():
        undone = undo_settlements(comparison=context.comparison, by=context.user, at=form.cleaned_data["at"])
        messages.success(context.request, f"{several(undone, 'cell')} reopened.")
    return _next(context)


def key(one: Unanimous) -> str:
    """What stands for a unanimous cell and its marks in the form."""
    return f"{one.cell.question.key}/{one.cell.respondent.key}/{one.marks}"


def _cell(context: Context, question: str, respondent: str) -> tuple[Question, Transcript]:
    questions = context.comparison.questions.current().select_related("scale")
    return get_object_or_404(questions, key=question), context.lens.transcript(respondent)


def _unanimous(context: Context, one: Unanimous) -> UnanimousCell:
    return UnanimousCell(*_cell(context, one.cell.question.key, one.cell.respondent.key), one.value, one.marks)


def _named(context: Context, at: tuple[str, str]) -> str:
    """A cell by its names: "Ada · Is it safe?"."""
    question, transcript = _cell(context, *at)
    return f"{context.lens.name(transcript)} · {question.text}"


def _told(context: Context, done: str, at: tuple[str, str], *settled: str) -> HttpResponse:
    """Tell what was done with a settlement, and go on.

    The message has its undo. `settled` is what it says now: the value and why.
    """
    undo = reverse("collation:conflict_undo", args=[context.comparison.slug, *at])
    seen = token(resolution_says(*settled))
    messages.success(context.request, done, extra_tags=f"{undo}?seen={seen}")
    return _next(context, "conflicts" if settled else f"conflict-{at[0]}-{at[1]}")


def _next(context: Context, anchor: str = "conflicts") -> HttpResponse:
    """Redirect to the queue, at its top or at one cell."""
    return redirect(f"{reverse('collation:conflict_list', args=[context.comparison.slug])}#{anchor}")


def _show(
    context: Context,
    at: tuple[str, str] | None = None,
    *,
    together_form: TogetherForm | None = None,
    **forms: SeenForm,
) -> HttpResponse:
    """The page; a refused form stands at its cell, with status 422."""
    found = queue_of(context.comparison, context.lens)
    threads = threads_on_cells(context.comparison, context.lens, found)
    refused = {f"conflict-{at[0]}-{at[1]}": forms} if at else {}
    shown = {
        "queue": found,
        "conflicts": [_laid_out(one, threads, refused.get(one.anchor, {})) for one in found.conflicts],
        "left_open": [_laid_out(one, threads, refused.get(one.anchor, {})) for one in found.left_open],
        "unanimous": [(key(one), one) for one in found.unanimous],
        "settled": [(one, _reopening(one.cell, refused.get(one.anchor, {}))) for one in found.settled],
        "refused": next(iter(forms.values()), None),
        "refused_at": _named(context, at) if at else "",
        "together_form": together_form,
    }
    return context.render("collation/conflicts/page.html", shown, status=422 if forms or together_form else 200)


def _laid_out(conflict: Conflict, threads: Any, refused: dict[str, SeenForm]) -> dict[str, Any]:
    """A conflict with its threads and forms."""
    cell, left = conflict.cell, conflict.left_open
    of = conflict.anchor
    marks = {"marks": conflict.marks}
    return {
        "conflict": conflict,
        "threads": threads.get((cell.question.question_id, cell.respondent.transcript_id), ()),
        "settle_form": refused.get("settle_form")
        or ConflictForm(cell.question.scale, of=of, stored=resolution_says(), initial=marks),
        "leave_form": refused.get("leave_form")
        or LeaveForm(of=of.replace("conflict", "leave", 1), stored={"note": left.note if left else ""}),
    }


def _reopening(cell: Any, refused: dict[str, SeenForm]) -> SeenForm:
    says = resolution_says(cell.resolution.value, cell.resolution.why)
    return refused.get("reopen_form") or TakeBackForm(stored=says)
