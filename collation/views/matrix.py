"""The matrix: criteria × respondents, and where they part."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from collation.collate import collate
from collation.tables.matrix import matrix_table
from reviews.access import comparison_for
from reviews.conditional import conditional
from reviews.lens import lens
from reviews.requests import MemberRequest


@login_required
@require_safe
def matrix(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The whole matrix; to its own panel, when that is closed, nothing."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)
    if request.htmx.target == "panel":
        return HttpResponse()

    def respond() -> HttpResponse:
        table = matrix_table(comparison, collate(comparison, view), request.GET)
        context = {"comparison": comparison, "seat": seat, "lens": view, "here": "matrix", "table": table}
        return render(request, "collation/matrix.html", context)

    return conditional(request, comparison, seat, view, respond)


@login_required
@require_safe
def matrix_row(request: MemberRequest, slug: str, question: str) -> HttpResponse:
    """One row of the matrix, with the comparison's bar, for a page whose discussion has changed."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)
    table = matrix_table(comparison, collate(comparison, view), request.GET)
    row = table.row(question)
    if row is None:
        raise Http404("There is no such row.")
    if not request.htmx:
        return redirect("collation:matrix", slug)
    context = {"comparison": comparison, "seat": seat, "lens": view, "here": "matrix", "table": table, "row": row}
    return render(request, "collation/_row_changed.html", context)
