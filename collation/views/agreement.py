"""How far reviewers and respondents agree, and where the spread is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collation.agreement.raters import distributions, respondents, reviewers
from collation.assemble.collation import collate
from collation.pages.heat_map import heat_map, interval_bar
from collation.wording import counted, how_much_is_read
from reviews.access import comparison_for
from reviews.lens import lens
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest


@login_required
@require_safe
def agreement(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The agreement of reviewers and of respondents, each with its interval and its pairs."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)

    def respond() -> HttpResponse:
        collation = collate(comparison, view)
        people, columns = reviewers(collation), respondents(collation)
        context = {
            "comparison": comparison,
            "seat": seat,
            "lens": view,
            "here": "agreement",
            "reviewers": people,
            "respondents": columns,
            "reviewers_bar": interval_bar(people.agreement),
            "respondents_bar": interval_bar(columns.agreement),
            "reviewers_map": heat_map(people),
            "respondents_map": heat_map(columns),
            "read": how_much_is_read([cell for row in collation.rows if row.question.scored for cell in row.cells]),
            "distributions": distributions(collation),
            "rows": [
                (row, counted(row))
                for row in sorted(collation.rows, key=lambda row: -(row.divergence or 0))
                if row.divergence is not None
            ],
        }
        return render(request, "collation/agreement.html", context)

    return conditional(request, comparison, seat, view, respond)
