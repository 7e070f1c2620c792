"""Annotations as a file: W3C JSON-LD out, and in."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse

from collation.assemble.annotations import annotations_document, as_foreign
from collation.forms.annotating import AnnotationImportForm
from collation.web_annotations import MEDIA_TYPE
from reviews.access import MARK
from reviews.domain.importing import import_annotations
from reviews.web.context import SAFE, Context, comparison_page, comparison_view


@comparison_page("annotations")
def annotation_jsonld(context: Context) -> JsonResponse:
    """All annotations that the viewer may see, as an AnnotationCollection."""
    document = annotations_document(context.comparison, context.lens)
    return JsonResponse(document, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


@comparison_view("annotations", MARK, methods=(*SAFE, "POST"))
def annotation_import(context: Context) -> HttpResponse:
    """The page to take annotations in, and what came of it."""
    request = context.request
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, came = AnnotationImportForm(*sent), None
    if form.is_valid():
        with form.refusals():
            came = import_annotations(
                comparison=context.comparison,
                by=context.user,
                source=form.source,
                annotations=[as_foreign(context.comparison, one) for one in form.annotations],
            )
            form = AnnotationImportForm()
    return context.render(
        "collation/annotations/import.html", {"form": form, "came": came}, status=422 if form.errors else 200
    )
