"""How a comparison is marked: reviewers, scales, guidelines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from reviews.access import EDIT
from reviews.domain.assignments import set_assignment
from reviews.domain.guidelines import write_guidelines
from reviews.domain.questions import rescale_question
from reviews.forms import VerbForm
from reviews.forms.assigning import GuidelineForm, ScaleForm
from reviews.models import Question
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.marking_page import assignment_form, marking_page, preview

HAD_MARKS = "The question had marks: on its new scale it starts without any, and the old one is archived."


@comparison_view("marking")
def marking(context: Context) -> HttpResponse:
    """Who marks what, and how. Editors change it here."""
    return _page(context)


@comparison_act("marking", EDIT)
def marking_assign(context: Context) -> HttpResponse:
    """Say who marks; with `preview`, show who would get how many."""
    form = assignment_form(context.comparison, context.request.POST)
    if form.is_valid():
        with form.refusals():
            if "preview" in context.request.POST:
                planned = preview(context.comparison, form.cleaned_data)
                return _page(context, assignment_form=form, planned=planned)
            set_assignment(comparison=context.comparison, by=context.user, **form.cleaned_data)
            messages.success(context.request, "Saved.")
            return _back(context, "who")
    return _page(context, status=422, assignment_form=form)


@comparison_act("marking", EDIT)
def guidelines_write(context: Context, question: int | None = None) -> HttpResponse:
    """Write the guidelines of a question or, without one, of all."""
    one = _question(context, question) if question is not None else None
    form = GuidelineForm(context.request.POST, auto_id=f"guidelines-{question or 'all'}-%s")
    if form.is_valid():
        with form.refusals():
            version = write_guidelines(
                comparison=context.comparison, by=context.user, question=one, **form.cleaned_data
            )
            if version is not None:
                messages.success(context.request, f"Saved: these are the guidelines, version {version.number}.")
            return _back(context, "guidelines")
    return _page(context, status=422, refused=(question, form))


@comparison_act("marking", EDIT)
def question_rescale(context: Context, question: int) -> HttpResponse:
    """Give a question another scale; one that has marks gets a successor."""
    before = _question(context, question)
    form = ScaleForm(context.request.POST, auto_id=f"scale-{question}-%s")
    if form.is_valid():
        with form.refusals():
            after = rescale_question(
                question=before,
                by=context.user,
                scale_key=form.cleaned_data["scale"],
                seen=form.cleaned_data["seen"],
            )
            messages.success(context.request, "Saved." if after == before else HAD_MARKS)
            return _back(context, "guidelines")
    return _page(context, status=422, rescaled=(question, form))


def _question(context: Context, pk: int) -> Question:
    return get_object_or_404(context.comparison.questions.current().filter(scored=True), pk=pk)


def _back(context: Context, place: str) -> HttpResponse:
    return redirect(f"{reverse('reviews:marking', args=[context.comparison.slug])}#{place}")


def _page(
    context: Context,
    *,
    status: int = 200,
    refused: tuple[int | None, VerbForm] | None = None,
    rescaled: tuple[int, VerbForm] | None = None,
    **more: Any,
) -> HttpResponse:
    shown = marking_page(context, refused=refused, rescaled=rescaled, **more)
    return context.render("reviews/marking/page.html", shown, status=status)
