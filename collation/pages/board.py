"""The part of a collation that Compare shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collation.cells import Cell, Collation, Passage, Row
from collation.pages.anchors import Anchor
from collation.pages.arrangement import Arrangement
from collation.pages.search import Found

_AT_ONCE = 400  # cells of a comparison that is shown whole
_CELLS = 120  # of one page of rows, if there are more
_LEAST_ROWS = 6


@dataclass(frozen=True)
class Board:
    """The rows and columns that are shown, of those that there are.

    `rows` are those of one page; `order` and `strip` are the indices of the columns that show cells and of those in the
    strip; `matching` is the number of rows on all pages; `before` and `after` are the keys of rows on the pages beside
    this one, "" without one. `words` are those that the address asks for.
    """

    collation: Collation
    arrangement: Arrangement
    rows: tuple[Row, ...]
    order: tuple[int, ...]
    strip: tuple[int, ...]
    matching: int
    first: int
    before: str
    after: str
    words: Anchor | None
    found: Found | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    def cells(self) -> Iterator[tuple[Row, Cell]]:
        """The cells whose words are shown, row by row."""
        for row in self.rows:
            for at in (*self.order, *self.strip):
                yield row, row.cells[at]

    def passages(self) -> Iterator[tuple[Row, Cell, Passage]]:
        for row, cell in self.cells():
            for passage in cell.reading.passages:
                yield row, cell, passage


def board_of(
    collation: Collation, arrangement: Arrangement, words: Anchor | None = None, found: Found | None = None
) -> Board:
    """What the arrangement shows of a collation."""
    rows = [row for row in collation.rows if _is_shown(row, arrangement, found)]
    across = max(1, len(arrangement.columns))
    size = len(rows) + 1 if len(rows) * across <= _AT_ONCE else max(_LEAST_ROWS, _CELLS // across)
    places = {row.question.key: at for at, row in enumerate(rows)}
    first = places.get(arrangement.row, 0) // size * size
    columns = {respondent.key: at for at, respondent in enumerate(collation.respondents)}
    return Board(
        collation=collation,
        arrangement=arrangement,
        rows=tuple(rows[first : first + size]),
        order=tuple(columns[key] for key in arrangement.beside),
        strip=tuple(columns[key] for key in arrangement.strip),
        matching=len(rows),
        first=first + 1,
        before=rows[first - size].question.key if first else "",
        after=rows[first + size].question.key if first + size < len(rows) else "",
        words=words,
        found=found,
    )


def _is_shown(row: Row, arrangement: Arrangement, found: Found | None) -> bool:
    if arrangement.diverging and not row.divergence:
        return False
    return found is None or arrangement.rows == "every" or found.in_row(row, arrangement.columns)
