"""`make bench-peers`: alpha of 100,000 units × 5 raters, ours and the krippendorff package's, by turns in one run.

Runs in an environment that holds that package and nothing else: `collation.agreement.alpha` needs no library. Each is given
its own natural input, made beforehand: ours lists of a unit's values, theirs one array of numpy.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter

import krippendorff
import numpy

from collation.agreement.alpha import Metric, agreement

UNITS, RATERS, RUNS, SEED = 100_000, 5, 5, 7
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")


def timed(work: Callable[[], float | None]) -> tuple[float, float | None]:
    start = perf_counter()
    alpha = work()
    return (perf_counter() - start) * 1000, alpha


def main() -> None:
    random = Random(SEED)
    units = [[random.choice((0, 1, 2, 3, None)) for _ in range(RATERS)] for _ in range(UNITS)]
    raters = numpy.array([[float("nan") if one[at] is None else one[at] for one in units] for at in range(RATERS)])
    for metric in METRICS:
        took: dict[str, list[float]] = {"ours": [], "krippendorff": []}
        alphas = {}
        for _ in range(RUNS):
            for name, work in (
                ("ours", lambda: agreement(units, metric, resamples=0).alpha),
                ("krippendorff", lambda: krippendorff.alpha(raters, level_of_measurement=metric)),
            ):
                milliseconds, alphas[name] = timed(work)
                took[name].append(milliseconds)
        for name, times in took.items():
            line = f"{metric:<9}{name:<13}alpha {alphas[name]:+.6f}{median(times):>10.1f} ms"
            sys.stdout.write(f"{line}  ({min(times):.1f} to {max(times):.1f})\n")


if __name__ == "__main__":
    main()
