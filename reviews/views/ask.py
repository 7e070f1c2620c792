"""The sheet of prompts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from reviews.access import comparison_for
from reviews.domain.ask_sheet import ask_sheet
from reviews.lens import lens
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest


@login_required
def ask(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The same prompt for every model, to copy."""
    user = request.user
    comparison, seat = comparison_for(user, slug)
    view = lens(user, comparison)

    def respond() -> HttpResponse:
        sheet = ask_sheet(comparison.paper, comparison.questions.current().select_related("scale"))
        context = {"comparison": comparison, "seat": seat, "lens": view, "here": "ask", "sheet": sheet}
        return render(request, "reviews/ask.html", context)

    return conditional(request, comparison, seat, view, respond)
