"""The matrix: criteria × respondents, and where they part."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from collation.assemble.collation import collate
from collation.assemble.facts import caveats_of
from collation.assemble.priorities import first_look
from collation.tables.matrix import matrix_table
from reviews.access import comparison_for
from reviews.lens import lens
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest


@login_required
@require_safe
def matrix(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The whole matrix; to its own panel, when that is closed, nothing."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)

    def respond() -> HttpResponse:
        if request.htmx.target == "panel":
            return HttpResponse()
        collation = collate(comparison, view)
        table = matrix_table(comparison, collation, request.GET, caveats_of(comparison, view, collation))
        context = {"comparison": comparison, "seat": seat, "lens": view, "here": "matrix", "table": table}
        context["first"] = first_look(comparison, view, collation)
        return render(request, "collation/matrix.html", context)

    return conditional(request, comparison, seat, view, respond)


@login_required
@require_safe
def matrix_row(request: MemberRequest, slug: str, question: str) -> HttpResponse:
    """One row of the matrix, where it is shown, with the comparison's bar: for a page whose discussion has changed."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)
    collation = collate(comparison, view)
    if not any(row.question.key == question for row in collation.rows if row.question.scored):
        raise Http404("There is no such row.")
    if not request.htmx:
        return redirect("collation:matrix", slug)
    table = matrix_table(comparison, collation, request.GET, caveats_of(comparison, view, collation))
    context = {"comparison": comparison, "seat": seat, "lens": view, "here": "matrix", "table": table}
    context["row"] = table.row(question)
    return render(request, "collation/_row_changed.html", context)
