"""The page of conclusions: the team's own answer to each question."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from collation.assemble.conclusions import conclusions_of
from reviews.access import EDIT
from reviews.domain.conclusions import conclude, conclusion_says, undo_conclusion
from reviews.forms import SeenForm, TakeBackForm
from reviews.forms.conclusions import ConclusionForm
from reviews.models import Comment, Question
from reviews.web.context import Context, comparison_act, comparison_page


@comparison_page("conclusions")
def conclusion_list(context: Context) -> HttpResponse:
    """The questions with the team's answers."""
    return _show(context)


@comparison_act("conclusions", EDIT)
def conclusion_save(context: Context, question: str) -> HttpResponse:
    """Write the team's answer to a question, or change it."""
    asked = _question(context, question)
    form = ConclusionForm(context.request.POST, of=f"conclude-{question}")
    if form.is_valid():
        with form.refusals():
            conclude(question=asked, by=context.user, **form.cleaned_data)
            return _back(context, question)
    return _show(context, question, form)


@comparison_act("conclusions", EDIT)
def conclusion_undo(context: Context, question: str) -> HttpResponse:
    """Take the last change of a conclusion back."""
    form = TakeBackForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            undo_conclusion(question=_question(context, question), by=context.user, **form.cleaned_data)
            return _back(context, question)
    return _show(context, question, form)


def _question(context: Context, key: str) -> Question:
    return get_object_or_404(context.comparison.questions.current(), key=key)


def _back(context: Context, question: str) -> HttpResponse:
    return redirect(f"{reverse('collation:conclusion_list', args=[context.comparison.slug])}#conclusion-{question}")


def _show(context: Context, at: str = "", refused: SeenForm | None = None) -> HttpResponse:
    """The page; a refused form stands at its question, with status 422."""
    comparison, view = context.comparison, context.lens
    concluded = {one.question: one for one in conclusions_of(comparison, view)}
    threads = () if view.blind else Comment.objects.filter(thread__question__comparison=comparison).by_thread()
    shown = [
        {
            "question": question,
            "conclusion": (found := concluded.get(question.key)),
            "form": (refused if at == question.key and isinstance(refused, ConclusionForm) else None)
            or ConclusionForm(of=f"conclude-{question.key}", stored=found.says if found else conclusion_says()),
            "threads": [thread for thread in threads if thread.question_id == question.pk],
        }
        for question in comparison.questions.current()
    ]
    values = {"asked": shown, "refused": refused, "refused_at": at, "concluded": len(concluded)}
    return context.render("collation/conclusions/page.html", values, status=422 if refused else 200)
