"""A dot plot of respondents on the scale of a question. Pure.

Dots pile up if respondents agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise
from math import ceil

WIDTH = 160.0
_MARGIN = 18.0  # from the edge to the first and the last value
_RADIUS = 8.0  # of a dot, if the scale leaves the room
_TALLEST = 3  # dots in a pile of one column; a higher one is set in two, if they fit


@dataclass(frozen=True)
class Stand:
    """One respondent's place on the scale.

    `rank` counts from 0; for a tie it can lie between two values.
    `value` is on the scale, or "split"; `told` says it in words. `provisional` if the rules alone say so.
    """

    name: str
    initial: str
    value: str
    rank: float
    told: str
    provisional: bool


@dataclass(frozen=True)
class Dot:
    """A respondent's place and its dot, in units of the drawing."""

    stand: Stand
    x: float
    y: float


@dataclass(frozen=True)
class Spread:
    """A drawing, `WIDTH` wide and `height` high.

    The axis lies at `axis`, the values of the scale at `ticks`.
    """

    dots: tuple[Dot, ...]
    ticks: tuple[float, ...]
    radius: float
    height: float
    axis: float
    width: float = WIDTH


def spread(stands: Sequence[Stand], scale: Sequence[str]) -> Spread:
    """The dots on a scale, its lowest value at the left.

    The scale has at least two values.

    No two dots overlap.
    Raises ValueError for a rank off the scale.
    """
    if any(not 0 <= stand.rank <= len(scale) - 1 for stand in stands):
        raise ValueError("A rank off the scale")
    slot = (WIDTH - 2 * _MARGIN) / (len(scale) - 1)
    piles: dict[float, list[Stand]] = defaultdict(list)
    for stand in stands:
        piles[stand.rank].append(stand)
    room = slot * min([1.0, *(b - a for a, b in pairwise(sorted(piles)))])
    radius = min(_RADIUS, (room - 1) / 2)
    step = 2 * radius + 1
    columns = {rank: 1 if len(pile) <= _TALLEST or room < 2 * step else 2 for rank, pile in piles.items()}
    rows = max((ceil(len(pile) / columns[rank]) for rank, pile in piles.items()), default=1)
    axis = rows * step - radius
    dots = []
    for rank, pile in sorted(piles.items()):
        for at, stand in enumerate(pile):
            row, column = divmod(at, columns[rank])
            beside = min(columns[rank], len(pile) - row * columns[rank])
            x = _MARGIN + rank * slot + (column - (beside - 1) / 2) * step
            dots.append(Dot(stand, round(x, 2), round(axis - row * step, 2)))
    ticks = tuple(round(_MARGIN + rank * slot, 2) for rank in range(len(scale)))
    return Spread(tuple(dots), ticks, round(radius, 2), round(rows * step + 1, 2), round(axis, 2))


def initials(names: Sequence[str]) -> tuple[str, ...]:
    """One to three characters for each name, no two alike.

    The first letter alone, if no other name has it.
    """
    given: list[str] = []
    for at, name in enumerate(names):
        others = [*names[:at], *names[at + 1 :]]
        ways = (way(name) for way in _SHORTENED if all(way(name) != way(other) for other in others))
        numbered = (f"{name[:1].upper()}{number}" for number in count(1))
        given.append(next(short for short in chain(ways, numbered) if short not in given))
    return tuple(given)


def _ends(name: str) -> str:
    words = name.split()
    return "".join(word[:1] for word in (*words[:1], *words[1:][-1:])).upper()


_SHORTENED: tuple[Callable[[str], str], ...] = (
    lambda name: name[:1].upper(),
    lambda name: name[:2].capitalize(),
    _ends,
)
