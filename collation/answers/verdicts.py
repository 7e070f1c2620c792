"""The verdict of each cell: people's judgements applied to a reading. Pure.

These are marks, resolutions and supports; they decide the verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from collation.cells import Cell, CellReading, Collation, Reading, Row, Verdict
from collation.record import Mark, Record, Resolution
from reviews.scale import UNREAD, decide, rank


def apply_judgements(reading: Reading, record: Record) -> Collation:
    """Apply marks, resolutions and supports to a reading.

    The reading is one of the same record, and is not changed.
    """
    marks = defaultdict(list)
    for mark in record.marks:
        marks[mark.question_id, mark.transcript_id].append(mark)
    resolutions = {(judgement.question_id, judgement.transcript_id): judgement for judgement in record.resolutions}
    supports = {(judgement.question_id, judgement.transcript_id): judgement for judgement in record.supports}
    rows = []
    for row in reading.rows:
        cells = []
        for respondent, cell in zip(record.respondents, row.cells, strict=True):
            place = row.question.question_id, respondent.transcript_id
            cell_marks = () if row.computed else tuple(marks.get(place, ()))
            resolution = None if row.computed else resolutions.get(place)
            verdict = effective_verdict(cell, cell_marks, resolution, row.question.scale)
            support = None if row.computed else supports.get(place)
            threads = 0 if row.computed else record.open_threads.get(place, 0)
            cells.append(Cell(row.question, respondent, cell, cell_marks, resolution, verdict, support, threads))
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
    decision = decide(resolution.value if resolution else None, [mark.value for mark in marks], scale)
    if decision.value or decision.split:
        return Verdict(decision.value, "resolution" if resolution else "marks", decision.split, decision.rank)
    suggested = reading.suggestion.verdict if reading.state == "answered" else reading.state
    if suggested is None or suggested == UNREAD:
        return Verdict(None, None)
    return Verdict(suggested, "suggestion", rank=rank(suggested, scale))
