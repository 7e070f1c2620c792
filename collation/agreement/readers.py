"""Agreement of readers, with each other and with people. Pure.

People's values are those of marks that were made before any suggestion was visible. Readers are no reviewers: they
never count in the agreement of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collation.agreement.alpha import agreement, pairs
from collation.agreement.raters import Raters
from collation.cells import Cell, Collation
from reviews.scale import rank, settle

PEOPLE = "people"
"""The key of the people among the raters."""


@dataclass(frozen=True)
class AgainstPeople:
    """How a reader's values compare with people's.

    `cells` have both, and in `alike` of them they are the same; `own` and `own_alike` count those of respondents of the
    reader's own family. `counts` are (the people's value, the reader's value, how many), in the order of the scale.
    """

    name: str
    cells: int
    alike: int
    own: int
    own_alike: int
    counts: tuple[tuple[str, str, int], ...]


def readers(collation: Collation) -> Raters:
    """Compute the agreement of the readers, and of people with each.

    A unit is a cell of a scored question, a value the rank of what a reader suggests, if that may lead.
    """
    cells, scale = _cells(collation)
    names = _names(cells)
    ratings = {key: [rank(_of_reader(cell, key), scale) for cell in cells] for key in names}
    of_people = [rank(_of_people(cell), scale) for cell in cells]
    if names and any(value is not None for value in of_people):
        ratings[PEOPLE] = of_people
        names[PEOPLE] = "People"
    units = zip(*ratings.values(), strict=True)
    return Raters(names, agreement(units, "ordinal", categories=range(len(scale))), pairs(ratings), ())


def against_people(collation: Collation) -> tuple[AgainstPeople, ...]:
    """Compare each reader with people.

    Readers who share no cell with them are left out.
    """
    cells, scale = _cells(collation)
    compared = (_compared(key, name, cells, scale) for key, name in _names(cells).items())
    return tuple(one for one in compared if one.cells)


def _compared(key: str, name: str, cells: Iterable[Cell], scale: Sequence[str]) -> AgainstPeople:
    both = [
        (cell, people, value)
        for cell in cells
        if (people := _of_people(cell)) is not None and (value := _of_reader(cell, key)) is not None
    ]
    own = [(people, value) for cell, people, value in both if _is_own(cell, key)]
    counts = Counter((people, value) for _, people, value in both)
    order = {value: place for place, value in enumerate(scale)}

    def in_order(values: tuple[str, str]) -> tuple[int, ...]:
        return tuple(order.get(value, len(order)) for value in values)

    return AgainstPeople(
        name=name,
        cells=len(both),
        alike=sum(people == value for _, people, value in both),
        own=len(own),
        own_alike=sum(people == value for people, value in own),
        counts=tuple((*values, counts[values]) for values in sorted(counts, key=in_order)),
    )


def _cells(collation: Collation) -> tuple[list[Cell], tuple[str, ...]]:
    """The cells of the scored questions with the scale of the first."""
    rows = [row for row in collation.rows if row.question.scored]
    scale = rows[0].question.scale if rows else ()
    return [cell for row in rows if row.question.scale == scale for cell in row.cells], scale


def _names(cells: Iterable[Cell]) -> dict[str, str]:
    return {one.source: one.by for cell in cells for one in cell.suggestions}


def _of_reader(cell: Cell, key: str) -> str | None:
    return next((one.value for one in cell.suggestions if one.source == key and one.leads), None)


def _of_people(cell: Cell) -> str | None:
    """The value of the marks made before a suggestion was visible."""
    return settle([mark.value for mark in cell.marks if mark.blind], cell.question.scale).value


def _is_own(cell: Cell, key: str) -> bool:
    return any(one.own_family for one in cell.suggestions if one.source == key)
