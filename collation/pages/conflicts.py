"""The queue of cells in conflict, as values. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from collation.cells import Cell, Collation
from collation.wording import listed, several
from reviews.scale import ABSENCES, ABSTAINED, majority, widest_first, word

Place = tuple[int, int]
"""A cell: the ids of its question and its transcript."""


@dataclass(frozen=True)
class StoredMarks:
    """What the database adds to the marks of a cell.

    `token` stands for the marks as they were read; `at` has when each reviewer, by name, marked.
    """

    token: str
    at: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredSettlement:
    """When a cell was settled, and which settlement that is."""

    number: int
    at: datetime


@dataclass(frozen=True)
class LeftOpen:
    """A note about a conflict that is left open, signed and dated."""

    note: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Conflict:
    """A cell whose reviewers differ and that nobody has settled.

    `spread` runs from 0 to 1, None if fewer than two marks are on the scale; `absences` says in words how absences
    part the reviewers, or "". `majority` is the value that more than half of the marks name, or ""; `votes` says how
    many of how many.
    """

    cell: Cell
    anchor: str
    spread: float | None
    absences: str
    majority: str
    votes: str
    marks: str
    left_open: LeftOpen | None = None


@dataclass(frozen=True)
class Unanimous:
    """A cell that all of two or more reviewers marked alike."""

    cell: Cell
    value: str
    reviewers: int
    marks: str


@dataclass(frozen=True)
class SettledCell:
    """A settled cell: when, and who marked it otherwise since."""

    cell: Cell
    anchor: str
    number: int
    at: datetime
    marked_since: str


@dataclass(frozen=True)
class ConflictQueue:
    """The page: conflicts in their order, unanimous and settled cells."""

    conflicts: tuple[Conflict, ...]
    left_open: tuple[Conflict, ...]
    unanimous: tuple[Unanimous, ...]
    settled: tuple[SettledCell, ...]

    @property
    def sentence(self) -> str:
        """How much there is to settle, in a sentence."""
        count = len(self.conflicts) + len(self.left_open)
        said = f"{several(count, 'cell')} in conflict, the widest first"
        return f"{said}; {len(self.left_open)} left open for now." if self.left_open else f"{said}."


def queue(
    collation: Collation,
    marks: Mapping[Place, StoredMarks],
    settlements: Mapping[Place, StoredSettlement],
    notes: Mapping[Place, LeftOpen],
) -> ConflictQueue:
    """The cells of scored questions, by what there is to do.

    Conflicts come by spread, the widest first, then those without one, each in the order of the matrix; those left
    open come last. Settled cells come by date, the newest first.
    """
    conflicts, unanimous, settled = [], [], []
    for row in collation.rows:
        for cell in row.cells if row.question.scored else ():
            place = cell.question.question_id, cell.respondent.transcript_id
            stored = marks.get(place, StoredMarks(""))
            values = [mark.value for mark in cell.marks if mark.value != ABSTAINED]
            if cell.resolution and place in settlements:
                settled.append(_settled(cell, settlements[place], stored))
            elif len(set(values)) > 1:
                conflicts.append(_conflict(cell, values, stored, notes.get(place)))
            elif len(values) > 1:
                unanimous.append(Unanimous(cell, values[0], len(values), stored.token))
    conflicts.sort(key=lambda conflict: widest_first(conflict.spread))
    return ConflictQueue(
        tuple(one for one in conflicts if not one.left_open),
        tuple(one for one in conflicts if one.left_open),
        tuple(unanimous),
        tuple(sorted(settled, key=lambda one: one.at, reverse=True)),
    )


def absences(values: Collection[str]) -> str:
    """What reviewers who mark so differ on, beside a verdict.

    "" if nobody marked an absence.
    """
    absent = set(values).intersection(ABSENCES)
    if not absent:
        return ""
    if absent != set(values):
        return "They differ on whether it answers at all."
    return "All say that it does not answer; they differ on why."


def anchor(cell: Cell) -> str:
    """The id of a cell on the page."""
    return f"conflict-{cell.question.key}-{cell.respondent.key}"


def _conflict(cell: Cell, values: Sequence[str], stored: StoredMarks, left: LeftOpen | None) -> Conflict:
    most = majority(values)
    votes = f"{values.count(most)} of {len(values)}" if most else ""
    return Conflict(cell, anchor(cell), cell.spread, absences(values), most, votes, stored.token, left)


def _settled(cell: Cell, settlement: StoredSettlement, stored: StoredMarks) -> SettledCell:
    value = cell.resolution.value if cell.resolution else ""
    since = [
        f"{mark.by} now says {word(mark.value)}"
        for mark in cell.marks
        if mark.value not in (value, ABSTAINED) and mark.by in stored.at and stored.at[mark.by] > settlement.at
    ]
    said = f"Marked since: {listed(since)}." if since else ""
    return SettledCell(cell, anchor(cell), settlement.number, settlement.at, said)
