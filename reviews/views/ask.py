"""The Ask page."""

from __future__ import annotations

from django.http import HttpResponse

from reviews.domain.ask_sheet import ask_sheet
from reviews.web.context import Context, comparison_page


@comparison_page("ask")
def ask(context: Context) -> HttpResponse:
    """The same prompt for every model, to copy."""
    comparison = context.comparison
    sheet = ask_sheet(comparison.paper, comparison.questions.current().select_related("scale"))
    return context.render("reviews/ask/page.html", {"sheet": sheet})
