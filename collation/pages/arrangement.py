"""The reader's arrangement of Compare: columns, their order, rows, density. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from collation.pages.query_filter import QueryFilter

DENSITIES = ("comfortable", "compact", "pinned")
ROWS = ("diverging", "every")
KINDS = ("evidence", "alone", "wording", "note")
"""The kinds of highlights that a reader can switch off."""

REMEMBERED = ("columns", "rows", "density", "pinned", "off")
"""The parameters that say how a reader arranged the page."""

_READ_WHOLE = 5  # columns that fit on a screen with all that they say
_IN_ONE_SENTENCE = 10  # columns that fit with a sentence each; of more, two are pinned
_PINNED = 2
_LONGEST_SEARCH = 200  # characters

Asked = Mapping[str, Sequence[str]]
"""The parameters of an address, each with all of its values."""


@dataclass(frozen=True)
class Arrangement(QueryFilter):
    """The columns and rows of the compare page.

    `keys` are all columns in their own order; `columns` are those shown, at least one, in the reader's order.
    `rows` is one of ROWS or "": diverging, or every row although the page is searched. `density` is one of DENSITIES,
    or "" for the one that fits the number of columns. `pinned` are the columns that are read beside each other if they
    are shown so, two unless there are fewer. `off` are the KINDS of highlights that are not shown. `search` is
    what is looked for. `row` is the key of a row on the page of rows, "" for the first page. `everybody` if the address
    asks for the view that everybody has, who arranged nothing.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: str = ""
    density: str = ""
    pinned: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    search: str = ""
    row: str = ""
    everybody: bool = False

    @property
    def hidden(self) -> tuple[str, ...]:
        return tuple(key for key in self.keys if key not in self.columns)

    @property
    def diverging(self) -> bool:
        return self.rows == "diverging"

    @property
    def shown_as(self) -> str:
        """The density: the reader's, else the one that fits."""
        return self.density or _fitting(len(self.columns))

    @property
    def compact(self) -> bool:
        """True if each cell shows one sentence, and opens to the rest."""
        return self.shown_as == "compact"

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns that show cells, in order.

        All of them, unless some are pinned.
        """
        return self.pinned if self.shown_as == "pinned" else self.columns

    @property
    def strip(self) -> tuple[str, ...]:
        """The columns that stand in the strip beside the pinned ones."""
        return tuple(key for key in self.columns if key not in self.beside)

    @property
    def arranged(self) -> dict[str, str]:
        """The parameters of what is REMEMBERED."""
        words = {}
        if self.columns != self.keys:
            words["columns"] = ",".join(self.columns)
        if self.rows:
            words["rows"] = self.rows
        if self.density:
            words["density"] = self.density
        if self.density == "pinned":
            words["pinned"] = ",".join(self.pinned)
        if self.off:
            words["off"] = ",".join(self.off)
        return words

    @property
    def parameters(self) -> dict[str, str]:
        words = self.arranged or ({"view": "everybody"} if self.everybody else {})
        if self.search:
            words["q"] = self.search
        if self.row:
            words["row"] = self.row
        return words

    def showing(self, rows: str) -> Arrangement:
        """The same with other rows."""
        return replace(self, rows=rows, row="")

    def at(self, row: str) -> Arrangement:
        """The same on the page of rows that holds a row."""
        return replace(self, row=row)

    def dense(self, density: str) -> Arrangement:
        """The same in another density."""
        pinned = _two(self.pinned, self.columns) if density == "pinned" else ()
        return replace(self, density=density, pinned=pinned)

    @property
    def every_column(self) -> Arrangement:
        """All columns, in their own order."""
        return replace(self, columns=self.keys)

    @property
    def unsearched(self) -> Arrangement:
        return replace(self, search="", row="", rows="" if self.rows == "every" else self.rows)

    def moved(self, key: str, by: int) -> Arrangement:
        """A copy with one column moved left (-1) or right (1).

        At the edge it stays.
        """
        at = self.columns.index(key)
        others = [other for other in self.columns if other != key]
        others.insert(max(0, at + by), key)
        return replace(self, columns=tuple(others))

    @property
    def unpinned(self) -> str:
        """The query of two side by side, without those two."""
        words = replace(self, density="pinned", row="").parameters
        return f"?{urlencode({name: value for name, value in words.items() if name != 'pinned'}, safe=',')}"

    @property
    def next_pinned(self) -> Arrangement:
        """The same with the next column on the right."""
        return self._turning(1)

    @property
    def previous_pinned(self) -> Arrangement:
        """The same with the one before it."""
        return self._turning(-1)

    def _turning(self, by: int) -> Arrangement:
        left, right = self.pinned
        others = [key for key in self.columns if key != left]
        return replace(self, density="pinned", pinned=(left, others[(others.index(right) + by) % len(others)]))


def _fitting(columns: int) -> str:
    """The density that fits a number of columns."""
    return "comfortable" if columns <= _READ_WHOLE else "compact" if columns <= _IN_ONE_SENTENCE else "pinned"


def _two(pinned: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """Two of the columns, first of those that were pinned."""
    return tuple(dict.fromkeys((*(key for key in pinned if key in columns), *columns)))[:_PINNED]


def arrange(keys: Sequence[str], asked: Asked) -> Arrangement:
    """The arrangement that an address asks for.

    What is unknown is passed over. `columns`, `pinned` and `off` hold keys, each alone or several with commas between.
    A form of highlights lists what it offers in `kinds`, and what is `on`.
    """
    columns = tuple(dict.fromkeys(key for key in _listed(asked, "columns") if key in keys)) or tuple(keys)
    density = _one_of(asked, "density", DENSITIES)
    off = {*_listed(asked, "off"), *_listed(asked, "kinds")} - set(_listed(asked, "on"))
    return Arrangement(
        tuple(keys),
        columns,
        _one_of(asked, "rows", ROWS),
        density,
        _two(_listed(asked, "pinned"), columns) if (density or _fitting(len(columns))) == "pinned" else (),
        tuple(kind for kind in KINDS if kind in off),
        " ".join(_last(asked, "q").split())[:_LONGEST_SEARCH],
        _last(asked, "row"),
        _last(asked, "view") == "everybody",
    )


def says_nothing(asked: Asked) -> bool:
    """Whether an address leaves all of the view open."""
    return not any(name in asked for name in (*REMEMBERED, "view", "q", "words"))


def _last(asked: Asked, name: str) -> str:
    return next(reversed(asked.get(name, ())), "")


def _one_of(asked: Asked, name: str, known: Sequence[str]) -> str:
    return value if (value := _last(asked, name)) in known else ""


def _listed(asked: Asked, name: str) -> list[str]:
    return [key for listed in asked.get(name, ()) for key in listed.split(",")]
