"""The reader's arrangement of a table: columns, their order, rows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collation.pages.query_filter import QueryFilter


@dataclass(frozen=True)
class Arrangement(QueryFilter):
    """The columns and rows of the compare page.

    `keys` are all columns in their own order; `columns` are those shown, at least one, in the reader's order.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    diverging: bool = False

    @property
    def hidden(self) -> tuple[str, ...]:
        return tuple(key for key in self.keys if key not in self.columns)

    @property
    def parameters(self) -> dict[str, str]:
        words = {}
        if self.columns != self.keys:
            words["columns"] = ",".join(self.columns)
        if self.diverging:
            words["rows"] = "diverging"
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

    def moved(self, key: str, by: int) -> Arrangement:
        """A copy with one column moved left (-1) or right (1).

        At the edge it stays.
        """
        at = self.columns.index(key)
        others = [other for other in self.columns if other != key]
        others.insert(max(0, at + by), key)
        return replace(self, columns=tuple(others))


def arrange(keys: Sequence[str], columns: Sequence[str] = (), rows: str = "") -> Arrangement:
    """The arrangement that an address asks for.

    Unknown columns are passed over. `columns` holds keys, each alone or several with commas between.
    """
    asked = [key for listed in columns for key in listed.split(",") if key in keys]
    return Arrangement(tuple(keys), tuple(dict.fromkeys(asked)) or tuple(keys), rows == "diverging")
