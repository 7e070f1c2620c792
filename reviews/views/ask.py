"""The sheet of prompts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from reviews.access import comparison_for
from reviews.asking import ask_sheet
from reviews.lens import lens
from reviews.requests import MemberRequest


@login_required
def ask(request: MemberRequest, slug: str) -> HttpResponse:
    """The same prompt for every model, to copy."""
    user = request.user
    comparison, seat = comparison_for(user, slug)
    questions = comparison.questions.current().select_related("scale")
    context = {
        "comparison": comparison,
        "seat": seat,
        "lens": lens(user, comparison),
        "here": "ask",
        "sheet": ask_sheet(comparison.paper, questions),
    }
    return render(request, "reviews/ask.html", context)
