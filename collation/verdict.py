"""The effective verdict of a cell: what the team settled, else what people marked, else what the engine reads. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from collation.reading import ABSENCES, CellReading, Verdict
from collation.record import Mark, Resolution
from reviews.scale import median


def effective(
    reading: CellReading, marks: Sequence[Mark], resolution: Resolution | None, scale: Sequence[str]
) -> Verdict:
    """The resolution; else the middle of the marks; else the suggestion, provisional.

    A cell that nothing answers suggests its own state. A tie among the marks is split and holds no value.
    """
    if resolution is not None:
        return Verdict(resolution.value, "resolution")
    marked = of_marks((mark.value for mark in marks), scale)
    if marked.origin:
        return marked
    suggested = reading.suggestion.verdict if reading.state == "answered" else reading.state
    return Verdict(suggested, "suggestion" if suggested else None)


def of_marks(values: Iterable[str], scale: Sequence[str]) -> Verdict:
    """The median of the values on the scale, or the commonest absence where most marks are absences.

    As many absences as values, two absences equally common, or two middle values that differ: split. Abstentions do
    not count; without any other mark the verdict is empty.
    """
    held = [value for value in values if value in ABSENCES or value in scale]
    if not held:
        return Verdict(None, None)
    absences = Counter(value for value in held if value in ABSENCES)
    absent = absences.total()
    if 2 * absent == len(held):
        return Verdict(None, "marks", True)
    if 2 * absent > len(held):
        (first, most), *others = absences.most_common()
        tied = any(count == most for _, count in others)
        return Verdict(None if tied else first, "marks", tied)
    value, split = median(held, scale)
    return Verdict(value, "marks", split)
