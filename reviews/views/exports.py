"""The export page: read an export of many conversations, then choose some."""

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
from reviews.models import ExportedConversation, IntakeExport
from reviews.refusal import Refused
from reviews.tables import OfferedRow, OfferedTable, offered_matching
from reviews.web.batch import remember_batch
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.requests import lead

TABLE_ID = "offered"
ON_A_PAGE = 50
A_STEP = 1.0
"""Seconds of reading before the page shows its progress."""


@vary_on_headers("HX-Request")
@comparison_view("intake", EDIT, methods=("GET",))
def export_detail(context: Context, export: int) -> HttpResponse:
    """The progress of an export, then its conversations.

    One that is gone redirects to the intake page.
    """
    request, held = context.request, _exports(context).filter(pk=export).first()
    if held is None:  # or it is somebody else's: the answer is the same
        messages.info(request, "There is no such export here. It may have been discarded, or it has expired.")
        return redirect("reviews:intake", context.comparison.slug)
    template = "_offered" if request.htmx.target == TABLE_ID else "page"
    response = context.render(f"reviews/exports/{template}.html", _shown(context, held, request.GET))
    # The address holds the ticks, for links and a reload. Replacing it keeps each tick out of the browser's history.
    return replace_url(response, request.get_full_path()) if request.htmx.trigger == TABLE_ID else response


@comparison_act("intake", EDIT)
def export_read(context: Context, export: int) -> HttpResponse:
    """Read an export on for a moment.

    The conversation of an export that holds only one opens as a draft.
    """
    held = _export(context, export)
    try:
        read_on(export=held, seconds=A_STEP)
    except Refused as refusal:
        return _show(context, {"export": held, "failed": str(refusal)}, status=422)
    held = _export(context, export)
    if held.is_read and held.conversations.count() == 1:
        return _open_the_only_one(context, held)
    if not context.request.htmx:
        return redirect("reviews:export_detail", context.comparison.slug, export)
    return _show(context, _shown(context, held, QueryDict()))


@comparison_act("intake", EDIT)
def export_take(context: Context, export: int) -> HttpResponse:
    """Begin a draft of each ticked conversation."""
    held = _export(context, export)
    ticked = context.request.POST.getlist("chosen")
    return _take(context, held, [row.one for row in _rows(held, ticked) if row.chosen])


@comparison_act("intake", EDIT)
def export_take_one(context: Context, export: int, conversation: int) -> HttpResponse:
    """Begin a draft of one conversation, whatever is ticked."""
    held = _export(context, export)
    return _take(context, held, [get_object_or_404(held.conversations, pk=conversation)])


@comparison_act("intake", EDIT)
def export_discard(context: Context, export: int) -> HttpResponse:
    """Discard the export; drafts from it stay."""
    held = _export(context, export)
    discard_export(export=held)
    messages.success(context.request, f"{held} is thrown away.")
    return redirect("reviews:intake", context.comparison.slug)


def _exports(context: Context) -> QuerySet[IntakeExport]:
    return exports_of(context.user, context.comparison).select_related("comparison__team", "owner")


def _export(context: Context, pk: int) -> IntakeExport:
    return get_object_or_404(_exports(context), pk=pk)


def _take(context: Context, export: IntakeExport, chosen: Sequence[ExportedConversation]) -> HttpResponse:
    request, slug = context.request, context.comparison.slug
    try:
        drafts = take(export=export, chosen=chosen)
    except Refused as refusal:
        return _show(context, _shown(context, export, request.POST, error=str(refusal)), status=422)
    if len(drafts) == 1:
        return redirect("reviews:draft_detail", slug, drafts[0].pk)
    remember_batch(request, drafts)
    messages.success(request, f"{len(drafts)} conversations are read: look at each before it is stored.")
    return redirect("reviews:intake", slug)


def _open_the_only_one(context: Context, export: IntakeExport) -> HttpResponse:
    request, slug = context.request, context.comparison.slug
    try:
        (draft,) = take(export=export, chosen=list(export.conversations.all()))
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
    """The context of the page.

    `asked` holds the search words, and the ticked conversations of all pages of the table.
    """
    if not export.is_read:
        return {
            "export": export,
            "offers": export.conversations.count(),
            "percent": 100 * export.read_to // export.size,
        }
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
    return [OfferedRow(one, str(one.pk) in ticked, one.conversation in stored) for one in export.conversations.all()]
