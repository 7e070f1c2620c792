"""Sheets that are drawn and stored."""

from collections.abc import Iterable

from collation.assemble.sheets import DrawnSheet, drawn_again
from reviews.domain.readers import NewSheet, make_sheet
from reviews.lens import lens
from reviews.models import Comparison, User


def made(comparison: Comparison, by: User, sheets: Iterable[NewSheet]) -> tuple[DrawnSheet, ...]:
    """The sheets as they are given to a reader, once they are stored."""
    tokens = [make_sheet(comparison=comparison, by=by, sheet=sheet).token for sheet in sheets]
    return drawn_again(comparison, lens(None, comparison), tokens[0].partition("-")[0])
