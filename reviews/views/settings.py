"""The settings of a comparison: its questions, its title, its phase."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control

from reviews.access import EDIT, OWN
from reviews.domain.blinding import blinding_of, set_blinding
from reviews.domain.comparisons import archive_comparison, rename_comparison, restore_comparison
from reviews.domain.phases import next_phases, set_phase
from reviews.domain.questions import archive_question, ask_question, move_question, restore_question, reword_question
from reviews.forms import VerbForm
from reviews.forms.comparison import BlindingForm, PhaseForm, QuestionForm, RewordForm, TitleForm
from reviews.models import Cell, Question
from reviews.refusal import Refused
from reviews.web.context import SAFE, Context, comparison_act, comparison_view

MOST_MOVES = 20
"""The number of moves between phases that the page lists."""

HAD_MARKS = "The question had marks: its new wording starts without any, and the old one is archived."


@cache_control(private=True, no_cache=True)
@comparison_view("settings", EDIT, methods=(*SAFE, "POST"))
def comparison_settings(context: Context) -> HttpResponse:
    """The settings of a comparison; a POST changes the title."""
    comparison = context.comparison
    form = TitleForm(context.request.POST or None, stored={"title": comparison.title})
    if form.is_valid():
        with form.refusals():
            rename_comparison(comparison=comparison, **form.cleaned_data)
            messages.success(context.request, "Saved.")
            return redirect("reviews:comparison_settings", comparison.slug)
    return _show(context, title_form=form)


@comparison_act("settings", EDIT)
def phase_set(context: Context) -> HttpResponse:
    """Move the comparison to another phase."""
    form = PhaseForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            set_phase(comparison=context.comparison, by=context.user, **form.cleaned_data)
            return _back(context, "phase")
    return _show(context, phase_form=form)


@comparison_act("settings", EDIT)
def blinding_set(context: Context) -> HttpResponse:
    """Say what reviewers do not see; with nothing ticked, reveal all."""
    form = BlindingForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            set_blinding(comparison=context.comparison, by=context.user, **form.cleaned_data)
            return _back(context, "blinding")
    return _show(context, blinding_form=form)


@comparison_act("settings", EDIT)
def question_add(context: Context) -> HttpResponse:
    """Add a question."""
    form = QuestionForm(context.request.POST)
    if form.is_valid():
        asked = {"text": form.cleaned_data["text"], "scored": form.cleaned_data["scored"]}
        scale_key = form.cleaned_data["scale"]
        with form.refusals():
            ask_question(comparison=context.comparison, by=context.user, scale_key=scale_key, **asked)
            return _back(context, "questions")
    return _show(context, question_form=form)


@comparison_act("settings", EDIT)
def question_reword(context: Context, question: int) -> HttpResponse:
    """Reword a question; one that has marks gets a successor."""
    before = _question(context, question)
    form = RewordForm(context.request.POST, auto_id=f"reword-{question}-%s")
    if form.is_valid():
        with form.refusals():
            after = reword_question(question=before, by=context.user, **form.cleaned_data)
            if after != before:
                messages.info(context.request, HAD_MARKS)
            return _back(context, "questions")
    return _show(context, rewording=(before, form))


@comparison_act("settings", EDIT)
def question_move(context: Context, question: int) -> HttpResponse:
    """Move a question one place up or down."""
    up = context.request.POST.get("to") == "up"
    move_question(question=_question(context, question), by=context.user, up=up)
    return _back(context, "questions")


@comparison_act("settings", EDIT)
def question_archive(context: Context, question: int) -> HttpResponse:
    """Archive a question."""
    archive_question(question=_question(context, question), by=context.user)
    return _back(context, "questions")


@comparison_act("settings", EDIT)
def question_restore(context: Context, question: int) -> HttpResponse:
    """Restore an archived question."""
    try:
        restore_question(question=_question(context, question, archived=True), by=context.user)
    except Refused as refusal:
        messages.error(context.request, str(refusal))
    return _back(context, "questions")


@comparison_act("settings", OWN)
def comparison_archive(context: Context) -> HttpResponse:
    """Archive the comparison: it leaves the lists."""
    archive_comparison(comparison=context.comparison)
    messages.success(context.request, "Archived. To see it, tick “Archived” above the list.")
    return redirect("reviews:comparison_list")


@comparison_view("settings", OWN, methods=("POST",), even_archived=True)
def comparison_restore(context: Context) -> HttpResponse:
    """Restore an archived comparison."""
    restore_comparison(comparison=context.comparison)
    messages.success(context.request, "Restored. It is back in the list.")
    return redirect("collation:matrix", context.comparison.slug)


def _question(context: Context, pk: int, *, archived: bool = False) -> Question:
    return get_object_or_404(context.comparison.questions.filter(archived_at__isnull=not archived), pk=pk)


def _back(context: Context, place: str) -> HttpResponse:
    return redirect(f"{reverse('reviews:comparison_settings', args=[context.comparison.slug])}#{place}")


def _show(context: Context, *, rewording: tuple[Question, RewordForm] | None = None, **forms: VerbForm) -> HttpResponse:
    """The page with refused forms instead of fresh ones.

    `rewording` is the refused form of a question.
    """
    comparison = context.comparison
    judged = Cell.objects.filter(Q(marks__isnull=False) | Q(resolution__isnull=False), question=OuterRef("pk"))
    questions = comparison.questions.select_related("scale").annotate(frozen=Exists(judged))
    shown = {
        "asked": [
            rewording
            if rewording and rewording[0] == question
            else (question, RewordForm(stored={"text": question.text}, auto_id=f"reword-{question.pk}-%s"))
            for question in questions
            if question.archived_at is None
        ],
        "archived": [question for question in questions if question.archived_at is not None],
        "title_form": TitleForm(stored={"title": comparison.title}),
        "question_form": QuestionForm(),
        "blinding_form": BlindingForm(stored=blinding_of(comparison)),
        "blindings": comparison.blindings.select_related("created_by").order_by("-pk"),
        "phase_form": PhaseForm(stored={"phase": comparison.phase}),
        "next_phases": next_phases(comparison),
        "phase_moves": comparison.phase_moves.select_related("created_by")[:MOST_MOVES],
        **forms,
    }
    refused = rewording is not None or any(form.errors for form in forms.values())
    return context.render("reviews/settings/page.html", shown, status=422 if refused else 200)
