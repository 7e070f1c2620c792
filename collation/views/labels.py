"""The labels of a comparison's annotations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from collation.forms.annotating import LabelActForm
from reviews.access import EDIT
from reviews.domain.labels import add_label, archive_label, labels_of, rename_label, restore_label
from reviews.web.context import SAFE, Context, comparison_view


@comparison_view("annotations", EDIT, methods=(*SAFE, "POST"))
def label_list(context: Context) -> HttpResponse:
    """The labels; add, rename, archive and restore them."""
    request, comparison = context.request, context.comparison
    form = LabelActForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act, key, name = (form.cleaned_data[field] for field in ("act", "key", "name"))
        with form.refusals():
            if act == "add":
                add_label(comparison=comparison, name=name)
            elif act == "rename":
                rename_label(comparison=comparison, key=key, name=name)
            elif act == "archive":
                archive_label(comparison=comparison, key=key)
            else:
                restore_label(comparison=comparison, key=key)
            messages.success(request, _DONE[act])
            return redirect("collation:label_list", comparison.slug)
    shown = {
        "labels": labels_of(comparison),
        "archived": comparison.labels.exclude(archived_at=None),
        "form": form,
        "refused": form.first_error if form.is_bound else "",
    }
    return context.render("collation/annotations/labels.html", shown, status=422 if form.errors else 200)


_DONE = {
    "add": "The label is there.",
    "rename": "Renamed, wherever it is used.",
    "archive": "Archived. What has it keeps it.",
    "restore": "It can be chosen again.",
}
