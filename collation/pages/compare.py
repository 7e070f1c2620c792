"""The rows of the compare page: answers side by side. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collation import wording
from collation.cells import Collation, Row
from collation.pages import prompt_diff
from collation.pages.arrangement import Arrangement, order_of, rows_of
from collation.pages.compare_cell import CompareRecord, ShownCell, shown_cell
from collation.record import Question


@dataclass(frozen=True)
class ShownRow:
    """A row to read, its cells in the reader's order of columns.

    `counted` says in words what its divergence rests on.
    """

    question: Question
    cells: tuple[ShownCell, ...]
    divergence: float | None
    counted: str
    answered: int
    computed: bool


def side_by_side(collation: Collation, arrangement: Arrangement, record: CompareRecord) -> tuple[ShownRow, ...]:
    """The rows and columns that the arrangement shows."""
    rows, order = rows_of(collation, arrangement), order_of(collation, arrangement)
    asked = _wordings(rows)
    return tuple(
        ShownRow(
            question=row.question,
            cells=tuple(shown_cell(row.cells[at], asked.get((row.question.key, at), ()), record) for at in order),
            divergence=row.divergence,
            counted=wording.counted(row) if row.question.scored else "",
            answered=sum(bool(cell.reading.passages) for cell in row.cells),
            computed=row.computed,
        )
        for row in rows
    )


def _wordings(rows: Iterable[Row]) -> dict[tuple[str, int], tuple[prompt_diff.PromptRun, ...]]:
    """The prompts that are worded unlike the others, by row and column.

    Each is given once, in the first row that it asks.
    """
    found = {}
    said = set()
    for row in rows:
        asked = {at: cell.reading.asked.prompt for at, cell in enumerate(row.cells) if cell.reading.asked.prompt}
        for (at, prompt), apart in zip(asked.items(), prompt_diff.told_apart(list(asked.values())), strict=True):
            if apart and (at, prompt) not in said:
                others = [other for place, other in asked.items() if place != at]
                found[row.question.key, at] = prompt_diff.pieces(prompt, others)
                said.add((at, prompt))
    return found
