"""The page of facts, and people's decisions on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from collation.assemble.collation import respondents_of
from collation.assemble.facts import fact_reading
from collation.facts.reviewed import FactReading, ReviewedFact, Topic
from collation.pages import facts as fact_page
from collation.pages.facts import FactFilter
from collation.record import Respondent
from reviews.access import MARK
from reviews.domain.facts import merge_fact, relabel_fact, restore_value, review_fact, strike_value
from reviews.forms.facts import DecisionForm, FactForm, FactMergeForm, LabelForm, RestoreForm, StrikeForm
from reviews.refusal import Refused
from reviews.web.context import Context, comparison_act, comparison_page


@dataclass(frozen=True)
class _Facts:
    """The facts of a comparison, read for the viewer of a context."""

    context: Context
    respondents: Sequence[Respondent]
    reading: FactReading

    @classmethod
    def of(cls, context: Context) -> Self:
        comparison, lens = context.comparison, context.lens
        respondents = respondents_of(comparison, lens)
        return cls(context, respondents, fact_reading(comparison, lens, respondents))

    def after(self) -> Self:
        """The facts after a decision."""
        return replace(self, reading=fact_reading(self.context.comparison, self.context.lens, self.respondents))

    def fact(self, topic: Topic) -> ReviewedFact | None:
        return next((one for one in self.reading.facts if one.topic == topic), None)

    def topic(self, form: FactForm) -> Topic:
        """The fact, or the part of one, that a form is about.

        Raises Http404 if the viewer has none like it.
        """
        topic = form.data.get("kind", ""), form.data.get("topic", "")
        parts = ((one.fact.kind, key) for one in self.reading.facts for key, _ in one.parts)
        if not self.fact(topic) and topic not in parts:
            raise Http404("There is no such fact.")
        return topic


@comparison_page("facts")
def fact_list(context: Context) -> HttpResponse:
    """The facts that the reader asked to see."""
    return _show(context, _Facts.of(context))


@comparison_act("facts", MARK)
def fact_review(context: Context) -> HttpResponse:
    """Confirm, dismiss or reopen a fact."""
    facts, form = _Facts.of(context), DecisionForm(context.request.POST)
    topic = facts.topic(form)
    if form.is_valid():
        with form.refusals():
            review_fact(comparison=context.comparison, by=context.user, **form.cleaned_data)
    return _answer(context, facts.after(), topic, form)


@comparison_act("facts", MARK)
def fact_relabel(context: Context) -> HttpResponse:
    """Rename a fact's topic."""
    facts, form = _Facts.of(context), LabelForm(context.request.POST)
    topic = facts.topic(form)
    if form.is_valid():
        with form.refusals():
            relabel_fact(comparison=context.comparison, by=context.user, **form.cleaned_data)
    return _answer(context, facts.after(), topic, form)


@comparison_act("facts", MARK)
def fact_merge(context: Context) -> HttpResponse:
    """Merge a fact into another, or separate it again."""
    facts, form = _Facts.of(context), FactMergeForm(context.request.POST)
    topic = facts.topic(form)
    if form.is_valid():
        into = form.cleaned_data["into"]
        if into and not facts.fact((topic[0], into)):
            raise Http404("There is no such fact.")
        with form.refusals():
            merge_fact(comparison=context.comparison, by=context.user, **form.cleaned_data)
            topic = topic[0], into or topic[1]
    return _answer(context, facts.after(), topic, form, whole=True)


@comparison_act("facts", MARK)
def fact_strike(context: Context) -> HttpResponse:
    """Strike a value out of a fact."""
    facts, form = _Facts.of(context), StrikeForm(context.request.POST)
    topic = facts.topic(form)
    if form.is_valid():
        with form.refusals():
            text = _text_of(facts.fact(topic), form.cleaned_data["value"])
            strike_value(comparison=context.comparison, by=context.user, text=text, **form.cleaned_data)
    return _answer(context, facts.after(), topic, form)


@comparison_act("facts", MARK)
def fact_restore(context: Context) -> HttpResponse:
    """Restore a struck value."""
    facts, form = _Facts.of(context), RestoreForm(context.request.POST)
    topic = facts.topic(form)
    if form.is_valid():
        with form.refusals():
            restore_value(comparison=context.comparison, by=context.user, **form.cleaned_data)
    return _answer(context, facts.after(), topic, form)


def _text_of(fact: ReviewedFact | None, key: str) -> str:
    """The value with that key, as it is written.

    Raises Refused if the fact has none.
    """
    values = fact.fact.values if fact else ()
    text = next((value.value for value in values if value.key == key), None)
    if text is None:
        raise Refused("This value is not here any more.", "value")
    return text


def _answer(context: Context, facts: _Facts, topic: Topic, form: FactForm, *, whole: bool = False) -> HttpResponse:
    """The answer to a change.

    For htmx it is the fact with the summary, or the `whole` list; else a redirect to the fact. A refusal comes back in
    words, with status 422.
    """
    refused = [str(words) for errors in form.errors.values() for words in errors]
    if context.request.htmx or refused:
        refusal = {"refused": refused, "refused_at": fact_page.anchor(topic), "written": _written(form)}
        return _show(context, facts, None if whole else topic, refusal if refused else None)
    asked, now = FactFilter.asked_by(context.request.GET), facts.fact(topic)
    if now and not asked.holds(now):
        messages.info(context.request, f"{fact_page.title(now.fact)}: {now.decision}. It is among all facts.")
    where = reverse("collation:fact_list", args=[context.comparison.slug])
    return redirect(f"{where}{asked.query}#{fact_page.anchor(topic)}")


def _written(form: FactForm) -> dict[str, str | None]:
    """The text of a refused form, to stay in it.

    `why`, or `label`; `text` is either.
    """
    why, label = form.data.get("why"), form.data.get("label")
    return {"why": why, "label": label, "text": why or label}


def _show(
    context: Context, facts: _Facts, only: Topic | None = None, refusal: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page; for htmx its list, or the fact `only`."""
    request, reading = context.request, facts.reading
    asked, ordered = FactFilter.asked_by(request.GET), fact_page.ordered(reading.facts)
    refused_at = refusal["refused_at"] if refusal else None
    alone = bool(request.htmx and only and facts.fact(only))
    wanted = [
        one
        for one in ordered
        if (one.topic == only if alone else asked.holds(one) or fact_page.anchor(one.topic) == refused_at)
    ]
    laid_out = fact_page.shown(wanted, reading.grounding, facts.respondents, among=ordered)
    shows, kinds = fact_page.choices(ordered, asked)
    shown = {
        "facts": laid_out,
        "one": laid_out[0] if alone else None,
        "any": bool(ordered),
        "respondents": facts.respondents,
        "asked": asked,
        "shows": shows,
        "kinds": kinds,
        "summary": fact_page.summary(ordered),
        "open_facts": fact_page.open_count(ordered),
        "cruxes": fact_page.cruxes(ordered),
        "searched": reading.searched,
        "out_of_sight": reading.out_of_sight,
        **(refusal or {}),
    }
    parts = "collation/facts/_fact_changed.html" if alone else "collation/facts/_facts_changed.html"
    template = parts if request.htmx else "collation/facts/page.html"
    return context.render(template, shown, status=422 if refusal else 200)
