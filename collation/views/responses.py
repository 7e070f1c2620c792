"""The page of one response, whose parts can be placed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from collation.assemble.annotations import on_response, painted_on_page
from collation.assemble.collation import collate
from collation.assemble.compare import destinations
from collation.assemble.response import cells_of, neighbours, whole_turn
from collation.forms.annotating import AnnotationForm
from collation.forms.placing import SpansForm, responses
from collation.language.chunks import joined
from collation.pages.anchors import anchor_of
from reviews.access import MARK
from reviews.domain.labels import labels_of
from reviews.domain.placements import place_passages
from reviews.forms import VerbForm
from reviews.models import Response
from reviews.web.context import Context, comparison_act, comparison_page
from reviews.web.undo import just_placed, remember

PROMPT_FOUND_BY = {
    "marker": "told by a marker in the source",
    "timestamp": "told by the time beside it",
    "heuristic": "guessed from the words",
    "format": "told by the format of the file",
    "person": "told by a person",
}


@comparison_page("compare")
def response_detail(context: Context, response: int) -> HttpResponse:
    """One whole turn, replaced ones too."""
    return _show(context, get_object_or_404(responses(context.lens), pk=response))


@comparison_act("compare", MARK)
def response_place(context: Context, response: int) -> HttpResponse:
    """Place parts of a turn under a question.

    Parts that follow each other become one passage.
    """
    comparison, turn = context.comparison, get_object_or_404(responses(context.lens), pk=response)
    rows = destinations(comparison, collate(comparison, context.lens))
    form = SpansForm(context.request.POST, rows=rows)
    if form.is_valid():
        spans, question = joined(form.cleaned_data["spans"], turn.text), form.cleaned_data["to"]
        with form.refusals():
            placements = place_passages(response=turn, spans=spans, question=question, by=context.user)
            remember(context.request, placements)
            return redirect("collation:response_detail", comparison.slug, response)
    return _show(context, turn, form)


def _show(context: Context, response: Response, form: VerbForm | None = None) -> HttpResponse:
    """The page, with the errors of a refused form."""
    lens, collation = context.lens, collate(context.comparison, context.lens)
    before, after = neighbours(response, collation)
    annotations, lost = on_response(context.comparison, lens, response, collation)
    linked = anchor_of(context.request.GET.get("words", ""))
    if linked and (linked.response_id != response.pk or linked.end > len(response.text)):
        linked = None
    shown = {
        "collation": collation,
        "response": response,
        "name": lens.name(response.transcript),
        "version": lens.version(response.transcript),
        "said_on": lens.said_on(response.transcript),
        "found_by": PROMPT_FOUND_BY.get(lens.prompt_found_by(response), ""),
        "may_place": context.seat.may_mark and not response.superseded_at,
        "source": lens.source(response.transcript),
        "link": lens.link(response.transcript),
        "chunks": whole_turn(response, collation, painted_on_page(lens, [one.stored for one in annotations]), linked),
        "annotations": annotations,
        "lost": lost,
        "annotation_form": AnnotationForm(
            view=lens, labels=labels_of(context.comparison), initial={"response": response}
        ),
        "cells": cells_of(collation, response.pk),
        "before": before,
        "after": after,
        "successors": list(response.successors.current()) if response.superseded_at else [],
        "just_placed": just_placed(context.request, context.comparison),
        "refused": form.first_error if form else "",
    }
    return context.render("collation/response/page.html", shown, status=422 if form else 200)
