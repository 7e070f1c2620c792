"""The page of agreement: reviewers, respondents, spread."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from collation.agreement.before_after import before_after
from collation.agreement.by_question import by_question
from collation.agreement.confusion import confusion
from collation.agreement.raters import distributions, respondents, reviewers
from collation.agreement.readers import against_people, readers
from collation.assemble.collation import collate
from collation.assemble.first_marks import first_marks
from collation.assemble.marked_twice import brand_shift_of
from collation.cells import Row
from collation.pages.agreement_rows import HEAD, agreement_rows
from collation.pages.heat_map import heat_map, interval_bar
from collation.pages.pairs import pair_keys
from collation.publish.formats.spreadsheet import csv_of
from collation.wording import counted, how_much_is_read
from reviews.web.context import Context, comparison_page


@comparison_page("agreement")
def agreement(context: Context) -> HttpResponse:
    """Agreement of reviewers and of respondents, with intervals and pairs.

    `?pair=bob-dana` opens the confusion matrix of these two.
    """
    collation = collate(context.comparison, context.lens)
    people, columns = reviewers(collation), respondents(collation)
    scored = [cell for row in collation.rows if row.question.scored for cell in row.cells]
    read_by = readers(collation)
    keys = pair_keys(people.names)
    asked = context.request.GET.get("pair", "")
    pair = next((pair for pair, key in keys.items() if key == asked), None)
    shown = {
        "reviewers": people,
        "respondents": columns,
        "reviewers_bar": interval_bar(people.agreement),
        "respondents_bar": interval_bar(columns.agreement),
        "reviewers_map": heat_map(people, keys),
        "asked": asked,
        "confusion": confusion(collation, *pair) if pair else None,
        "turned": keys.get((pair[1], pair[0])) if pair else None,
        "by_question": by_question(collation),
        "before_after": before_after(collation, first_marks(context.lens)),
        "respondents_map": heat_map(columns),
        "read": how_much_is_read(scored),
        "readers": read_by,
        "readers_bar": interval_bar(read_by.agreement),
        "readers_map": heat_map(read_by),
        "against_people": against_people(collation),
        "distributions": distributions(collation),
        "brand_shift": brand_shift_of(context.comparison, context.lens),
        "rows": [(row, counted(row)) for row in _most_divergent_first(collation.rows)],
    }
    return context.render("collation/agreement/page.html", shown)


@comparison_page()
def agreement_csv(context: Context) -> HttpResponse:
    """The agreement of the reviewers as CSV.

    It holds what the viewer may know.
    """
    rows = agreement_rows(collate(context.comparison, context.lens), first_marks(context.lens))
    response = HttpResponse(csv_of(HEAD, rows), "text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{context.comparison.slug}-agreement.csv")
    return response


def _most_divergent_first(rows: Sequence[Row]) -> list[Row]:
    """The rows that have a divergence."""
    diverging = [row for row in rows if row.divergence is not None]
    return sorted(diverging, key=lambda row: -(row.divergence or 0))
