"""What a collation holds: rows, cells, verdicts. Pure values; `collate.document` prints them."""

from __future__ import annotations

from dataclasses import dataclass

from collation.record import Mark, Question, Resolution, Respondent, Support, Turn

ABSENCES = ("silent", "not_asked", "refused")


@dataclass(frozen=True)
class Passage:
    """`text[start:end]` of a response, in code points, that answers a question. `rule` says in words why."""

    response: int
    response_id: int
    start: int
    end: int
    text: str
    placed_by: str  # engine | person
    rule: str = ""


@dataclass(frozen=True)
class Suggestion:
    """The engine's reading of a cell: a value of the scale, or None with the reason why not.

    `response_id`, `start` and `end` place the quotation, where there is one.
    """

    verdict: str | None
    quote: str = ""
    reason: str = ""
    response_id: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Asked:
    """How a respondent was asked a question: alike, reworded, partly or not_asked; led where the asker leads."""

    how: str
    prompt: str | None = None
    response: int | None = None
    led: bool = False


@dataclass(frozen=True)
class CellReading:
    """What one respondent says to one question, before any person's judgement.

    `state` is answered, silent, not_asked or refused.
    """

    state: str
    asked: Asked
    passages: tuple[Passage, ...]
    suggestion: Suggestion


@dataclass(frozen=True)
class RowReading:
    question: Question
    cells: tuple[CellReading, ...]  # one for each respondent, in their order
    computed: bool = False  # a row of prompts alike that nobody has adopted as a question


@dataclass(frozen=True)
class Reading:
    """The reading of the words alone: cached under the comparison's text_revision.

    `other_turns[i]` are the turns of respondent i of which the rows hold nothing, or less than half where they
    were asked none of the questions.
    """

    rows: tuple[RowReading, ...]
    other_turns: tuple[tuple[Turn, ...], ...]


@dataclass(frozen=True)
class Verdict:
    """The effective value of a cell. `origin` is resolution, marks, suggestion or None."""

    value: str | None
    origin: str | None
    split: bool = False


@dataclass(frozen=True)
class Cell:
    question: Question
    respondent: Respondent
    reading: CellReading
    marks: tuple[Mark, ...]
    resolution: Resolution | None
    verdict: Verdict
    support: Support | None = None


@dataclass(frozen=True)
class Row:
    """`divergence` is None where fewer than two cells hold a value of the scale."""

    question: Question
    cells: tuple[Cell, ...]
    divergence: float | None
    counted: int
    absent: int
    computed: bool = False


@dataclass(frozen=True)
class Collation:
    respondents: tuple[Respondent, ...]
    rows: tuple[Row, ...]
    other_turns: tuple[tuple[Turn, ...], ...]
