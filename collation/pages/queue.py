"""One reviewer's queue of cells to mark. Pure.

Questions come in the order of the comparison. Whoever marks one question in all answers before the next keeps one
standard for it, and a verdict on one question colours the next one less. Within a question the respondents come in an
order of the reviewer's own, another for each question: nobody is always read first, and no two reviewers tire at the
same place. The order never changes, so that one finds one's place again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from collation import wording
from collation.cells import Cell, Collation, Passage, Verdict
from collation.record import Suggestion

Place = tuple[int, int]
"""The ids of question and transcript."""

LEFT, MARKED, SETTLED = "left", "marked", "settled"


@dataclass(frozen=True)
class QueueCell:
    """A cell of a queue.

    `value` is the reviewer's own mark, "" without one. `state` is left, marked or settled: the team settled it before
    the reviewer marked it, so that no mark is needed. A mark to be confirmed again leaves the cell to do.
    """

    place: Place
    question: str
    text: str
    respondent: str
    name: str
    value: str
    state: str
    confirm_again: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The keys of question and respondent."""
        return self.question, self.respondent


def said_elsewhere(collation: Collation, cell: Cell) -> list[tuple[str, Passage]]:
    """The other questions under which its respondent's words stand.

    Each with the first of its passages.
    """
    return [
        (row.question.text, one.reading.passages[0])
        for row in collation.rows
        for one in row.cells
        if row.question.key != cell.question.key and one.respondent.key == cell.respondent.key and one.reading.passages
    ]


@dataclass(frozen=True)
class QueueRow:
    """The cells of one question that are the reviewer's, in their order."""

    text: str
    cells: tuple[QueueCell, ...]

    @property
    def left(self) -> int:
        return sum(cell.state == LEFT for cell in self.cells)


@dataclass(frozen=True)
class Queue:
    """The rows of a queue, without empty ones."""

    rows: tuple[QueueRow, ...]

    @cached_property
    def cells(self) -> tuple[QueueCell, ...]:
        return tuple(cell for row in self.rows for cell in row.cells)

    def count(self, state: str) -> int:
        return sum(cell.state == state for cell in self.cells)

    @property
    def left(self) -> int:
        return self.count(LEFT)

    @property
    def done(self) -> int:
        """The number of cells that need nothing from the reviewer any more."""
        return len(self.cells) - self.left

    @property
    def marked(self) -> int:
        return self.count(MARKED)

    @property
    def settled(self) -> int:
        return self.count(SETTLED)

    @property
    def sentence(self) -> str:
        """The progress in words: "12 of 36 left"."""
        if not self.cells:
            return "nothing to mark"
        return f"{self.left} of {len(self.cells)} left" if self.left else f"all {len(self.cells)} done"

    @property
    def told(self) -> str:
        """The reviewer's own progress in a sentence."""
        every = len(self.cells)
        if self.marked == every:
            return f"You have marked all {every} of your cells." if every > 1 else "You have marked your one cell."
        if not self.left:
            return (
                f"Nothing is left for you: {self.marked} of {every} marked by you, {self.settled} settled by the team."
            )
        if not self.marked:
            return f"None of {every} marked by you yet."
        return f"{self.marked} of {every} marked by you, {self.left} left."

    def at(self, key: tuple[str, str]) -> QueueCell | None:
        """The cell with these keys, if it is in the queue."""
        return next((cell for cell in self.cells if cell.key == key), None)

    def beside(self, key: tuple[str, str]) -> tuple[QueueCell | None, QueueCell | None]:
        """The cells before and after one.

        None at either end, and for a cell that is not in the queue.
        """
        keys = [cell.key for cell in self.cells]
        if key not in keys:
            return None, None
        here = keys.index(key)
        return (
            self.cells[here - 1] if here else None,
            self.cells[here + 1] if here + 1 < len(keys) else None,
        )

    def next_left(self, after: tuple[str, str] | None = None) -> QueueCell | None:
        """The first cell that is left after one, going round.

        Without one, the first at all.
        """
        keys = [cell.key for cell in self.cells]
        from_here = keys.index(after) + 1 if after in keys else 0
        around = self.cells[from_here:] + self.cells[:from_here]
        return next((cell for cell in around if cell.state == LEFT and cell.key != after), None)


def queue(collation: Collation, reviewer: int, places: Collection[Place] | None) -> Queue:
    """The queue of a reviewer, named by their id.

    `places` are those assigned to them; None for all.
    """
    rows = []
    for row in collation.rows:
        if not row.question.scored:
            continue
        mine = [cell for cell in row.cells if places is None or _place(cell) in places]
        mine.sort(key=lambda cell: _lot(reviewer, *_place(cell)))
        if mine:
            rows.append(QueueRow(row.question.text, tuple(map(_shown, mine))))
    return Queue(tuple(rows))


def for_marking(cell: Cell) -> Cell:
    """The cell as if nobody else had read it.

    A reviewer in their queue reads the answer, and no other opinion of it.
    """
    return replace(
        cell,
        marks=tuple(mark for mark in cell.marks if mark.own),
        resolution=None,
        verdict=Verdict(None, None),
        suggestions=(),
        reading=replace(cell.reading, suggestion=Suggestion(None)),
    )


def extra_mark(each: int) -> str:
    """What the reviewer of an extra mark is told."""
    marks = wording.several(each, "mark")
    return f"It is an extra mark: this cell has the {marks} that {'is' if each == 1 else 'are'} asked for."


def _shown(cell: Cell) -> QueueCell:
    own = next((mark for mark in cell.marks if mark.own), None)
    marked = own is not None and not own.confirm_again
    return QueueCell(
        _place(cell),
        cell.question.key,
        cell.question.text,
        cell.respondent.key,
        cell.respondent.name,
        own.value if own else "",
        MARKED if marked else SETTLED if cell.resolution else LEFT,
        bool(own and own.confirm_again),
    )


def _place(cell: Cell) -> Place:
    return cell.question.question_id, cell.respondent.transcript_id


def _lot(reviewer: int, question: int, transcript: int) -> str:
    """A lot: always the same for one reviewer and cell."""
    return sha256(f"{reviewer} {question} {transcript}".encode()).hexdigest()
