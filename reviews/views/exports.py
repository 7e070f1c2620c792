"""The export page: an export of many conversations is read with progress, then a person chooses what to look at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url
from django_tables2 import RequestConfig

from reviews.access import EDIT, comparison_for
from reviews.domain.exports import MOST_TAKEN, discard_export, exports_of, read_on, stored_ids, take
from reviews.lens import lens
from reviews.models import IntakeExport, OfferedConversation
from reviews.refusal import Refused
from reviews.tables import OfferedRow, OfferedTable, offered_matching
from reviews.web.requests import MemberRequest, lead

TABLE_ID = "offered"
ON_A_PAGE = 50
A_STEP = 1.0
"""Seconds between two signs of progress."""


@login_required
@require_GET
@vary_on_headers("HX-Request")
def export_detail(request: MemberRequest, slug: str, export: int) -> HttpResponse:
    """How far an export is read; once it is read, what it offers. Back to one that is gone leads to the intake page."""
    found = _exports(request, slug).filter(pk=export).first()
    if found is None:  # the same answer for somebody else's and for nobody's
        messages.info(request, "There is no such export here. It may have been discarded, or it has expired.")
        return redirect("reviews:intake", slug)
    template = "_offered" if request.htmx.target == TABLE_ID else "export"
    response = render(request, f"reviews/{template}.html", _context(request, found, request.GET))
    # Ticks stand in the address, where links and a reload find them, but each is no page to go back to.
    return replace_url(response, request.get_full_path()) if request.htmx.trigger == TABLE_ID else response


@login_required
@require_POST
def export_read(request: MemberRequest, slug: str, export: int) -> HttpResponse:
    """The export is read on for a moment. The only conversation in one opens as a draft at once."""
    found = _export(request, slug, export)
    try:
        read_on(export=found, seconds=A_STEP)
    except Refused as refusal:
        return _page(request, {**_frame(request, found), "failed": str(refusal)}, status=422)
    found = _export(request, slug, export)
    if found.is_read and found.offered.count() == 1:
        return _open_the_only_one(request, found)
    if not request.htmx:
        return redirect("reviews:export_detail", slug, export)
    return _page(request, _context(request, found, QueryDict()))


@login_required
@require_POST
def export_take(request: MemberRequest, slug: str, export: int) -> HttpResponse:
    """The conversations that are ticked become drafts."""
    found = _export(request, slug, export)
    return _take(request, found, [row.one for row in _rows(found, request.POST.getlist("chosen")) if row.chosen])


@login_required
@require_POST
def export_take_one(request: MemberRequest, slug: str, export: int, conversation: int) -> HttpResponse:
    """One conversation becomes a draft, whatever is ticked."""
    found = _export(request, slug, export)
    return _take(request, found, [get_object_or_404(found.offered, pk=conversation)])


@login_required
@require_POST
def export_discard(request: MemberRequest, slug: str, export: int) -> HttpResponse:
    """The export is thrown away; drafts that were taken from it stay."""
    found = _export(request, slug, export)
    discard_export(export=found)
    messages.success(request, f"{found} is thrown away.")
    return redirect("reviews:intake", slug)


def _exports(request: MemberRequest, slug: str) -> QuerySet[IntakeExport]:
    comparison, _seat = comparison_for(request.user, slug, EDIT)
    return exports_of(request.user, comparison).select_related("comparison__team", "owner")


def _export(request: MemberRequest, slug: str, pk: int) -> IntakeExport:
    return get_object_or_404(_exports(request, slug), pk=pk)


def _take(request: MemberRequest, export: IntakeExport, chosen: Sequence[OfferedConversation]) -> HttpResponse:
    slug = export.comparison.slug
    try:
        drafts = take(export=export, chosen=chosen)
    except Refused as refusal:
        return _page(request, _context(request, export, request.POST, error=str(refusal)), status=422)
    if len(drafts) == 1:
        return redirect("reviews:draft_detail", slug, drafts[0].pk)
    messages.success(request, f"{len(drafts)} conversations are read: look at each before it is stored.")
    return redirect("reviews:intake", slug)


def _open_the_only_one(request: MemberRequest, export: IntakeExport) -> HttpResponse:
    slug = export.comparison.slug
    try:
        (draft,) = take(export=export, chosen=list(export.offered.all()))
        return lead(request, "reviews:draft_detail", slug, draft.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return lead(request, "reviews:intake", slug)
    finally:
        discard_export(export=export)


def _page(request: MemberRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    template = "_export" if request.htmx else "export"
    return render(request, f"reviews/{template}.html", context, status=status)


def _frame(request: MemberRequest, export: IntakeExport) -> dict[str, Any]:
    comparison, seat = comparison_for(request.user, export.comparison.slug, EDIT)
    return {
        "comparison": comparison,
        "seat": seat,
        "lens": lens(request.user, comparison),
        "here": "intake",
        "export": export,
    }


def _context(request: MemberRequest, export: IntakeExport, asked: QueryDict, *, error: str = "") -> dict[str, Any]:
    """`asked` is what a person looks for, and what they ticked, on this page of the table or another."""
    frame = _frame(request, export)
    if not export.is_read:
        return {**frame, "offers": export.offered.count(), "percent": 100 * export.read_to // export.size}
    words, ticked = asked.get("q", "").strip(), set(asked.getlist("chosen"))
    rows = _rows(export, ticked)
    table = OfferedTable(offered_matching(rows, words))
    RequestConfig(request, paginate={"per_page": ON_A_PAGE}).configure(table)
    here = {row.record.one.pk for row in table.paginated_rows}
    return {
        **frame,
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
