"""The discussion of a fact, on a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from collation.assemble.collation import respondents_of
from collation.assemble.facts import fact_reading, threads_on_fact
from collation.facts.reviewed import ReviewedFact, Topic
from collation.pages import facts as fact_page
from reviews.access import DISCUSS
from reviews.domain.threads import open_thread
from reviews.forms import tidied
from reviews.forms.discussion import CommentForm
from reviews.models import Comment
from reviews.web.context import Context, comparison_act, comparison_page
from reviews.web.discussion import start_thread


@comparison_page("facts")
def fact_discussion(context: Context) -> HttpResponse:
    """The threads on a fact, which `kind` and `topic` name.

    A part of another fact is discussed there. A fact that nobody states any more keeps its threads.
    """
    topic = _topic(context.request.GET)
    fact = _fact(context, topic)
    if fact and fact.topic != topic:
        return redirect(address(context, fact.topic))
    threads = threads_on_fact(context.comparison, context.lens, fact, topic)
    if not fact and not threads:
        raise Http404("There is no such fact.")
    shown = {
        "fact": fact,
        "title": fact_page.title(fact.fact) if fact else threads[0].fact_name,
        "anchor": fact_page.anchor(fact.topic) if fact else "",
        "threads": threads,
        "form": CommentForm(),
        **_about(context, topic),
    }
    return context.render("collation/facts/discussion.html", shown)


@comparison_act("facts", DISCUSS)
def fact_discuss(context: Context) -> HttpResponse:
    """Open a thread on a fact."""
    topic = _topic(context.request.POST)
    fact = _fact(context, topic)
    if not fact:
        raise Http404("There is no such fact.")

    def begin(body: str) -> Comment:
        about = fact_page.title(fact.fact)
        return open_thread(comparison=context.comparison, by=context.user, body=body, fact=fact.topic, about=about)

    return start_thread(context, {**_about(context, fact.topic), "title": fact_page.title(fact.fact)}, begin)


def address(context: Context, topic: Topic) -> str:
    """The page of a fact's threads."""
    where = reverse("collation:fact_discussion", args=[context.comparison.slug])
    return f"{where}?{urlencode({'kind': topic[0], 'topic': topic[1]})}"


def _about(context: Context, topic: Topic) -> dict[str, object]:
    """What the form of a new thread shows of the fact."""
    return {
        "open_url": reverse("collation:fact_discuss", args=[context.comparison.slug]),
        "label": "Start a thread on this fact",
        "fact_topic": topic,
        "next": address(context, topic),
    }


def _topic(data: object) -> Topic:
    asked = tidied(data)
    return asked.get("kind", ""), asked.get("topic", "")


def _fact(context: Context, topic: Topic) -> ReviewedFact | None:
    """Find the fact of a topic.

    A part of another fact gives that one, and a topic that nobody states None.
    """
    respondents = respondents_of(context.comparison, context.lens)
    facts = fact_reading(context.comparison, context.lens, respondents).facts
    kind, key = topic
    parts = (one for one in facts if one.fact.kind == kind and key in (part for part, _ in one.parts))
    return next((one for one in facts if one.topic == topic), None) or next(parts, None)
