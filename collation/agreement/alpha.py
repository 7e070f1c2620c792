"""Agreement of several raters, corrected for chance. Pure.

Krippendorff's alpha with its interval, Gwet's AC, and pairs. Krippendorff, K. (2011): Computing Krippendorff's
Alpha-Reliability. With m values in a unit and n pairable values in all, alpha = 1 − Do / De, where Do is the mean
squared difference of the pairs of values inside units, each unit's weighed by 1 / (m − 1), and De that of all pairs of
pairable values. A squared difference is 0 or 1 (nominal), the square of the distance of two numbers (interval), or of
their mid-ranks among all pairable values (ordinal), so that each sum of squares needs one pass: Σ(x − y)² over the
pairs of m values is m·Σx² − (Σx)².
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations
from random import Random
from typing import Literal

from collation.agreement.gwet import Weights, gwet

Metric = Literal["nominal", "ordinal", "interval"]

_WEIGHTS: Mapping[Metric, Weights] = {"nominal": "identity", "ordinal": "ordinal", "interval": "quadratic"}

RESAMPLES = 1000
SEED = 20_260_217
_FEWEST_RESAMPLED = 5

_NO_VARIATION = 0.0  # alpha of a resample in which every value is the same
_NEAR_CHANCE = 0.2
_NEARLY_ALL = 0.8

FEW = "No two of them have given a verdict on the same thing yet."
ALIKE = "Every value is the same. Alpha compares disagreement with chance, and here chance could not disagree either."
SKEWED = (
    "Nearly all pairs agree, and still alpha is low: nearly all values are the same, so that chance alone would agree "
    "nearly as often. AC2 does not depend on that."
)


@dataclass(frozen=True)
class Agreement:
    """Agreement of raters: alpha, its interval, and Gwet's coefficient.

    `alpha` is at most 1 (agreement in all); 0 is what chance gives. It is None if it is undefined, and `why` says why.
    `interval` is the 95 % percentile interval of resampled units, None for fewer than five units. `units` counts the
    units with two values or more, `values` the values in them. `ac` is Gwet's AC1 (nominal) or AC2. `alike` is the mean
    share of pairs with the same value, not corrected for chance. `note` explains an alpha that may mislead, else "".
    """

    alpha: float | None
    interval: tuple[float, float] | None
    units: int
    values: int
    why: str | None
    ac: float | None = None
    alike: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Pair:
    """Agreement of two raters, `a` and `b`.

    The share, of the `n` units valued by both, in which they have the same value; None if n is 0.
    """

    a: str
    b: str
    agreement: float | None
    n: int


Pattern = tuple[float, ...]


def agreement(
    units: Iterable[Sequence[float | None]],
    metric: Metric,
    *,
    categories: Sequence[float] | None = None,
    resamples: int = RESAMPLES,
) -> Agreement:
    """Compute alpha over `units`.

    Each unit holds the values that its raters gave, as numbers in their order, None if a rater gave none. `categories`
    are all values that a rater can choose, lowest first; by default those that occur. The interval comes from
    `resamples` samples of the units with replacement, drawn from a fixed seed. A sample in which every value is the
    same counts with alpha 0: without variation, agreement cannot be told from chance. The order of raters and of units
    does not matter.
    """
    units = list(map(tuple, units))
    patterns = _patterns(units)
    values = sum(len(pattern) * times for pattern, times in patterns.items())
    if not patterns:
        return Agreement(None, None, 0, 0, FEW)
    occurring = {value for unit in units for value in unit if value is not None}
    ac = gwet(units, sorted(occurring) if categories is None else categories, _WEIGHTS[metric])
    alike = sum(times * _alike(pattern) for pattern, times in patterns.items()) / patterns.total()
    alpha = _alpha(patterns, metric)
    if alpha is None:
        return Agreement(None, None, patterns.total(), values, ALIKE, ac, alike)
    note = SKEWED if alpha < _NEAR_CHANCE and alike >= _NEARLY_ALL else ""
    interval = _interval(tuple(patterns.items()), metric, resamples)
    return Agreement(alpha, interval, patterns.total(), values, None, ac, alike, note)


def _alike(pattern: Pattern) -> float:
    """The share of pairs with the same value in one unit."""
    size = len(pattern)
    return sum(count * (count - 1) for count in Counter(pattern).values()) / (size * (size - 1))


def pairs(ratings: Mapping[str, Sequence[object]]) -> tuple[Pair, ...]:
    """Compare each two raters, in their order.

    `ratings` gives each rater's value of every unit, None for none. Raises ValueError if the raters have different
    numbers of units.
    """
    compared = []
    for (a, a_values), (b, b_values) in combinations(ratings.items(), 2):
        both = [(x, y) for x, y in zip(a_values, b_values, strict=True) if x is not None and y is not None]
        compared.append(Pair(a, b, sum(x == y for x, y in both) / len(both) if both else None, len(both)))
    return tuple(compared)


def _patterns(units: Iterable[Sequence[float | None]]) -> Counter[Pattern]:
    """Count each set of two values or more inside a unit.

    The sets are sorted: sums of floats depend on their order.
    """
    counts: Counter[Pattern] = Counter()
    for unit, times in Counter(map(tuple, units)).items():  # alike units are many: each kind is sorted once
        pattern = tuple(sorted(value for value in unit if value is not None))
        if len(pattern) > 1:
            counts[pattern] += times
    return Counter(dict(sorted(counts.items())))


@lru_cache(maxsize=128)
def _interval(patterns: tuple[tuple[Pattern, int], ...], metric: Metric, resamples: int) -> tuple[float, float] | None:
    kinds = [pattern for pattern, _ in patterns]
    bounds = list(accumulate(times for _, times in patterns))
    units = bounds[-1]
    if units < _FEWEST_RESAMPLED:
        return None
    random = Random(SEED)  # noqa: S311 (a sample that anyone can draw again)
    drawn = (Counter(random.choices(kinds, cum_weights=bounds, k=units)) for _ in range(resamples))
    resampled = (_alpha(sample, metric) for sample in drawn)
    alphas = sorted(_NO_VARIATION if alpha is None else alpha for alpha in resampled)
    if not alphas:
        return None
    return _quantile(alphas, 0.025), _quantile(alphas, 0.975)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def _alpha(patterns: Counter[Pattern], metric: Metric) -> float | None:
    counts: Counter[float] = Counter()
    for pattern, times in patterns.items():
        for value in pattern:
            counts[value] += times
    if len(counts) < 2:
        return None
    n = counts.total()
    if metric == "nominal":
        inside: float = sum(
            times * (len(pattern) ** 2 - sum(count**2 for count in Counter(pattern).values())) / (len(pattern) - 1)
            for pattern, times in patterns.items()
        )
        across: float = n**2 - sum(count**2 for count in counts.values())
    else:
        place = _mid_ranks(counts) if metric == "ordinal" else _centred(counts)
        inside = 0.0
        for pattern, times in patterns.items():
            places = [place[value] for value in pattern]
            inside += times * 2 * _squares(places) / (len(places) - 1)
        across = 2 * (
            n * sum(count * place[value] ** 2 for value, count in counts.items())
            - sum(count * place[value] for value, count in counts.items()) ** 2
        )
    return 1 - (n - 1) * inside / across


def _mid_ranks(counts: Counter[float]) -> dict[float, float]:
    """The mean rank of each value among all values.

    It is the number of lower values and half the number of equal ones.
    """
    ranks, below = {}, 0
    for value in sorted(counts):
        ranks[value] = below + counts[value] / 2
        below += counts[value]
    return ranks


def _centred(counts: Counter[float]) -> dict[float, float]:
    """The values less their mean.

    Distances stay the same, and nothing is lost to rounding far from zero.
    """
    mean = sum(value * count for value, count in counts.items()) / counts.total()
    return {value: value - mean for value in counts}


def _squares(places: Sequence[float]) -> float:
    """Σ(x − y)² over the unordered pairs."""
    mean = sum(places) / len(places)
    return len(places) * sum((place - mean) ** 2 for place in places)
