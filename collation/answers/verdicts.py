"""The verdict of each cell: people's judgements applied to a reading. Pure.

These are marks, resolutions and supports; they decide the verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from collation.cells import HIDDEN, Cell, CellReading, Collation, Reading, Row, RowReading, Verdict
from collation.record import Mark, Record, Resolution, Suggestion
from reviews.scale import UNREAD, decide, rank, settle


def apply_judgements(reading: Reading, record: Record) -> Collation:
    """Apply marks, resolutions and supports to a reading.

    The reading is one of the same record, and is not changed.
    """
    collation = _judged(reading.rows, record)
    if not record.later:
        return Collation(record.respondents, collation, reading.other_turns)
    again = _judged(reading.later, replace(record, respondents=record.later))
    cells = [cell for row in again for cell in row.cells]
    rows = tuple(
        replace(row, cells=tuple(replace(cell, later=_of(cell, cells)) for cell in row.cells)) for row in collation
    )
    return Collation(record.respondents, rows, reading.other_turns)


def _of(first: Cell, later: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of later rounds that stand in a cell."""
    place = first.question.question_id, first.respondent.transcript_id
    return tuple(cell for cell in later if (cell.question.question_id, cell.respondent.first) == place)


def _judged(read: Sequence[RowReading], record: Record) -> tuple[Row, ...]:
    """The rows of a reading with the judgements of a record."""
    marks = defaultdict(list)
    for mark in record.marks:
        marks[mark.question_id, mark.transcript_id].append(mark)
    resolutions = {(judgement.question_id, judgement.transcript_id): judgement for judgement in record.resolutions}
    supports = {(judgement.question_id, judgement.transcript_id): judgement for judgement in record.supports}
    rows = []
    for row in read:
        cells = []
        for respondent, cell in zip(record.respondents, row.cells, strict=True):
            place = row.question.question_id, respondent.transcript_id
            hidden = place in record.hidden and not row.computed
            if hidden:
                cell = _hidden(cell)
            elif not row.computed:
                cell = _without_dismissed(cell, record.dismissed.get(place, frozenset()))
            cell_marks = () if row.computed else tuple(marks.get(place, ()))
            resolution = None if row.computed else resolutions.get(place)
            suggestions = () if row.computed else _dismissing(record, place)
            verdict = effective_verdict(cell, cell_marks, resolution, row.question.scale, suggestions)
            support = None if row.computed else supports.get(place)
            threads = 0 if row.computed else record.open_threads.get(place, 0)
            cells.append(
                Cell(
                    row.question,
                    respondent,
                    cell,
                    cell_marks,
                    resolution,
                    verdict,
                    support,
                    threads,
                    suggestions,
                    hidden=hidden,
                )
            )
        rows.append(Row.of(row.question, tuple(cells), computed=row.computed))
    return tuple(rows)


def _hidden(reading: CellReading) -> CellReading:
    """The rules' reading without what they suggest; the passages stay."""
    return replace(reading, state=UNREAD, suggestion=HIDDEN)


def effective_verdict(
    reading: CellReading,
    marks: Sequence[Mark],
    resolution: Resolution | None,
    scale: Sequence[str],
    suggestions: Sequence[Suggestion] = (),
) -> Verdict:
    """Decide the effective verdict of a cell.

    The resolution; else the result of the marks (`reviews.scale.settle`); else that of the readers' suggestions; else
    what the rules suggest. Suggestions are provisional. If a reader has read a cell, the rules lead nothing: they
    claim less. For them, a cell that nothing answers suggests its own state; one that nobody has read has no verdict. A
    tie is split and holds no value, but has a rank. Without a scale there is no verdict.
    """
    if not scale:
        return Verdict(None, None)
    decision = decide(resolution.value if resolution else None, [mark.value for mark in marks], scale)
    if decision.value or decision.split:
        return Verdict(decision.value, "resolution" if resolution else "marks", decision.split, decision.rank)
    leading = [one.value for one in suggestions if one.leads]
    if leading:
        settled = settle(filter(None, leading), scale)
        origin = "suggestion" if settled.value or settled.split else None
        return Verdict(settled.value, origin, settled.split, settled.rank)
    if reading.suggestion.dismissed:
        return Verdict(None, None)
    suggested = reading.suggestion.verdict if reading.state == "answered" else reading.state
    if suggested is None or suggested == UNREAD:
        return Verdict(None, None)
    return Verdict(suggested, "suggestion", rank=rank(suggested, scale))


def _dismissing(record: Record, place: tuple[int, int]) -> tuple[Suggestion, ...]:
    """The readers' suggestions for a cell.

    Those that a person dismissed are marked.
    """
    dismissed = record.dismissed.get(place, frozenset())
    return tuple(
        replace(one, dismissed=True) if one.value in dismissed else one for one in record.suggestions.get(place, ())
    )


def _without_dismissed(reading: CellReading, dismissed: frozenset[str]) -> CellReading:
    """The rules' reading of a cell.

    Its suggestion is marked if a person dismissed it.
    """
    suggested = reading.suggestion.verdict if reading.state == "answered" else reading.state
    if suggested not in dismissed:
        return reading
    return replace(reading, suggestion=replace(reading.suggestion, dismissed=True))
