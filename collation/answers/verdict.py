"""The effective verdict of a cell: what the team settled, else what people marked, else what was suggested. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from collation.cells import CellReading, Verdict
from collation.record import Mark, Resolution
from reviews.scale import UNREAD, decide, rank


def effective(
    reading: CellReading, marks: Sequence[Mark], resolution: Resolution | None, scale: Sequence[str]
) -> Verdict:
    """The resolution; else what the marks come to (`reviews.scale.settle`); else the suggestion, provisional.

    A cell that nothing answers suggests its own state; one that nobody has read has no verdict. A tie among the marks
    is split and holds no value, but has a rank. Without a scale there is no verdict.
    """
    if not scale:
        return Verdict(None, None)
    said = decide(resolution.value if resolution else None, (mark.value for mark in marks), scale)
    if said.value or said.split:
        return Verdict(said.value, "resolution" if resolution else "marks", said.split, said.rank)
    suggested = reading.suggestion.verdict if reading.state == "answered" else reading.state
    if suggested is None or suggested == UNREAD:
        return Verdict(None, None)
    return Verdict(suggested, "suggestion", rank=rank(suggested, scale))
