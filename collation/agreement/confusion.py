"""Two reviewers' values of the same cells, set against each other. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from collation.agreement.raters import on_one_scale
from collation.cells import Cell, Collation
from reviews.scale import ABSENCES, ABSTAINED


@dataclass(frozen=True)
class Confusion:
    """The confusion matrix of two reviewers.

    `values` are those of the scale, lowest first, then absences that one of them marked. `cells` has the cells of each
    (value of `a`, value of `b`) that occurs. Cells of which one of them abstained are only counted, in `abstained`.
    """

    a: str
    b: str
    scale: tuple[str, ...]
    values: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Cell, ...]]
    abstained: int = 0

    @property
    def n(self) -> int:
        """The number of cells with a value or absence from both."""
        return sum(map(len, self.cells.values()))

    @property
    def alike(self) -> int:
        return sum(len(cells) for (x, y), cells in self.cells.items() if x == y)

    @property
    def on_scale(self) -> int:
        """The number of cells that both put on the scale."""
        return sum(len(cells) for values, cells in self.cells.items() if set(values) <= set(self.scale))

    @property
    def rows(self) -> tuple[tuple[str, tuple[tuple[str, int], ...], int], ...]:
        """The rows of the matrix.

        Each is a value of `a`, pairs of (value of `b`, how many cells), and their sum.
        """
        return tuple(
            (x, tuple((y, self._count(x, y)) for y in self.values), sum(self._count(x, y) for y in self.values))
            for x in self.values
        )

    @property
    def sums(self) -> tuple[int, ...]:
        """How many cells `b` gave each value."""
        return tuple(sum(self._count(x, y) for x in self.values) for y in self.values)

    @property
    def groups(self) -> tuple[tuple[str, str, tuple[Cell, ...]], ...]:
        """The values that occur with their cells; different values first."""
        place = {value: at for at, value in enumerate(self.values)}
        order = sorted(self.cells, key=lambda values: (values[0] == values[1], place[values[0]], place[values[1]]))
        return tuple((x, y, self.cells[x, y]) for x, y in order)

    def _count(self, x: str, y: str) -> int:
        return len(self.cells.get((x, y), ()))


def confusion(collation: Collation, a: str, b: str) -> Confusion:
    """Set the marks of two reviewers against each other.

    Cells that both marked count. As in the figure of all reviewers, questions on another scale are left out.
    """
    rows, scale, _ = on_one_scale(collation)
    cells: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    abstained = 0
    for cell in (cell for row in rows for cell in row.cells):
        said = {mark.by: mark.value for mark in cell.marks}
        if a not in said or b not in said:
            continue
        if ABSTAINED in (said[a], said[b]):
            abstained += 1
        else:
            cells[said[a], said[b]].append(cell)
    occurring = {value for values in cells for value in values}
    absences = tuple(value for value in ABSENCES if value in occurring)
    others = tuple(sorted(occurring - {*scale, *absences}))
    kept = {values: tuple(found) for values, found in cells.items()}
    return Confusion(a, b, scale, (*scale, *absences, *others), kept, abstained)
