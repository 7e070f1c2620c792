"""Scales of ordered values, and divergence of cells on them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

VERDICTS = ("no", "unclear", "qualified", "yes")
NOT_ASKED = "not_asked"
ABSENCES = ("silent", NOT_ASKED, "refused")
ABSTAINED = "abstained"
MEANINGS = {
    "no": "It answers no, not reliably, or not shown.",
    "unclear": "It says that it cannot be told, or leaves both sides open.",
    "qualified": "It answers yes in part, or under a condition that it names; a word of caution alone is none.",
    "yes": "It answers yes, without a condition that matters.",
    "silent": "Its words take no position, though a prompt asks this or may include it (“review this paper”), "
    "or a prompt is not known, as with an article.",
    NOT_ASKED: "Its words take no position; every prompt is known, and all of them ask other things.",
    "refused": "It says that it will not or cannot answer.",
    ABSTAINED: "You do not judge this cell: it counts neither for nor against anything.",
}
"""What it means to mark a cell so, as reviewers are told.

Not asked is what the rules call so, too: a prompt that is not known may have asked anything.
"""
UNREAD = "unread"
"""The state of a cell that nobody has read.

It is not a value, and never stored as a verdict.
"""
CONFIDENCES = {1: "low", 2: "medium", 3: "high"}
BASES = {
    "full_paper": "read the full paper",
    "abstract_only": "saw the abstract only",
    "web_search": "searched the web",
    "unknown": "basis unknown",
}
"""What a respondent could read, in words."""
THIN_BASES = ("abstract_only", "unknown")
"""Those that are little, or are not known."""


def word(value: str) -> str:
    """A value as it is read: "not_asked" is "not asked"."""
    return value.replace("_", " ")


def rank(value: str | None, scale: Sequence[str]) -> float | None:
    """The place of a value on a scale, from 0.

    None for an absence and for no value.
    """
    return float(scale.index(value)) if value is not None and value in scale else None


def divergence(ranks: Iterable[float | None], scale: Sequence[str]) -> float | None:
    """The mean distance of all pairs of cells, from 0 to 1.

    A distance is |rank difference| / (k − 1) on a scale of k ≥ 2 values. The one figure of lists, pages, publications
    and documents. A tie stands at the mean of its two middle ranks (`settle`); a cell without a rank (absent, unread)
    is left out. None for fewer than two ranks. Checks: qualified, yes, yes → 2/9; unclear, no, yes → 2/3; unclear, no →
    1/3.
    """
    placed = [rank for rank in ranks if rank is not None]
    pairs = list(combinations(placed, 2))
    if not pairs or len(scale) < 2:
        return None
    return sum(abs(a - b) for a, b in pairs) / (len(scale) - 1) / len(pairs)


def widest_first(spread: float | None) -> tuple[bool, float]:
    """The key of an order by divergence, what has none last."""
    return spread is None, -(spread or 0)


@dataclass(frozen=True)
class Settled:
    """What several marks of one cell come to.

    `value` is a value of the scale or an absence, None for a tie (`split`) and for no mark. `rank` is its place on
    the scale, for a tie that of what the marks have in the middle; None for an absence.
    """

    value: str | None = None
    split: bool = False
    rank: float | None = None


def median(values: Iterable[str], scale: Sequence[str]) -> Settled:
    """The middle value of those on the scale.

    If the two middle values differ, a tie at the mean of their ranks.
    """
    ranks = sorted(scale.index(value) for value in values if value in scale)
    if not ranks:
        return Settled()
    low, high = ranks[(len(ranks) - 1) // 2], ranks[len(ranks) // 2]
    return Settled(scale[low] if low == high else None, low != high, (low + high) / 2)


def settle(values: Iterable[str], scale: Sequence[str]) -> Settled:
    """What several marks of one cell come to; abstentions do not count.

    If more marks name a value of the scale than an absence, it is their median. If more name an absence, it is the
    absence named most often. Equal numbers, or two absences named equally often, are a tie, which has the rank of the
    median of the values: reviewers who disagree do not take a cell out of the divergence.
    """
    counted = [value for value in values if value != ABSTAINED]
    if not counted:
        return Settled()
    middle = median(counted, scale)
    absent = Counter(value for value in counted if value in ABSENCES)
    on_scale = len(counted) - absent.total()
    if on_scale > absent.total() or not absent:
        return middle
    (most, times), *others = absent.most_common()
    if on_scale == absent.total() or (others and others[0][1] == times):
        return Settled(None, True, middle.rank)
    return Settled(most)


def decide(settled_on: str | None, marks: Iterable[str], scale: Sequence[str]) -> Settled:
    """Decide the value of a cell by people's word.

    The team's resolution, else the result of the marks.
    """
    return settle(marks, scale) if settled_on is None else Settled(settled_on, rank=rank(settled_on, scale))


def majority(values: Iterable[str]) -> str:
    """The value that more than half of the marks name.

    It may be an absence; "" for none. Abstentions do not count.
    """
    counted = Counter(value for value in values if value != ABSTAINED)
    most, times = counted.most_common(1)[0] if counted else ("", 0)
    return most if 2 * times > counted.total() else ""
