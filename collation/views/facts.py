"""The facts: terms and numbers on which respondents differ, and what people decide about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from collation.assemble.collation import record_of
from collation.assemble.facts import FactReading, fact_reading
from collation.facts.reviewed import ReviewedFact, Topic
from collation.pages import facts as fact_page
from collation.pages.facts import Asked
from collation.record import Record
from reviews.access import MARK, READ, Seat, comparison_for
from reviews.domain.facts import merge_fact, relabel_fact, restore_value, review_fact, strike_value
from reviews.forms.facts import DecisionForm, FactForm, LabelForm, MergeForm, RestoreForm, StrikeForm
from reviews.lens import Lens, lens
from reviews.models import Comparison
from reviews.refusal import Refused
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest


@dataclass(frozen=True)
class _Desk:
    """The facts of a comparison, read for one viewer."""

    comparison: Comparison
    seat: Seat
    lens: Lens
    record: Record
    reading: FactReading

    def fact(self, topic: Topic) -> ReviewedFact | None:
        return next((one for one in self.reading.facts if one.topic == topic), None)


def _desk(request: MemberRequest, slug: str, roles: frozenset[str] = READ) -> _Desk:
    comparison, seat = comparison_for(request.user, slug, roles)
    return _read(comparison, seat, lens(request.user, comparison))


def _read(comparison: Comparison, seat: Seat, view: Lens) -> _Desk:
    record = record_of(comparison, view)
    return _Desk(comparison, seat, view, record, fact_reading(comparison, view, record.respondents))


@login_required
@require_safe
def fact_list(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The facts that the reader asked to see."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)

    def respond() -> HttpResponse:
        return _page(request, _read(comparison, seat, view))

    return conditional(request, comparison, seat, view, respond)


@login_required
@require_POST
def fact_review(request: MemberRequest, slug: str) -> HttpResponse:
    """Confirms or dismisses a fact, or opens it again."""
    desk = _desk(request, slug, MARK)
    form = DecisionForm(request.POST)
    topic = _topic(desk, form)
    if form.is_valid():
        with form.refusals():
            review_fact(comparison=desk.comparison, by=request.user, **form.cleaned_data)
    return _answer(request, desk, topic, form)


@login_required
@require_POST
def fact_relabel(request: MemberRequest, slug: str) -> HttpResponse:
    """Gives a fact's topic another name."""
    desk = _desk(request, slug, MARK)
    form = LabelForm(request.POST)
    topic = _topic(desk, form)
    if form.is_valid():
        with form.refusals():
            relabel_fact(comparison=desk.comparison, by=request.user, **form.cleaned_data)
    return _answer(request, desk, topic, form)


@login_required
@require_POST
def fact_merge(request: MemberRequest, slug: str) -> HttpResponse:
    """Makes a fact a part of another, or a fact of its own again: the list changes with it."""
    desk = _desk(request, slug, MARK)
    form = MergeForm(request.POST)
    topic = _topic(desk, form)
    if form.is_valid():
        into = form.cleaned_data["into"]
        if into and not desk.fact((topic[0], into)):
            raise Http404("There is no such fact.")
        with form.refusals():
            merge_fact(comparison=desk.comparison, by=request.user, **form.cleaned_data)
            topic = topic[0], into or topic[1]
    return _answer(request, desk, topic, form, whole=True)


@login_required
@require_POST
def fact_strike(request: MemberRequest, slug: str) -> HttpResponse:
    """Strikes a value out of a fact."""
    desk = _desk(request, slug, MARK)
    form = StrikeForm(request.POST)
    topic = _topic(desk, form)
    if form.is_valid():
        one = desk.fact(topic)
        value = (
            next((value for value in one.fact.values if value.key == form.cleaned_data["value"]), None) if one else None
        )
        with form.refusals():
            if value is None:
                raise Refused("This value is not here any more.", "value")
            strike_value(comparison=desk.comparison, by=request.user, text=value.value, **form.cleaned_data)
    return _answer(request, desk, topic, form)


@login_required
@require_POST
def fact_restore(request: MemberRequest, slug: str) -> HttpResponse:
    """Puts a struck value back into its fact."""
    desk = _desk(request, slug, MARK)
    form = RestoreForm(request.POST)
    topic = _topic(desk, form)
    if form.is_valid():
        with form.refusals():
            restore_value(comparison=desk.comparison, by=request.user, **form.cleaned_data)
    return _answer(request, desk, topic, form)


def _topic(desk: _Desk, form: FactForm) -> Topic:
    """The fact or the part of one that a form is about. Raises Http404 if the viewer has none like it."""
    topic = form.data.get("kind", ""), form.data.get("topic", "")
    parts = ((one.fact.kind, key) for one in desk.reading.facts for key, _ in one.parts)
    if not desk.fact(topic) and topic not in parts:
        raise Http404("There is no such fact.")
    return topic


def _answer(request: MemberRequest, desk: _Desk, topic: Topic, form: FactForm, *, whole: bool = False) -> HttpResponse:
    """After a change: to htmx the fact and what is told of all, or the whole list; else the page, at the fact.

    What was refused comes back in words, with status 422.
    """
    fresh = _read(desk.comparison, desk.seat, desk.lens)
    refused = [str(words) for errors in form.errors.values() for words in errors]
    if request.htmx or refused:
        told = {"refused": refused, "refused_at": fact_page.anchor(topic), "written": _written(form) if refused else {}}
        return _page(request, fresh, None if whole else topic, **told)
    asked, now = Asked.by(request.GET), fresh.fact(topic)
    if now and not asked.holds(now):
        messages.info(request, f"{fact_page.title(now.fact)}: {now.decision}. It is among all facts.")
    where = reverse("collation:fact_list", args=[desk.comparison.slug])
    return redirect(f"{where}{asked.query}#{fact_page.anchor(topic)}")


def _written(form: FactForm) -> dict[str, str | None]:
    """What somebody wrote in a form that was refused, to stay in it: `why`, or `label`; `text` is either."""
    why, label = form.data.get("why"), form.data.get("label")
    return {"why": why, "label": label, "text": why or label}


def _page(request: MemberRequest, desk: _Desk, only: Topic | None = None, **told: Any) -> HttpResponse:
    """The page; to htmx its list, or one fact of it with what is told of all."""
    asked = Asked.by(request.GET)
    facts = fact_page.ordered(desk.reading.facts)
    laid_out = fact_page.shown(facts, desk.reading.grounding, desk.record.respondents)
    shows, kinds = fact_page.choices(facts, asked)
    context = {
        "comparison": desk.comparison,
        "seat": desk.seat,
        "lens": desk.lens,
        "here": "facts",
        "facts": [one for one in laid_out if asked.holds(one.reviewed) or one.anchor == told.get("refused_at")],
        "any": bool(facts),
        "respondents": desk.record.respondents,
        "asked": asked,
        "shows": shows,
        "kinds": kinds,
        "summary": fact_page.summary(facts),
        "open_facts": fact_page.open_count(facts),
        "searched": desk.reading.searched,
        "out_of_sight": desk.reading.out_of_sight,
        **told,
    }
    status = 422 if told.get("refused") else 200
    if request.htmx and only:
        context["one"] = next(one for one in laid_out if one.reviewed.topic == only)
        return render(request, "collation/_fact_changed.html", context, status=status)
    template = "collation/_facts_changed.html" if request.htmx else "collation/facts.html"
    return render(request, template, context, status=status)
