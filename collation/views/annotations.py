"""Annotations: the page of all, that of one, and their changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_htmx.http import reswap, retarget, trigger_client_event

from collation.assemble.annotations import ShownAnnotation, on_response, page_of, painted_on_page, shown_annotations
from collation.assemble.collation import collate
from collation.assemble.response import whole_turn
from collation.assemble.suggested_labels import SuggestedLabel, suggested_labels
from collation.forms.annotating import AnnotationEditForm, AnnotationForm, GatherForm
from collation.forms.placing import responses
from collation.pages.annotations import AnnotationFilter
from collation.wording import listed
from reviews.access import MARK
from reviews.domain.annotations import (
    annotate,
    annotation_says,
    delete_annotation,
    edit_annotation,
    restore_annotation,
)
from reviews.domain.findings import NewPoint, gather_finding, quote_in_finding
from reviews.domain.labels import labels_of
from reviews.forms.discussion import CommentForm
from reviews.models import Annotation, Finding, Response
from reviews.refusal import Refused
from reviews.web.context import SAFE, Context, comparison_act, comparison_page, comparison_view
from reviews.web.requests import local_path

CHANGED = "annotations-changed"
"""The event that tells the page which words are annotated otherwise now."""


@comparison_page("annotations")
def annotation_list(context: Context) -> HttpResponse:
    """All annotations, and what readers suggest, by kind and person."""
    collation = collate(context.comparison, context.lens)
    view = context.lens
    annotations = shown_annotations(context.comparison, view, view.annotations(), collation)
    suggested = suggested_labels(context.comparison, view)

    def place(one: ShownAnnotation | SuggestedLabel) -> tuple[str, int, int]:
        # Ids tell in which order texts were taken in; a blind reviewer's keys sort as their columns.
        return one.respondent if view.names_hidden else "", one.stored.response_id, one.stored.start

    everything: list[ShownAnnotation | SuggestedLabel] = sorted([*annotations, *suggested], key=place)
    asked = AnnotationFilter.asked_by(context.request.GET)
    shown = {
        "annotations": asked.chosen(everything),
        "total": len(everything),
        "suggested": len(suggested),
        "filters": asked.facets(everything),
        "filtered": bool(asked.parameters),
        "label_names": listed([label.name for label in labels_of(context.comparison)]),
    }
    return context.render("collation/annotations/list.html", shown)


@comparison_page("annotations")
def annotation_detail(context: Context, annotation: int) -> HttpResponse:
    """One annotation, by its permanent address."""
    return _show(context, get_object_or_404(context.lens.annotations(), pk=annotation))


@comparison_view("annotations", MARK, methods=(*SAFE, "POST"))
def annotation_new(context: Context) -> HttpResponse:
    """Annotate words; the page to do it without selecting any."""
    request, view = context.request, context.lens
    labels = labels_of(context.comparison)
    if request.method != "POST":
        asked = get_object_or_404(responses(view), pk=_number(request.GET.get("response", "")))
        form = AnnotationForm(
            view=view, labels=labels, initial={"response": asked.pk, "quote": request.GET.get("quote", "")}
        )
        return _form(context, form, asked)
    local_path(request.POST.get("next", ""))
    form = AnnotationForm(request.POST, view=view, labels=labels)
    if form.is_valid():
        with form.refusals():
            made = annotate(**form.cleaned_data, by=context.user)
            return _answer(context, made, "made", "Annotated.")
    return _form(context, form, form.cleaned_data.get("response"))


@comparison_act("annotations", MARK)
def annotation_edit(context: Context, annotation: int) -> HttpResponse:
    """Replace the label and the note of the viewer's own annotation."""
    found = _own(context, annotation)
    form = _edit_form(context, found, context.request.POST)
    if form.is_valid():
        with form.refusals():
            edit_annotation(annotation=found, by=context.user, **form.cleaned_data)
            return _answer(context, found, "changed", "Saved.")
    return _show(context, found, form)


@comparison_act("annotations", MARK)
def annotation_delete(context: Context, annotation: int) -> HttpResponse:
    """Delete the viewer's own annotation; the answer offers to undo it."""
    found = _own(context, annotation)
    delete_annotation(annotation=found, by=context.user)
    return _answer(context, found, "deleted", "Deleted.")


@comparison_act("annotations", MARK)
def annotation_restore(context: Context, annotation: int) -> HttpResponse:
    """Put back what the viewer deleted."""
    found = _own(context, annotation)
    restore_annotation(annotation=found, by=context.user)
    return _answer(context, found, "restored", "It is back.")


