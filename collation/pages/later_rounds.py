"""What respondents say after they saw the comparison. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collation.cells import Cell, Row
from collation.readers.round_reply import Because, because
from reviews.scale import word


@dataclass(frozen=True)
class Again:
    """A second verdict in a cell.

    `respondent` is the key of the transcript that holds it. `then` and `now` are verdicts or absences, "" for none.
    `changed` if both are known and differ. `because` is the reason that the respondent names, if it names one.
    """

    question: str
    text: str
    respondent: str
    name: str
    round: int
    then: str
    now: str
    changed: bool
    because: Because | None

    @property
    def told(self) -> str:
        """Both verdicts: "then: yes → now: no"."""
        if not self.now:
            return f"round {self.round}: no verdict yet"
        if self.then == self.now:
            return f"round {self.round}: still {word(self.now)}"
        return f"then: {word(self.then) if self.then else 'no verdict'} → now: {word(self.now)}"


def again(cell: Cell) -> Again | None:
    """The last of a cell's later rounds, None if it has none."""
    if not cell.later:
        return None
    last = cell.later[-1]
    said = "\n".join(passage.text for passage in last.reading.passages)
    return Again(
        question=cell.question.key,
        text=cell.question.text,
        respondent=last.respondent.key,
        name=cell.respondent.name,
        round=last.respondent.round,
        then=cell.verdict.value or ("split" if cell.verdict.split else ""),
        now=last.verdict.value or ("split" if last.verdict.split else ""),
        changed=cell.changed,
        because=because(said, last.respondent.shown),
    )


def turned(rows: Iterable[Row]) -> tuple[Again, ...]:
    """Who changed a verdict, in the order of rows and columns."""
    found = (again(cell) for row in rows if row.question.scored for cell in row.cells)
    return tuple(one for one in found if one and one.changed)


def asked_again(rows: Iterable[Row]) -> bool:
    """Whether anybody answered again."""
    return any(cell.later for row in rows for cell in row.cells)
