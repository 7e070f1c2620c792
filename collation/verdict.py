"""The effective verdict of a cell: what the team settled, else what people marked, else what the engine reads. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from collation.reading import CellReading, Verdict
from collation.record import Mark, Resolution
from reviews.scale import settle


def effective(
    reading: CellReading, marks: Sequence[Mark], resolution: Resolution | None, scale: Sequence[str]
) -> Verdict:
    """The resolution; else what the marks come to (`reviews.scale.settle`); else the suggestion, provisional.

    A cell that nothing answers suggests its own state. A tie among the marks is split and holds no value. Without a
    scale there is no verdict.
    """
    if not scale:
        return Verdict(None, None)
    if resolution is not None:
        return Verdict(resolution.value, "resolution")
    value, split = settle((mark.value for mark in marks), scale)
    if value or split:
        return Verdict(value, "marks", split)
    suggested = reading.suggestion.verdict if reading.state == "answered" else reading.state
    return Verdict(suggested, "suggestion" if suggested else None)
