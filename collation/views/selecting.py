"""What people do with words that they selected in an answer."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_htmx.http import trigger_client_event

from collation.assemble.annotations import annotations_at
from collation.assemble.collation import collate
from collation.assemble.compare import destinations
from collation.assemble.selecting import selected
from collation.forms.placing import responses
from collation.forms.selecting import WordsGatherForm, WordsPlaceForm
from reviews.access import DISCUSS, MARK
from reviews.domain.findings import NewPoint, gather_finding, quote_in_finding
from reviews.domain.placements import place_passages
from reviews.domain.threads import discuss_words
from reviews.forms.discussion import CommentForm
from reviews.models import Annotation, Response
from reviews.web.context import Context, comparison_act, comparison_page
from reviews.web.discussion import told

STARTED = "The thread is started."
SEEN_LATER = "Reviewers see it once all of their own marks are in; everybody else sees it now."

DISCUSSED = "words-discussed"
GATHERED = "words-gathered"
PLACED = "words-placed"
"""The events that tell the page what became of the words."""


@comparison_page("compare")
def words_tools(context: Context, response: int, start: int, end: int) -> HttpResponse:
    """The parts of the toolbar for these words, or an annotation's.

    With an annotation, all on its words are listed.
    """
    turn = _turn(context, response, start, end)
    seen = context.lens.shown(turn.text)
    annotation = _annotation(context, turn, context.request.GET.get("annotation", ""))
    if annotation:
        start, end = annotation.start, annotation.end
    collation = collate(context.comparison, context.lens)
    words = selected(context.comparison, context.lens, collation, turn, start, end)
    place = [context.comparison.slug, response, words.start, words.end]
    shown = {
        "response": turn,
        "selected": words,
        "annotation": annotation,
        "annotations": annotations_at(context.comparison, context.lens, annotation, collation) if annotation else (),
        "shown_start": seen.hidden_at(words.start),
        "shown_end": seen.hidden_at(words.end),
        "may_use": context.seat.may_mark and not turn.superseded_at,
        "address": context.request.build_absolute_uri(reverse("collation:words_detail", args=place)),
    }
    return context.render("collation/selecting/_parts.html", shown)


@comparison_act("compare", MARK)
def words_place(context: Context, response: int, start: int, end: int) -> HttpResponse:
    """Place words under a question."""
    turn = _turn(context, response, start, end)
    rows = destinations(context.comparison, collate(context.comparison, context.lens))
    form = WordsPlaceForm(context.request.POST, rows=rows)
    if form.is_valid():
        with form.refusals():
            to = form.cleaned_data["to"]
            placements = place_passages(response=turn, spans=[(start, end)], question=to, by=context.user)
            sentence = f"Placed under “{placements[0].question.text}”."
            return _done(PLACED, sentence=sentence, placements=[placement.pk for placement in placements])
    return _refused(context, form.first_error)


@comparison_act("compare", MARK)
def words_gather(context: Context, response: int, start: int, end: int) -> HttpResponse:
    """Quote words in a finding, or begin one with them."""
    point = NewPoint(_turn(context, response, start, end), start, end, "opposes" in context.request.POST)
    form = WordsGatherForm(context.request.POST, findings=context.comparison.findings.filter(merged_into=None))
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            finding = given["finding"]
            if finding:
                quoted = quote_in_finding(finding=finding, span=point, by=context.user)
            else:
                new = {"title": given["title"], "kind": given["kind"], "spans": [point]}
                finding = gather_finding(comparison=context.comparison, by=context.user, **new)
                quoted = finding.points.get()
            at = context.comparison.slug, f"finding-{finding.pk}"
            address = reverse("collation:finding_detail", args=at)
            undo = reverse("collation:finding_ungather", args=[*at, quoted.pk])
            return _done(GATHERED, title=finding.title, address=address, undo=undo)
    return _refused(context, form.first_error)


@comparison_act("compare", DISCUSS)
def words_discuss(context: Context, response: int, start: int, end: int) -> HttpResponse:
    """Start a thread on words."""
    turn = _turn(context, response, start, end)
    form = CommentForm(context.request.POST, names_hidden=context.lens.names_hidden)
    if form.is_valid():
        with form.refusals():
            annotation = _annotation(context, turn, context.request.POST.get("annotation", ""))
            said = discuss_words(
                response=turn, start=start, end=end, by=context.user, annotation=annotation, **form.cleaned_data
            )
            address = reverse("reviews:thread_detail", args=[context.comparison.slug, said.thread_id])
            sentence = f"{STARTED} {SEEN_LATER}" if context.comparison.hides_others else STARTED
            return told(_done(DISCUSSED, response=turn.pk, address=address, sentence=sentence))
    return _refused(context, form.first_error)


def _turn(context: Context, response: int, start: int, end: int) -> Response:
    """The response, if it has that range.

    Raises Http404 if it has not, or the viewer may not see it.
    """
    turn = get_object_or_404(responses(context.lens), pk=response)
    if not start < end <= len(turn.text):
        raise Http404("There are no such words in this answer.")
    return turn


def _annotation(context: Context, turn: Response, number: str) -> Annotation | None:
    """The annotation of this turn with that number, None without one.

    Raises Http404 if there is no such annotation, or the viewer may not see it.
    """
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404("There is no such annotation.")
    return get_object_or_404(context.lens.annotations(), pk=int(number), response=turn, orphaned=False)


def _done(event: str, **detail: object) -> HttpResponse:
    return trigger_client_event(HttpResponse(status=204), event, detail)


def _refused(context: Context, why: str) -> HttpResponse:
    return context.render("collation/selecting/_refused.html", {"why": why}, status=422)
