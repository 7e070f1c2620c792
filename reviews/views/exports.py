"""The export page: an export of many conversations is read with progress, then a person chooses what to look at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url
from django_tables2 import RequestConfig

from reviews.access import EDIT
from reviews.domain.exports import MOST_TAKEN, discard_export, exports_of, read_on, stored_ids, take
from reviews.models import IntakeExport, OfferedConversation
from reviews.refusal import Refused
from reviews.tables import OfferedRow, OfferedTable, offered_matching
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.requests import lead

TABLE_ID = "offered"
ON_A_PAGE = 50
A_STEP = 1.0
"""Seconds between two signs of progress."""


@vary_on_headers("HX-Request")
@comparison_view("intake", EDIT, methods=("GET",))
def export_detail(context: Context, export: int) -> HttpResponse:
    """How far an export is read; once it is read, what it offers. Back to one that is gone leads to the intake page."""
    request, found = context.request, _exports(context).filter(pk=export).first()
    if found is None:  # the same answer for somebody else's and for nobody's
        messages.info(request, "There is no such export here. It may have been discarded, or it has expired.")
        return redirect("reviews:intake", context.comparison.slug)
    template = "_offered" if request.htmx.target == TABLE_ID else "page"
    response = context.render(f"reviews/exports/{template}.html", _shown(context, found, request.GET))
    # Ticks stand in the address, where links and a reload find them, but each is no page to go back to.
    return replace_url(response, request.get_full_path()) if request.htmx.trigger == TABLE_ID else response


@comparison_act("intake", EDIT)
def export_read(context: Context, export: int) -> HttpResponse:
    """The export is read on for a moment. The only conversation in one opens as a draft at once."""
    found = _export(context, export)
    try:
        read_on(export=found, seconds=A_STEP)
    except Refused as refusal:
        return _show(context, {"export": found, "failed": str(refusal)}, status=422)
    found = _export(context, export)
    if found.is_read and found.offered.count() == 1:
        return _open_the_only_one(context, found)
    if not context.request.htmx:
        return redirect("reviews:export_detail", context.comparison.slug, export)
    return _show(context, _shown(context, found, QueryDict()))


@comparison_act("intake", EDIT)
def export_take(context: Context, export: int) -> HttpResponse:
    """The conversations that are ticked become drafts."""
    found = _export(context, export)
    ticked = context.request.POST.getlist("chosen")
    return _take(context, found, [row.one for row in _rows(found, ticked) if row.chosen])


@comparison_act("intake", EDIT)
def export_take_one(context: Context, export: int, conversation: int) -> HttpResponse:
    """One conversation becomes a draft, whatever is ticked."""
    found = _export(context, export)
    return _take(context, found, [get_object_or_404(found.offered, pk=conversation)])


@comparison_act("intake", EDIT)
def export_discard(context: Context, export: int) -> HttpResponse:
    """The export is thrown away; drafts that were taken from it stay."""
    found = _export(context, export)
    discard_export(export=found)
    messages.success(context.request, f"{found} is thrown away.")
    return redirect("reviews:intake", context.comparison.slug)


def _exports(context: Context) -> QuerySet[IntakeExport]:
    return exports_of(context.user, context.comparison).select_related("comparison__team", "owner")


def _export(context: Context, pk: int) -> IntakeExport:
    return get_object_or_404(_exports(context), pk=pk)


def _take(context: Context, export: IntakeExport, chosen: Sequence[OfferedConversation]) -> HttpResponse:
    request, slug = context.request, context.comparison.slug
    try:
        drafts = take(export=export, chosen=chosen)
    except Refused as refusal:
        return _show(context, _shown(context, export, request.POST, error=str(refusal)), status=422)
    if len(drafts) == 1:
        return redirect("reviews:draft_detail", slug, drafts[0].pk)
    messages.success(request, f"{len(drafts)} conversations are read: look at each before it is stored.")
    return redirect("reviews:intake", slug)


def _open_the_only_one(context: Context, export: IntakeExport) -> HttpResponse:
    request, slug = context.request, context.comparison.slug
    try:
        (draft,) = take(export=export, chosen=list(export.offered.all()))
        return lead(request, "reviews:draft_detail", slug, draft.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return lead(request, "reviews:intake", slug)
    finally:
        discard_export(export=export)


def _show(context: Context, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    template = "_export" if context.request.htmx else "page"
    return context.render(f"reviews/exports/{template}.html", shown, status=status)


def _shown(context: Context, export: IntakeExport, asked: QueryDict, *, error: str = "") -> dict[str, Any]:
    """`asked` is what a person looks for, and what they ticked, on this page of the table or another."""
    if not export.is_read:
        return {"export": export, "offers": export.offered.count(), "percent": 100 * export.read_to // export.size}
    words, ticked = asked.get("q", "").strip(), set(asked.getlist("chosen"))
    rows = _rows(export, ticked)
    table = OfferedTable(offered_matching(rows, words))
    RequestConfig(context.request, paginate={"per_page": ON_A_PAGE}).configure(table)
    here = {row.record.one.pk for row in table.paginated_rows}
    return {
        "export": export,
        "words": words,
        "offers": len(rows),
        "table": table,
        "table_id": TABLE_ID,
        "chosen": [row.one for row in rows if row.chosen],
        "chosen_elsewhere": [row.one for row in rows if row.chosen and row.one.pk not in here],
        "most": MOST_TAKEN,
        "error": error,
    }


def _rows(export: IntakeExport, ticked: Collection[str] = ()) -> list[OfferedRow]:
    stored = stored_ids(export.comparison)
    return [OfferedRow(one, str(one.pk) in ticked, one.conversation in stored) for one in export.offered.all()]
