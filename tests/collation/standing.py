"""Rows of a matrix by hand: what each respondent's verdict is, and what it rests on."""

from collation.reading import ABSENCES, Asked, Cell, CellReading, Collation, Row, Suggestion, Verdict
from collation.record import Mark, Question, Resolution, Respondent
from reviews.scale import divergence
from tests.collation.voices import SAFE, plain_turn


def who(name: str, *prompts: str) -> Respondent:
    turns = tuple(plain_turn(at, prompt, "Words.") for at, prompt in enumerate(prompts, start=1))
    return Respondent(name.lower(), sum(map(ord, name)), name, "model", "", 1, "unknown", "", turns)


def mark(by: str, value: str, quote: str = "", confidence: int | None = None) -> Mark:
    return Mark(2, 1, by, value, confidence, "", quote=quote)


def settled(value: str, why: str = "We agreed.") -> Resolution:
    return Resolution(2, 1, "Alice", value, why)


def cell(
    respondent: Respondent,
    verdict: str | None,
    origin: str | None = "marks",
    *,
    split: bool = False,
    marks: tuple[Mark, ...] = (),
    resolution: Resolution | None = None,
    suggestion: Suggestion | None = None,
    asked: Asked | None = None,
    question: Question = SAFE,
) -> Cell:
    state = verdict if verdict in ABSENCES else "answered"
    reading = CellReading(state, asked or Asked("alike", "Is it safe?"), (), suggestion or Suggestion(None))
    return Cell(question, respondent, reading, marks, resolution, Verdict(verdict, origin, split))


def row(*cells: Cell, question: Question = SAFE) -> Row:
    values = [one.verdict.value for one in cells]
    return Row(
        question,
        cells,
        divergence(values, question.scale),
        sum(value in question.scale for value in values),
        sum(value in ABSENCES for value in values),
    )


def collation(*rows: Row) -> Collation:
    respondents = tuple(one.respondent for one in rows[0].cells) if rows else ()
    return Collation(respondents, rows, tuple(() for _ in respondents))
