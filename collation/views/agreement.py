"""The page of agreement: reviewers, respondents, spread."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from collation.agreement.raters import distributions, respondents, reviewers
from collation.agreement.readers import against_people, readers
from collation.assemble.collation import collate
from collation.assemble.marked_twice import brand_shift_of
from collation.cells import Row
from collation.pages.heat_map import heat_map, interval_bar
from collation.wording import counted, how_much_is_read
from reviews.web.context import Context, comparison_page


@comparison_page("agreement")
def agreement(context: Context) -> HttpResponse:
    """Agreement of reviewers and of respondents, with intervals and pairs."""
    collation = collate(context.comparison, context.lens)
    people, columns = reviewers(collation), respondents(collation)
    scored = [cell for row in collation.rows if row.question.scored for cell in row.cells]
    read_by = readers(collation)
    shown = {
        "reviewers": people,
        "respondents": columns,
        "reviewers_bar": interval_bar(people.agreement),
        "respondents_bar": interval_bar(columns.agreement),
        "reviewers_map": heat_map(people),
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


def _most_divergent_first(rows: Sequence[Row]) -> list[Row]:
    """The rows that have a divergence."""
    diverging = [row for row in rows if row.divergence is not None]
    return sorted(diverging, key=lambda row: -(row.divergence or 0))
