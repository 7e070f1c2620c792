"""What was not asked in a publication, and what nobody read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from collation import wording
from collation.cells import Cell, Collation
from collation.publish.document.columns import PublishedColumn

NO_GAPS = "Every cell has an answer that was read."


@dataclass(frozen=True)
class Gap:
    """The cells of a question without an answer that somebody read.

    `told` are what is missing and the names of those of whom it is: ("Nobody has read", "Claude and Gemini").
    """

    question: str
    text: str
    told: tuple[tuple[str, str], ...]


def gaps(collation: Collation) -> tuple[Gap, ...]:
    """The gaps of each scored question that has any."""
    found = (
        Gap(row.question.key, row.question.text, tuple(_told(row.cells)))
        for row in collation.rows
        if row.question.scored
    )
    return tuple(gap for gap in found if gap.told)


def _told(cells: Iterable[Cell]) -> Iterator[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for cell in cells:
        if what := missing(cell):
            names.setdefault(what, []).append(cell.respondent.name)
    return ((what, wording.listed(names[what])) for what in (*_MISSING.values(), _ASKED_PERHAPS) if what in names)


_MISSING = {
    "not_asked": "Not asked",
    "silent": "Does not address it",
    "refused": "Declines to answer",
    "unread": "Nobody has read the answer",
    "undecided": "Read, without a verdict",
}
_ASKED_PERHAPS = "Answers, and whether a prompt asks it is not known"


def missing(cell: Cell) -> str:
    """What is missing in a cell, or "".

    Nobody asks a person.
    """
    perhaps = cell.respondent.kind == "model" and cell.reading.asked.how == "not_asked"
    return _MISSING.get(wording.value_of(cell)) or (_ASKED_PERHAPS if perhaps else "")


def unpublished(columns: Sequence[PublishedColumn], left_out: int) -> tuple[str, ...]:
    """Sentences on what was said and is not published here."""
    parts = [
        f"{len(column.turns)} of {wording.several(column.all_turns, 'turn')} of {column.name}"
        for column in columns
        if column.extent == "full" and not column.whole
    ]
    quoted = [column.name for column in columns if column.extent != "full"]
    return tuple(
        sentence
        for sentence, is_so in (
            (f"Published are {wording.listed(parts)}.", parts),
            (f"Of {wording.listed(quoted)} only quotations are published.", quoted),
            (f"{wording.several(left_out, 'respondent').capitalize()} of the comparison left out.", left_out),
        )
        if is_so
    )
