"""Rows of a matrix by hand: what each respondent's verdict is, and what it rests on."""

from dataclasses import replace

from collation.cells import AskedAs, Cell, CellReading, Collation, Passage, Row, Verdict
from collation.record import Mark, Question, Resolution, Respondent, Suggestion
from reviews.scale import ABSENCES, Settled, rank, settle
from tests.collation.samples.answers import SAFE, plain_turn


def who(name: str, *prompts: str) -> Respondent:
    turns = tuple(plain_turn(at, prompt, "Words.") for at, prompt in enumerate(prompts, start=1))
    return Respondent(
        key=name.lower(),
        transcript_id=sum(map(ord, name)),
        name=name,
        kind="model",
        version="",
        round=1,
        evidence_basis="unknown",
        evidence_quote="",
        turns=turns,
    )


def mark(by: str, value: str, quote: str = "", confidence: int | None = None) -> Mark:
    return Mark(question_id=2, transcript_id=1, by=by, value=value, confidence=confidence, rationale="", quote=quote)


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
    asked: AskedAs | None = None,
    question: Question = SAFE,
) -> Cell:
    state = verdict if verdict in ABSENCES else "unread" if verdict is None and origin is None else "answered"
    reading = CellReading(state, asked or AskedAs("alike", "Is it safe?"), (), suggestion or Suggestion(None))
    held = Settled(verdict, False, rank(verdict, question.scale))
    if split:
        held = settle([mark.value for mark in marks], question.scale)
    return Cell(question, respondent, reading, marks, resolution, Verdict(held.value, origin, split, held.rank))


def unread(respondent: Respondent, reason: str = "", question: Question = SAFE, words: str = "") -> Cell:
    """A cell that nobody has read, whose words, if there are any, stand under the question."""
    passages = (Passage(0, 1, 0, len(words), words, "engine", "answers the prompt"),) if words else ()
    reading = CellReading("unread", AskedAs("alike", "Is it safe?"), passages, Suggestion(None, reason=reason))
    return Cell(question, respondent, reading, (), None, Verdict(None, None))


def undecided(respondent: Respondent, reason: str = "") -> Cell:
    """A cell that a reader has read, and that takes no stand."""
    one = unread(respondent, reason)
    return replace(one, reading=replace(one.reading, state="answered"))


def row(*cells: Cell, question: Question = SAFE) -> Row:
    return Row.of(question, cells)


def collation(*rows: Row) -> Collation:
    respondents = tuple(one.respondent for one in rows[0].cells) if rows else ()
    return Collation(respondents, rows, tuple(() for _ in respondents))
