"""The settings of a comparison: its questions, its title, its phase."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from reviews.access import EDIT, OWN, Seat, comparison_for
from reviews.domain.comparisons import (
    archive_comparison,
    archive_question,
    ask_question,
    move_question,
    rename_comparison,
    restore_comparison,
    restore_question,
    reword_question,
    set_phase,
)
from reviews.forms import VerbForm
from reviews.forms.comparison import PhaseForm, QuestionForm, RewordForm, TitleForm
from reviews.lens import lens
from reviews.models import Comparison, Mark, Question, Resolution
from reviews.refusal import Refused
from reviews.web.requests import MemberRequest


@cache_control(private=True, no_cache=True)
@login_required
def comparison_settings(request: MemberRequest, slug: str) -> HttpResponse:
    """What is asked and where the work stands; a post changes the title."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = TitleForm(request.POST or None, stands={"title": comparison.title})
    if form.is_valid():
        with form.refusals():
            rename_comparison(comparison=comparison, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("reviews:comparison_settings", slug)
    return _page(request, comparison, seat, title_form=form)


@login_required
@require_POST
def phase_set(request: MemberRequest, slug: str) -> HttpResponse:
    """Moves the comparison to another phase."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = PhaseForm(request.POST)
    if form.is_valid():
        with form.refusals():
            set_phase(comparison=comparison, **form.cleaned_data)
            return _back(slug, "phase")
    return _page(request, comparison, seat, phase_form=form)


@login_required
@require_POST
def question_add(request: MemberRequest, slug: str) -> HttpResponse:
    """Asks one more question of everyone."""
    user = request.user
    comparison, seat = comparison_for(user, slug, EDIT)
    form = QuestionForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with form.refusals():
            ask_question(
                comparison=comparison, by=user, text=given["text"], scored=given["scored"], scale_key=given["scale"]
            )
            return _back(slug, "questions")
    return _page(request, comparison, seat, question_form=form)


@login_required
@require_POST
def question_reword(request: MemberRequest, slug: str, question: int) -> HttpResponse:
    """Changes the wording of a question; one that has marks gets a successor."""
    user = request.user
    comparison, seat = comparison_for(user, slug, EDIT)
    reworded = _question(comparison, question)
    form = RewordForm(request.POST, auto_id=f"reword-{question}-%s")
    if form.is_valid():
        with form.refusals():
            now = reword_question(question=reworded, by=user, **form.cleaned_data)
            if now != reworded:
                messages.info(
                    request,
                    "The question had marks: its new wording starts without any, and the old one is archived.",
                )
            return _back(slug, "questions")
    return _page(request, comparison, seat, rewording=(reworded, form))


@login_required
@require_POST
def question_move(request: MemberRequest, slug: str, question: int) -> HttpResponse:
    """Moves a question one place up or down."""
    user = request.user
    comparison, _ = comparison_for(user, slug, EDIT)
    move_question(question=_question(comparison, question), by=user, up=request.POST.get("to") == "up")
    return _back(slug, "questions")


@login_required
@require_POST
def question_archive(request: MemberRequest, slug: str, question: int) -> HttpResponse:
    """Asks a question no more."""
    user = request.user
    comparison, _ = comparison_for(user, slug, EDIT)
    archive_question(question=_question(comparison, question), by=user)
    return _back(slug, "questions")


@login_required
@require_POST
def question_restore(request: MemberRequest, slug: str, question: int) -> HttpResponse:
    """Asks an archived question again."""
    user = request.user
    comparison, _ = comparison_for(user, slug, EDIT)
    try:
        restore_question(question=_question(comparison, question, archived=True), by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(slug, "questions")


@login_required
@require_POST
def comparison_archive(request: MemberRequest, slug: str) -> HttpResponse:
    """Takes the comparison out of the lists."""
    comparison, _ = comparison_for(request.user, slug, OWN)
    archive_comparison(comparison=comparison)
    messages.success(request, "Archived. To see it, tick “Archived” above the list.")
    return redirect("reviews:comparison_list")


@login_required
@require_POST
def comparison_restore(request: MemberRequest, slug: str) -> HttpResponse:
    """Puts an archived comparison back."""
    comparison, _ = comparison_for(request.user, slug, OWN, even_archived=True)
    restore_comparison(comparison=comparison)
    messages.success(request, "Restored. It is back in the list.")
    return redirect("collation:matrix", slug)


def _question(comparison: Comparison, pk: int, *, archived: bool = False) -> Question:
    return get_object_or_404(comparison.questions.filter(archived_at__isnull=not archived), pk=pk)


def _back(slug: str, place: str) -> HttpResponse:
    return redirect(f"{reverse('reviews:comparison_settings', args=[slug])}#{place}")


def _page(
    request: MemberRequest,
    comparison: Comparison,
    seat: Seat,
    rewording: tuple[Question, RewordForm] | None = None,
    **forms: VerbForm,
) -> HttpResponse:
    """The page, with the forms that were refused in the place of fresh ones; `rewording` is that of one question."""
    of_this = {"question": OuterRef("pk")}
    questions = comparison.questions.select_related("scale").annotate(
        frozen=Exists(Mark.objects.filter(**of_this)) | Exists(Resolution.objects.filter(**of_this))
    )
    context = {
        "comparison": comparison,
        "seat": seat,
        "lens": lens(request.user, comparison),
        "here": "settings",
        "asked": [
            rewording
            if rewording and rewording[0] == question
            else (question, RewordForm(stands={"text": question.text}, auto_id=f"reword-{question.pk}-%s"))
            for question in questions
            if question.archived_at is None
        ],
        "archived": [question for question in questions if question.archived_at is not None],
        "title_form": TitleForm(stands={"title": comparison.title}),
        "question_form": QuestionForm(),
        "phase_form": PhaseForm(stands={"phase": comparison.phase}),
        **forms,
    }
    refused = rewording is not None or any(form.errors for form in forms.values())
    return render(request, "reviews/comparison_settings.html", context, status=422 if refused else 200)
