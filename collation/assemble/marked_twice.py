"""Reads the marks that reviewers made without names, and again with them."""

from __future__ import annotations

from collation.agreement.brand_shift import BrandShift, MarkedTwice, brand_shifts
from reviews.lens import Lens
from reviews.models import Comparison, Mark, MarkState


def brand_shift_of(comparison: Comparison, view: Lens) -> list[BrandShift]:
    """The shift of each respondent, by the name that the viewer knows.

    Empty if nobody marked without names, or the viewer may not know them yet. One query.
    """
    if view.names_hidden:
        return []
    columns = {column.pk: view.name(column) for column in view.columns}
    marks = Mark.objects.filter(
        view.shown_cells(),
        cell__comparison=comparison,
        cell__question__archived_at=None,
        cell__transcript__in=columns,
        state=MarkState.SUBMITTED,
    ).select_related("cell__question__scale")
    without: dict[tuple[int, int], Mark] = {}
    named: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        if mark.saw_names is not None:
            (named if mark.saw_names else without)[mark.cell_id, mark.reviewer_id] = mark
    if not without:
        return []
    twice = [
        MarkedTwice(
            columns[mark.cell.transcript_id],
            mark.cell.question.scale.ranks if mark.cell.question.scale else (),
            mark.value,
            named[place].value,
        )
        for place, mark in without.items()
        if place in named
    ]
    return brand_shifts(list(columns.values()), twice)
