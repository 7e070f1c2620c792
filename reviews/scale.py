"""Scales: ordered values, and how far apart two of them are. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

VERDICTS = ("no", "unclear", "qualified", "yes")
ABSENCES = ("silent", "not_asked", "refused")
ABSTAINED = "abstained"
CONFIDENCES = {1: "low", 2: "medium", 3: "high"}


def word(value: str) -> str:
    """A value as it is read: "not_asked" is "not asked"."""
    return value.replace("_", " ")


def distance(a: str, b: str, scale: Sequence[str]) -> float:
    """|rank(a) − rank(b)| / (k − 1) on a scale of k ≥ 2 values, lowest first: 0 alike, 1 at the two ends.

    Raises ValueError for a value that is not on the scale.
    """
    return abs(scale.index(a) - scale.index(b)) / (len(scale) - 1)


def divergence(values: Iterable[str | None], scale: Sequence[str]) -> float | None:
    """The mean distance over all pairs of the values that are on the scale; None for fewer than two of them.

    Absences and None are left out. Checks: qualified, yes, yes → 2/9; unclear, no, yes → 2/3; unclear, no → 1/3.
    """
    held = [value for value in values if value is not None and value in scale]
    pairs = list(combinations(held, 2))
    if not pairs or len(scale) < 2:
        return None
    return sum(distance(a, b, scale) for a, b in pairs) / len(pairs)


def median(values: Iterable[str], scale: Sequence[str]) -> tuple[str | None, bool]:
    """The middle value of those on the scale, and whether it is split.

    With an even number whose two middle values differ there is no middle: (None, True). No value: (None, False).
    """
    ranks = sorted(scale.index(value) for value in values if value in scale)
    if not ranks:
        return None, False
    low, high = ranks[(len(ranks) - 1) // 2], ranks[len(ranks) // 2]
    return (scale[low], False) if low == high else (None, True)


def settle(values: Iterable[str], scale: Sequence[str]) -> tuple[str | None, bool]:
    """What several marks of one cell come to, and whether they are split.

    Abstentions do not count. Where more marks name a value of the scale than an absence it is their median
    (a tie of the two middle values is split); where more name an absence, the absence named most often;
    equal numbers, or two absences named equally often, are split: (None, True). No marks: (None, False).
    """
    counted = [value for value in values if value != ABSTAINED]
    held = [value for value in counted if value in scale]
    absent = Counter(value for value in counted if value in ABSENCES)
    if len(held) > absent.total():
        return median(held, scale)
    if not absent:
        return None, False
    (most, times), *others = absent.most_common()
    if len(held) == absent.total() or (others and others[0][1] == times):
        return None, True
    return most, False


def majority(values: Iterable[str]) -> str:
    """The value that more than half of the marks of a cell name, be it an absence; "" for none. Abstentions do not
    count."""
    counted = Counter(value for value in values if value != ABSTAINED)
    most, times = counted.most_common(1)[0] if counted else ("", 0)
    return most if 2 * times > counted.total() else ""
