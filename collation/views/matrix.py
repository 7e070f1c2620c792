"""The matrix: criteria × respondents, and their divergence."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from collation.assemble.collation import collate
from collation.assemble.conclusions import team_answers
from collation.assemble.facts import caveats_of, fact_reading
from collation.assemble.queue import queue_of
from collation.pages.priorities import first_look
from collation.tables.matrix import matrix_table
from reviews.web.context import Context, comparison_page, comparison_view


@comparison_page("matrix")
def matrix(context: Context) -> HttpResponse:
    """The whole matrix; nothing for a panel that is being closed.

    With `since`, the revision that a page shows, what changed after it: 204 if nothing did.
    """
    since = context.request.GET.get("since")
    if context.request.htmx.target == "panel":
        return HttpResponse()
    if since == str(context.comparison.revision):
        return HttpResponse(status=204)
    collation = collate(context.comparison, context.lens)
    facts = fact_reading(context.comparison, context.lens, collation.respondents)
    caveats = caveats_of(context.comparison, context.lens, collation, facts)
    answers = team_answers(context.comparison, context.lens)
    table = matrix_table(context.comparison, collation, context.request.GET, caveats, answers=answers)
    news = since is not None and context.request.htmx
    shown = {
        "table": table,
        "rows": table.rows,
        "first": first_look(collation, facts.facts),
        "own_queue": queue_of(context.comparison, context.lens, collation),
    }
    return context.render("collation/matrix/_news.html" if news else "collation/matrix/page.html", shown)


@comparison_view("matrix")
def matrix_row(context: Context, question: str) -> HttpResponse:
    """One row of the matrix with the comparison's bar, to swap in.

    A page asks for it after its discussion has changed.
    """
    collation = collate(context.comparison, context.lens)
    if not any(row.question.key == question for row in collation.rows if row.question.scored):
        raise Http404("There is no such row.")
    if not context.request.htmx:
        return redirect("collation:matrix", context.comparison.slug)
    facts = fact_reading(context.comparison, context.lens, collation.respondents)
    caveats = caveats_of(context.comparison, context.lens, collation, facts)
    answers = team_answers(context.comparison, context.lens)
    table = matrix_table(context.comparison, collation, context.request.GET, caveats, question, answers)
    return context.render("collation/matrix/_row_changed.html", {"table": table, "rows": table.rows})
