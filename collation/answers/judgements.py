"""People's judgements applied to a reading. Pure.

Marks, resolutions and supports, and the verdict that they come to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from collation.cells import Cell, CellReading, Collation, Reading, Row, Verdict
from collation.record import Mark, Record, Resolution
from reviews.scale import UNREAD, decide, rank


def apply_judgements(reading: Reading, record: Record) -> Collation:
    """Apply marks, resolutions and supports to a reading.

    The reading is one of the same record, and stays as it is.
    """
    marks = defaultdict(list)
    for mark in record.marks:
        marks[mark.question_id, mark.transcript_id].append(mark)
    settled = {(one.question_id, one.transcript_id): one for one in record.resolutions}
    backed = {(one.question_id, one.transcript_id): one for one in record.supports}
    rows = []
    for row in reading.rows:
        cells = []
        for respondent, cell in zip(record.respondents, row.cells, strict=True):
            place = row.question.question_id, respondent.transcript_id
            given = () if row.computed else tuple(marks.get(place, ()))
            resolution = None if row.computed else settled.get(place)
            verdict = effective_verdict(cell, given, resolution, row.question.scale)
            support = None if row.computed else backed.get(place)
            cells.append(Cell(row.question, respondent, cell, given, resolution, verdict, support))
        rows.append(Row.of(row.question, tuple(cells), computed=row.computed))
    return Collation(record.respondents, tuple(rows), reading.other_turns)


def effective_verdict(
    reading: CellReading, marks: Sequence[Mark], resolution: Resolution | None, scale: Sequence[str]
) -> Verdict:
    """Decide the effective verdict of a cell.

    The resolution; else the result of the marks (`reviews.scale.settle`); else the suggestion, provisional. A cell that
    nothing answers suggests its own state; one that nobody has read has no verdict. A tie among the marks is split and
    holds no value, but has a rank. Without a scale there is no verdict.
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
