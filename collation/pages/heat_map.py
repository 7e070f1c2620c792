"""Drawings of agreement: interval bars and heat maps. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collation.agreement.alpha import Agreement, Pair
from collation.agreement.raters import Raters

WIDTH = 320.0
_LOWEST = -0.5  # the left end of the axis; what lies below is drawn there
LEVELS = 5


@dataclass(frozen=True)
class IntervalBar:
    """Places on an axis `WIDTH` wide, from −0.5 to 1.

    `low` and `high` are None without an interval.
    """

    alpha: float
    zero: float
    low: float | None
    high: float | None

    @property
    def width(self) -> float | None:
        return None if self.low is None or self.high is None else round(self.high - self.low, 2)


@dataclass(frozen=True)
class HeatCell:
    """A pair in the heat map.

    `level` runs from 0 (no agreement) to LEVELS − 1 (in all); None on the diagonal and if nothing is shared. `key` is
    what an address has of the pair, "" if it has none.
    """

    pair: Pair | None
    level: int | None
    key: str = ""
    other: str = ""
    """The name at the head of the column."""


@dataclass(frozen=True)
class HeatRow:
    name: str
    cells: tuple[HeatCell, ...]


def interval_bar(agreement: Agreement) -> IntervalBar | None:
    """The interval bar of an agreement; None if alpha is undefined."""
    if agreement.alpha is None:
        return None
    low, high = agreement.interval or (None, None)
    return IntervalBar(
        _place(agreement.alpha),
        _place(0),
        None if low is None else _place(low),
        None if high is None else _place(high),
    )


def heat_map(raters: Raters, keys: Mapping[tuple[str, str], str] | None = None) -> tuple[HeatRow, ...]:
    """Every rater against every other, in their order.

    `keys` are what an address has of each ordered pair.
    """
    keys = keys or {}
    by_names = {frozenset((pair.a, pair.b)): pair for pair in raters.pairs}
    return tuple(
        HeatRow(
            name,
            tuple(
                _cell(by_names.get(frozenset((key, other))), keys.get((key, other), ""), raters.names[other])
                for other in raters.names
            ),
        )
        for key, name in raters.names.items()
    )


def _cell(pair: Pair | None, key: str, other: str) -> HeatCell:
    if pair is None or pair.agreement is None:
        return HeatCell(pair, None, key, other)
    return HeatCell(pair, min(int(pair.agreement * LEVELS), LEVELS - 1), key, other)


def _place(value: float) -> float:
    return round((max(value, _LOWEST) - _LOWEST) / (1 - _LOWEST) * WIDTH, 2)