@comparison_act("annotations", MARK)
def annotation_gather(context: Context, annotation: int) -> HttpResponse:
    """Put the words of an annotation under a finding, old or new."""
    found = get_object_or_404(context.lens.annotations(), pk=annotation)
    form = GatherForm(context.request.POST, findings=_findings(context))
    if form.is_valid():
        span = NewPoint(get_object_or_404(responses(context.lens), pk=found.response_id), found.start, found.end)
        key, title, kind = (form.cleaned_data[name] for name in ("finding", "title", "kind"))
        with form.refusals():
            if key:
                finding = get_object_or_404(context.comparison.findings, pk=key)
                point = quote_in_finding(finding=finding, span=span, by=context.user)
            else:
                finding = gather_finding(
                    comparison=context.comparison, by=context.user, title=title, kind=kind or "other", spans=[span]
                )
                point = finding.points.get()
            at = context.comparison.slug, f"finding-{finding.pk}"
            undo = reverse("collation:finding_ungather", args=[*at, point.pk])
            messages.success(context.request, f"Gathered into “{finding.title}”.", extra_tags=undo)
            return redirect("collation:finding_detail", *at)
    return _show(context, found, gather=form)


def _findings(context: Context) -> list[Finding]:
    return list(context.comparison.findings.filter(merged_into=None).order_by("title", "pk"))


def _own(context: Context, number: int) -> Annotation:
    """The annotation, also a deleted one, for its author.

    Others who may see it get 403.
    """
    local_path(context.request.POST.get("next", ""))
    own = Annotation.objects.filter(
        response__transcript__comparison=context.comparison, created_by=context.user
    ).select_related("label", "created_by", "response__transcript__comparison")
    found = own.filter(pk=number).first()
    if found is None:
        get_object_or_404(context.lens.annotations(), pk=number)
        raise PermissionDenied("Only its author can change an annotation.")
    return found


def _edit_form(context: Context, annotation: Annotation, data: Any = None) -> AnnotationEditForm:
    labels = labels_of(context.comparison)
    if annotation.label and annotation.label not in labels:
        labels.append(annotation.label)
    return AnnotationEditForm(data, labels=labels, number=annotation.pk, stored=annotation_says(annotation))


def _form(context: Context, form: AnnotationForm, response: Response | None) -> HttpResponse:
    """The form alone for htmx, else on a page of its own."""
    shown = {"annotation_form": form, "response": response, "next": context.request.POST.get("next", "")}
    if response:
        shown["name"] = context.lens.name(response.transcript)
    status = 422 if form.errors else 200
    if not context.request.htmx:
        return context.render("collation/annotations/new.html", shown, status=status)
    alone = context.render("collation/annotations/_form.html", shown, status=status)
    return reswap(retarget(alone, "#annotate"), "outerHTML")


def _show(
    context: Context,
    found: Annotation,
    form: AnnotationEditForm | None = None,
    *,
    gather: GatherForm | None = None,
) -> HttpResponse:
    """The page of one annotation, with the errors of a refused form."""
    collation = collate(context.comparison, context.lens)
    seen = context.lens.annotations().filter(pk=found.pk)
    rows = shown_annotations(context.comparison, context.lens, seen, collation)
    if not rows:
        raise Refused("This annotation was deleted.")
    (shown,) = rows
    own = next((row for row in collation.respondents if row.key == shown.respondent), None)
    threads = context.lens.comments().filter(thread__annotation=found).by_thread()
    values = {
        "shown": shown,
        "edit_form": form or _edit_form(context, found),
        "annotation": found,
        "threads": threads,
        "discussed": any(thread.told[0].markdown == found.note for thread in threads),
        "comment_form": CommentForm(),
        "gather_form": gather or GatherForm(findings=_findings(context)),
        "questions": [row.question for row in collation.rows if row.question.scored] if own else [],
    }
    return context.render("collation/annotations/page.html", values, status=422 if form or gather else 200)


def _answer(context: Context, found: Annotation, did: str, sentence: str) -> HttpResponse:
    """The answer to a change.

    For the list of a response, the list and the text with their new paint; for other parts of a page nothing but the
    event; without htmx the page that the form was on.
    """
    request, slug = context.request, context.comparison.slug
    if not request.htmx:
        undo = reverse("collation:annotation_restore", args=[slug, found.pk]) if did == "deleted" else ""
        messages.success(request, sentence, extra_tags=undo)
        page = request.POST.get("next", "").partition("#")[0] or page_of(context.comparison, found.response_id)
        return HttpResponseRedirect(page if did == "deleted" else f"{page}#a-{found.pk}")
    place = {"response": found.response_id, "start": found.start, "end": found.end}
    if request.htmx.target != "annotations":
        return trigger_client_event(HttpResponse(status=204), CHANGED, {"id": found.pk, "did": did, **place})
    response = get_object_or_404(responses(context.lens), pk=found.response_id)
    collation = collate(context.comparison, context.lens)
    annotations, lost = on_response(context.comparison, context.lens, response, collation)
    chunks = whole_turn(response, collation, painted_on_page(context.lens, [one.stored for one in annotations]))
    shown = {
        "response": response,
        "annotations": annotations,
        "lost": lost,
        "labels": labels_of(context.comparison),
        "painted": [one for one in chunks if one.chunk.start < found.end and found.start < one.chunk.end],
    }
    answer = context.render("collation/annotations/_changed.html", shown)
    return trigger_client_event(answer, CHANGED, {"id": found.pk, "did": did, **place})


def _number(given: str) -> int:
    """The number that an address names; 0 for other words."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
