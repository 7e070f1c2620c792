"""The texts of the next version, and its redactions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from collation.forms.publish import RedactionForm
from collation.publish.document.leaving import grouped, pointed_out, public_texts
from collation.publish.freeze import proposal
from reviews.access import EDIT
from reviews.domain.redactions import redact, undo_redaction
from reviews.web.context import Context, comparison_act, comparison_view


@comparison_view("publish", EDIT)
def publish_leaving(context: Context) -> HttpResponse:
    """Everything that becomes public, and what in it may be private."""
    return _show(context)


@comparison_act("publish", EDIT)
def publish_redact(context: Context) -> HttpResponse:
    """Keeps words out of the next versions."""
    form = RedactionForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            redaction = redact(comparison=context.comparison, by=context.user, **form.cleaned_data)
            messages.success(context.request, f"“{redaction.words}” is redacted in the next version.")
            return _back(context)
    return _show(context, form)


@comparison_act("publish", EDIT)
def publish_unredact(context: Context, redaction: int) -> HttpResponse:
    """Lets redacted words be published again."""
    stored = get_object_or_404(context.comparison.redactions, pk=redaction)
    undo_redaction(redaction=stored, by=context.user)
    messages.success(context.request, f"“{stored.words}” stands in the next version again, if it is published.")
    return _back(context)


def _back(context: Context) -> HttpResponse:
    return redirect(reverse("collation:publish_leaving", args=[context.comparison.slug]))


def _show(context: Context, form: RedactionForm | None = None) -> HttpResponse:
    comparison = context.comparison
    texts = public_texts(proposal(comparison)[1])
    shown = {
        "pointed": pointed_out(texts),
        "places": grouped(texts),
        "texts": len(texts),
        "redactions": comparison.redactions.filter(undone_at=None).select_related("created_by"),
        "undone": comparison.redactions.exclude(undone_at=None).select_related("undone_by"),
        "form": form or RedactionForm(),
    }
    response = context.render("collation/publish/leaving.html", shown, status=422 if form else 200)
    patch_cache_control(response, private=True, no_store=True)
    return response
