"""The queue of a reviewer: one cell at a time."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_htmx.http import push_url

from collation import wording
from collation.assemble.cell_panel import passages_of, taken_away, whole_answer
from collation.assemble.collation import collate
from collation.assemble.queue import guidelines_for, queue_of, said_of_mark
from collation.cells import Cell
from collation.pages.matrix import cell_at
from collation.pages.queue import Queue, QueueCell, for_marking, said_elsewhere
from reviews.access import MARK
from reviews.domain.marks import mark_said, mark_says, place_mark, withdraw_mark
from reviews.domain.optimistic_lock import token
from reviews.domain.undoing import undo_mark
from reviews.forms import TakeBackForm, VerbForm
from reviews.forms.marking import MarkForm
from reviews.models import Mark, Question, Transcript
from reviews.refusal import Refused
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.undo import undone


@comparison_view("queue", MARK)
def queue(context: Context) -> HttpResponse:
    """Leads to the first cell that is left.

    Without one, or if marks are closed, says what comes next.
    """
    collation = collate(context.comparison, context.lens)
    mine = queue_of(context.comparison, context.lens, collation)
    first = mine.next_left()
    if first is not None and not context.comparison.marks_closed:
        return redirect(_address(context, first.key))
    return _show_end(context, mine, "collation/queue/page.html", respondents=collation.respondents)


@comparison_view("queue", MARK)
def queue_cell(context: Context, question: str, respondent: str) -> HttpResponse:
    """One cell, whole; to the panel, the panel alone."""
    alone = context.request.htmx.target == "panel"
    return _show(context, (question, respondent), "collation/queue/_changed.html" if alone else "")


@comparison_act("queue", MARK)
def queue_mark(context: Context, question: str, respondent: str) -> HttpResponse:
    """Sets the viewer's mark.

    With `then=next`, it goes on to the next cell that is left.
    """
    asked, transcript = _place(context, question, respondent)
    form = MarkForm(asked.scale.ranks if asked.scale else (), context.request.POST)
    if form.is_valid():
        with form.refusals():
            mark = place_mark(question=asked, transcript=transcript, by=context.user, **form.cleaned_data)
            context.forget_draft()
    if form.errors:
        return _refuse(context, (question, respondent), mark_form=form)
    done = said_of_mark(context.comparison, context.lens, asked, transcript, mark.value)
    return _go_on(context, (question, respondent), done, mark)


@comparison_act("queue", MARK)
def queue_unmark(context: Context, question: str, respondent: str) -> HttpResponse:
    """Takes the viewer's mark back, and stays."""
    asked, transcript = _place(context, question, respondent)
    form = TakeBackForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            withdraw_mark(question=asked, transcript=transcript, by=context.user, **form.cleaned_data)
    if form.errors:
        return _refuse(context, (question, respondent), unmark_form=form)
    return _go_on(context, (question, respondent), "Your mark is taken back.", None)


@comparison_act("queue", MARK)
def queue_undo(context: Context, question: str, respondent: str) -> HttpResponse:
    """Undo the viewer's last act on their mark, and show its cell."""
    asked, transcript = _place(context, question, respondent)
    seen = context.request.GET.get("seen", "")
    try:
        form = f"mark-{question}-{respondent}"
        done = undone(undo_mark(question=asked, transcript=transcript, by=context.user, seen=seen, form=form))
    except Refused as refused:
        done = str(refused)
    return _told(context, (question, respondent), done)


def _place(context: Context, question: str, respondent: str) -> tuple[Question, Transcript]:
    """Raises Http404 if there is no such cell."""
    scored = context.comparison.questions.current().filter(scored=True).select_related("scale")
    return get_object_or_404(scored, key=question), context.lens.transcript(respondent)


def _address(context: Context, key: tuple[str, str]) -> str:
    return reverse("collation:queue_cell", args=[context.comparison.slug, *key])


def _discussion(context: Context, key: tuple[str, str]) -> str:
    """The form of a new thread on a cell, leading back."""
    about = {"question": key[0], "respondent": key[1], "next": _address(context, key)}
    return f"{reverse('reviews:thread_open', args=[context.comparison.slug])}?{urlencode(about)}"


def _go_on(context: Context, key: tuple[str, str], done: str, mark: Mark | None) -> HttpResponse:
    """The answer to a change, which left `mark`, with its undo."""
    undo = reverse("collation:queue_undo", args=[context.comparison.slug, *key])
    return _told(context, key, done, f"{undo}?seen={token(mark_said(mark))}")


def _told(context: Context, key: tuple[str, str], done: str, undo: str = "") -> HttpResponse:
    """What was done, and the address of its undo.

    The next cell that is left, or the same one, if the form does not ask to go on.
    """
    request = context.request
    collation = collate(context.comparison, context.lens)
    mine = queue_of(context.comparison, context.lens, collation)
    on = request.POST.get("then") == "next"
    following = mine.next_left(key) if on else None
    if request.htmx.target != "panel":
        messages.success(request, done, extra_tags=undo)
        return redirect(
            _address(context, following.key if following else key) if following or not on else _end(context)
        )
    if on and following is None:
        return push_url(_show_end(context, mine, "collation/queue/_changed.html", done=done, undo=undo), _end(context))
    to = following.key if following else key
    return push_url(_show(context, to, "collation/queue/_changed.html", done=done, undo=undo), _address(context, to))


def _end(context: Context) -> str:
    return reverse("collation:queue", args=[context.comparison.slug])


def _refuse(context: Context, key: tuple[str, str], **forms: VerbForm) -> HttpResponse:
    alone = context.request.htmx.target == "panel"
    return _show(context, key, "collation/queue/_cell.html" if alone else "", status=422, **forms)


def _show(context: Context, key: tuple[str, str], template: str, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, or its part `template`, with one cell open."""
    collation = collate(context.comparison, context.lens)
    cell = cell_at(collation, *key)
    if cell is None:
        raise Http404("There is no such cell.")
    mine = queue_of(context.comparison, context.lens, collation)
    elsewhere = [] if cell.reading.passages else said_elsewhere(collation, cell)
    shown = {**_shown(context, mine, for_marking(cell)), "elsewhere": elsewhere, **more}
    return context.render(template or "collation/queue/page.html", shown, status=status)


def _shown(context: Context, mine: Queue, cell: Cell) -> dict[str, Any]:
    """What the page shows of a cell: three queries."""
    key = cell.question.key, cell.respondent.key
    own = next(iter(cell.marks), None)
    said = mark_says(own.value, own.confidence, own.quote, own.rationale) if own else mark_says()
    before, after = mine.beside(key)
    return {
        "queue": mine,
        "cell": cell,
        "in_queue": mine.at(key),
        "before": before,
        "after": after,
        "skip_to": _unless_beside(mine.next_left(key), after),
        "own": own,
        "asked": wording.asked(cell),
        "discuss_url": _discussion(context, key),
        "passages": (passages_of if cell.reading.passages else whole_answer)(context.comparison, context.lens, cell),
        "taken_away": taken_away(context.lens, cell),
        "guidelines": guidelines_for(context.comparison, cell),
        "mark_form": MarkForm(cell.question.scale, stored=said),
        "mark_seen": token(said),
        "unmark_form": TakeBackForm(stored=said),
    }


def _unless_beside(left: QueueCell | None, after: QueueCell | None) -> QueueCell | None:
    """The next cell that is left, unless that is next anyway."""
    return None if left is None or left == after else left


def _show_end(context: Context, mine: Queue, template: str, **more: Any) -> HttpResponse:
    """The end of a queue, or why there is none."""
    return context.render(template, {"queue": mine, "cell": None, **more})
