"""The reader's arrangement of a table: columns, their order, rows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collation.cells import Collation, Row
from collation.pages.query_filter import QueryFilter

DENSITIES = ("comfortable", "compact")
_READ_WHOLE = 5  # columns that fit on a screen with all that they say


@dataclass(frozen=True)
class Arrangement(QueryFilter):
    """The columns and rows of the compare page.

    `keys` are all columns in their own order; `columns` are those shown, at least one, in the reader's order.
    `density` is one of DENSITIES, or "" for the one that fits the number of columns.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    diverging: bool = False
    density: str = ""

    @property
    def hidden(self) -> tuple[str, ...]:
        return tuple(key for key in self.keys if key not in self.columns)

    @property
    def compact(self) -> bool:
        """True if each cell shows one sentence, and opens to the rest."""
        return (self.density or self._fitting) == "compact"

    @property
    def _fitting(self) -> str:
        return "compact" if len(self.columns) > _READ_WHOLE else "comfortable"

    @property
    def parameters(self) -> dict[str, str]:
        words = {}
        if self.columns != self.keys:
            words["columns"] = ",".join(self.columns)
        if self.diverging:
            words["rows"] = "diverging"
        if self.density:
            words["density"] = self.density
        return words

    @property
    def every_row(self) -> Arrangement:
        return replace(self, diverging=False)

    @property
    def diverging_rows(self) -> Arrangement:
        return replace(self, diverging=True)

    @property
    def every_column(self) -> Arrangement:
        """All columns, in their own order."""
        return replace(self, columns=self.keys)

    @property
    def other_density(self) -> Arrangement:
        """The same, compact if it is not, else comfortable."""
        return replace(self, density="comfortable" if self.compact else "compact")

    def moved(self, key: str, by: int) -> Arrangement:
        """A copy with one column moved left (-1) or right (1).

        At the edge it stays.
        """
        at = self.columns.index(key)
        others = [other for other in self.columns if other != key]
        others.insert(max(0, at + by), key)
        return replace(self, columns=tuple(others))


def arrange(keys: Sequence[str], columns: Sequence[str] = (), rows: str = "", density: str = "") -> Arrangement:
    """The arrangement that an address asks for.

    Unknown columns are passed over, and so is an unknown density. `columns` holds keys, each alone or several with
    commas between.
    """
    asked = [key for listed in columns for key in listed.split(",") if key in keys]
    shown = tuple(dict.fromkeys(asked)) or tuple(keys)
    return Arrangement(tuple(keys), shown, rows == "diverging", density if density in DENSITIES else "")


def rows_of(collation: Collation, arrangement: Arrangement) -> list[Row]:
    return [row for row in collation.rows if not arrangement.diverging or row.divergence]


def order_of(collation: Collation, arrangement: Arrangement) -> list[int]:
    """The indices of the columns shown, in the reader's order."""
    places = {respondent.key: at for at, respondent in enumerate(collation.respondents)}
    return [places[key] for key in arrangement.columns]
