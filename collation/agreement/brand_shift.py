"""Brand shift: how marks move once a name is known. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviews.scale import rank

MOST_SURE = 5
"""With fewer marks than this, a shift may well be chance."""


@dataclass(frozen=True)
class MarkedTwice:
    """What one reviewer said of one cell, without names and with them."""

    respondent: str
    scale: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True)
class BrandShift:
    """The mean difference of ranks, in steps, over `n` cells.

    Above 0 if marks went up once the name was known. None if it is undefined, and `why`.
    """

    respondent: str
    mean: float | None
    n: int
    why: str = ""

    @property
    def told(self) -> str:
        """The mean with its sign ("+0.50 steps"), or why it is undefined."""
        if self.mean is None:
            return self.why
        return f"{self.mean:+.2f} steps".replace("-", "−")

    @property
    def unsure(self) -> bool:
        return 0 < self.n < MOST_SURE


def brand_shifts(respondents: Sequence[str], marks: Iterable[MarkedTwice]) -> list[BrandShift]:
    """The shift of each respondent, in their order.

    Marks that have no rank before or after, such as an absence, are left out.
    """
    differences: dict[str, list[float]] = defaultdict(list)
    for mark in marks:
        before, after = rank(mark.before, mark.scale), rank(mark.after, mark.scale)
        if before is not None and after is not None:
            differences[mark.respondent].append(after - before)
    return [_shift(respondent, differences[respondent]) for respondent in respondents]


def _shift(respondent: str, differences: Sequence[float]) -> BrandShift:
    if not differences:
        why = "Undefined: nobody has given it a verdict both without its name and with it."
        return BrandShift(respondent, None, 0, why)
    return BrandShift(respondent, sum(differences) / len(differences), len(differences))
