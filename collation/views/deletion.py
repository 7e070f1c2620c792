"""Deletion for good: a stored document, or the whole comparison."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from collation.assemble.cache import forget_computed
from collation.wording import listed
from reviews.access import OWN
from reviews.domain.deletion import (
    WHY_BURIED,
    Deletion,
    comparison_deletion,
    delete_comparison,
    delete_source,
    source_deletion,
)
from reviews.forms.comparison import DeletionForm
from reviews.models import Source
from reviews.refusal import Refused
from reviews.web.context import SAFE, Context, comparison_view


@never_cache
@comparison_view("intake", OWN, methods=(*SAFE, "POST"))
def source_delete(context: Context, source: int) -> HttpResponse:
    """Ask, then delete a stored document and what rests on it."""
    stored = _source(context, source)
    form = DeletionForm(context.request.POST or None, called=str(stored))
    if form.is_valid():
        with form.refusals():
            gone = delete_source(source=stored, by=context.user, seen=form.cleaned_data["seen"])
            forget_computed()
            messages.success(context.request, _told(str(stored), gone, buried=True))
            return redirect("reviews:intake", context.comparison.slug)
    try:
        told = source_deletion(stored)
    except Refused as refused:
        messages.error(context.request, str(refused))
        return redirect("reviews:intake", context.comparison.slug)
    return _ask(context, form, told, source=stored)


@never_cache
@comparison_view("settings", OWN, methods=(*SAFE, "POST"), even_archived=True)
def comparison_delete(context: Context) -> HttpResponse:
    """Ask, then delete the comparison with all that it holds.

    Owners may, even if it is archived.
    """
    comparison = context.comparison
    form = DeletionForm(context.request.POST or None, called=comparison.title)
    if form.is_valid():
        with form.refusals():
            gone = delete_comparison(comparison=comparison, seen=form.cleaned_data["seen"])
            forget_computed()
            messages.success(context.request, _told(comparison.title, gone, buried=False))
            return redirect("reviews:comparison_list")
    return _ask(context, form, comparison_deletion(comparison))


def _source(context: Context, pk: int) -> Source:
    """The source, or the newer one that goes on from it."""
    sources = context.comparison.sources.select_related("continued_by").only(
        "name", "created_at", "conversation", "continued_by__name", "continued_by__created_at"
    )
    found = get_object_or_404(sources, pk=pk)
    return found.continued_by or found


def _ask(context: Context, form: DeletionForm, told: Deletion, source: Source | None = None) -> HttpResponse:
    shown = {"form": form, "told": told, "source": source, "why": WHY_BURIED}
    return context.render("collation/deletion/page.html", shown, status=422 if form.errors else 200)


def _told(name: str, gone: Deletion, *, buried: bool) -> str:
    """What went, in a sentence or two."""
    with_it = f", and with it: {listed(gone.goes)}" if gone.goes else ""
    versions = listed([str(version.number) for version in reversed(gone.versions)])
    several = len(gone.versions) > 1
    told = f"“{name}” is deleted for good{with_it}."
    if versions:
        left = "say that they were withdrawn" if several else "says that it was withdrawn"
        told += f" Version{'s' if several else ''} {versions} {left if buried else 'went, too'}."
    return told
