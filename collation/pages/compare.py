"""The rows of the compare page: answers side by side. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collation import wording
from collation.cells import Cell, Passage, Row
from collation.pages import prompt_diff
from collation.pages.anchors import Anchor
from collation.pages.board import Board
from collation.pages.compare_cell import CompareRecord, Ids, ShownCell, shown_cell
from collation.record import Question


@dataclass(frozen=True)
class ShownRow:
    """A row to read, its cells in the reader's order of columns.

    `strip` are the cells beside the pinned ones.
    `counted` says in words what its divergence rests on. `team_answer` is the team's own conclusion, or "".
    """

    question: Question
    cells: tuple[ShownCell, ...]
    strip: tuple[ShownCell, ...]
    divergence: float | None
    counted: str
    answered: int
    computed: bool
    team_answer: str


def side_by_side(board: Board, record: CompareRecord) -> tuple[ShownRow, ...]:
    """The rows of the board as they are read."""
    asked = _wordings(board.rows)
    ids = _ids(board)

    def shown(row: Row, columns: Sequence[int]) -> tuple[ShownCell, ...]:
        return tuple(
            shown_cell(cell, asked.get((row.question.key, at), ()), record, ids, _hits(board, cell))
            for at in columns
            for cell in [row.cells[at]]
        )

    return tuple(
        ShownRow(
            question=row.question,
            cells=shown(row, board.order),
            strip=shown(row, board.strip),
            divergence=row.divergence,
            counted=wording.counted(row) if row.question.scored else "",
            answered=sum(bool(cell.reading.passages) for cell in row.cells),
            computed=row.computed,
            team_answer=record.answers.get(row.question.key, ""),
        )
        for row in board.rows
    )


def _hits(board: Board, cell: Cell) -> int:
    return len(board.found.in_cell(cell)) if board.found else 0


def _ids(board: Board) -> dict[tuple[str, Passage], Ids]:
    """The ids of the passages shown, each given once."""
    found: dict[tuple[str, Passage], Ids] = {}
    given: set[str] = set()
    for row, _cell, passage in board.passages():
        own = Anchor(passage.response_id, passage.start, passage.end)
        asked = board.words if board.words and board.words.overlaps(own) else None
        linked = asked.id if asked and asked.id not in given else ""
        found[row.question.key, passage] = Ids(own.id if own.id not in given | {linked} else "", linked)
        given.update(found[row.question.key, passage])
    return found


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
