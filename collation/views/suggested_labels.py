"""What people do with the labels that readers suggest."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from reviews.access import MARK
from reviews.domain.suggested_labels import dismiss_label, suggest_again, take_label
from reviews.models import ReaderQuotation
from reviews.web.context import Context, comparison_act


@comparison_act("annotations", MARK)
def label_take(context: Context, suggestion: int) -> HttpResponse:
    """Make a suggested label the viewer's own annotation."""
    made = take_label(suggestion=_suggested(context, suggestion), by=context.user)
    undo = reverse("collation:annotation_delete", args=[context.comparison.slug, made.pk])
    messages.success(context.request, f"It is your annotation now: {made.label}.", extra_tags=undo)
    return redirect(f"{_list(context)}#a-{made.pk}")


@comparison_act("annotations", MARK)
def label_dismiss(context: Context, suggestion: int) -> HttpResponse:
    """Dismiss a suggested label; the answer offers to undo it."""
    dismiss_label(suggestion=_suggested(context, suggestion), by=context.user)
    undo = reverse("collation:label_suggest_again", args=[context.comparison.slug, suggestion])
    messages.success(context.request, "Dismissed: no reader suggests it here again.", extra_tags=undo)
    return redirect(_list(context))


@comparison_act("annotations", MARK)
def label_suggest_again(context: Context, suggestion: int) -> HttpResponse:
    """Let readers suggest a dismissed label again."""
    dismissed = context.lens.suggested_labels(dismissed=True)
    suggest_again(suggestion=get_object_or_404(dismissed, pk=suggestion))
    messages.success(context.request, "It is suggested again.")
    return redirect(_list(context))


def _suggested(context: Context, number: int) -> ReaderQuotation:
    return get_object_or_404(context.lens.suggested_labels(), pk=number)


def _list(context: Context) -> str:
    return reverse("collation:annotation_list", args=[context.comparison.slug])
