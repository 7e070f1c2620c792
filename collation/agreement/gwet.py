"""Gwet's AC1 and AC2, coefficients of agreement corrected for chance. Pure.

They stay steady if one value is very frequent. Gwet, K. L. (2014): Handbook of Inter-Rater Reliability, 4th ed.,
chapters 4 and 5. With weights w between 0 and 1 for each two of q categories, AC = (pa − pe) / (1 − pe). pa is the
mean, over the units with two values or more, of the mean weight of the pairs of values in the unit. pe = T / (q (q −
1)) · Σ p (1 − p), where T is the sum of all weights and p the mean share of a category over all units with a value.
Weights of identity give AC1, all others AC2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

Weights = Literal["identity", "ordinal", "quadratic"]


def gwet(units: Iterable[Sequence[float | None]], categories: Sequence[float], weights: Weights) -> float | None:
    """Compute AC1 (identity) or AC2 over `units`.

    Each unit holds the values that its raters gave, None if a rater gave none. `categories` are all values that a rater
    can choose, lowest first. The coefficient is at most 1. It is None if there are fewer than two categories, or no
    unit with two values. Raises KeyError for a value that is no category.
    """
    place = {value: index for index, value in enumerate(categories)}
    table = _weights(len(categories), weights)
    shares = [0.0] * len(categories)
    rated = paired = 0
    observed = 0.0
    held_values = Counter(tuple(sorted(place[value] for value in unit if value is not None)) for unit in units)
    for values, times in sorted(held_values.items()):  # sums of floats depend on their order
        counts, size = Counter(values), len(values)
        if not size:
            continue
        rated += times
        for index, count in counts.items():
            shares[index] += times * count / size
        if size > 1:
            paired += times
            alike = sum(m * (sum(table[a][b] * n for b, n in counts.items()) - 1) for a, m in counts.items())
            observed += times * alike / (size * (size - 1))
    q = len(categories)
    if q < 2 or not paired:
        return None
    spread = sum(share / rated * (1 - share / rated) for share in shares)
    by_chance = sum(map(sum, table)) / (q * (q - 1)) * spread
    return (observed / paired - by_chance) / (1 - by_chance)


def _weights(q: int, weights: Weights) -> list[list[float]]:
    """The weight of each two categories.

    1 for the same category, less the further apart they are. Identity aside, 0 at the two ends.
    """
    return [[_weight(abs(a - b), q - 1, weights) for b in range(q)] for a in range(q)]


def _weight(steps: int, most: int, weights: Weights) -> float:
    if weights == "identity" or not steps:
        return float(not steps)
    if weights == "quadratic":
        return 1 - (steps / most) ** 2
    return 1 - steps * (steps + 1) / (most * (most + 1))
