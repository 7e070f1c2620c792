"""One cell of Compare, as it is read. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from collation import wording
from collation.agreement.caveats import Backing, Place
from collation.cells import Cell, Passage
from collation.language.chunks import chunk_at
from collation.pages import prompt_diff
from collation.pages.highlights import Evidence, carrying
from collation.pages.key_sentence import KeySentence, Noted, key_sentence
from collation.pages.later_rounds import Again, again
from collation.record import Question, Respondent, Turn
from reviews.scale import ABSENCES, word

LONG = 1600  # characters of a cell from which on it opens clamped


@dataclass(frozen=True)
class Placed:
    """A person's placement of a span, as the viewer may read it.

    `belongs` is False if it was taken away from the question; `words` are the beginning of the span.
    """

    id: int
    response_id: int
    start: int
    end: int
    belongs: bool
    by: str
    at: datetime
    words: str


class Ids(NamedTuple):
    """The ids of a passage's elements.

    `own` is "" if the passage stands in a row above, too. `linked` is that of the words that the address asks for, ""
    if there are none in it.
    """

    own: str
    linked: str


@dataclass(frozen=True)
class ShownPassage:
    """A passage to read.

    `turn` counts from 1; `anchor` is its place on the response's page; `placed` is the placement that put it here, if
    a person did. `size` counts its characters that are no white space.
    """

    passage: Passage
    html: str
    size: int
    turn: int
    anchor: int
    placed: Placed | None
    ids: Ids


@dataclass(frozen=True)
class OutlyingQuotation:
    """Words that a mark quotes outside of the passages of its cell."""

    words: str
    response_id: int
    turn: int
    anchor: int


@dataclass(frozen=True)
class ShownCell:
    """A cell to read.

    `key_sentence` stands for the passages while they are folded, None if there are none. `notes` counts the annotations
    in them.
    `absence` says in words why there is nothing to read, "" if there is; `unread` that nobody has read the cell.
    `asked` is the prompt, if it differs from the others'. `quoted` are the words of the marks or the suggestion, if
    there is no passage. `sources` are the (title, address) that the answer leads to. `removed` are the passages that
    people took away from here. `support` says in words whether the paper has it: a person's word, which is `supported`,
    else the terms not found in its stored text; "" for neither. `again` is the verdict of a later
    round. `hits` counts the places that a search found in it.
    """

    respondent: Respondent
    question: Question
    passages: tuple[ShownPassage, ...]
    key_sentence: KeySentence | None
    notes: int
    absence: str
    unread: str
    asked: tuple[prompt_diff.PromptRun, ...]
    led: bool
    quoted: tuple[OutlyingQuotation, ...]
    sources: tuple[tuple[str, str], ...]
    removed: tuple[Placed, ...]
    value: str
    word: str
    origin: str | None
    suggested: str
    support: str
    supported: str
    hits: int
    again: Again | None

    @property
    def only_absent(self) -> bool:
        """True if the absence says all that the verdict would."""
        return self.value in ABSENCES and bool(self.absence) and self.origin == "suggestion"

    @property
    def linked(self) -> bool:
        """True if the address asks for words of it."""
        return any(shown.ids.linked for shown in self.passages)

    @property
    def long(self) -> bool:
        return sum(len(shown.passage.text) for shown in self.passages) > LONG


@dataclass(frozen=True)
class CompareRecord:
    """The part of the page that is not in the collation.

    `html` of each passage of a row, by the row's key; people's placements of each cell, oldest first; the
    words that marks quote; and the terms of a cell that were found in the paper. `kinds` are the highlights that there
    are, `answers` the team's own by the key of the row. `notes` are the annotations of each response.
    """

    html: Mapping[tuple[str, Passage], str]
    placed: Mapping[Place, Sequence[Placed]]
    evidence: Evidence
    backings: Mapping[Place, Backing]
    kinds: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[int, Sequence[Noted]] = field(default_factory=dict)


def shown_cell(
    cell: Cell,
    asked: tuple[prompt_diff.PromptRun, ...],
    record: CompareRecord,
    ids: Mapping[tuple[str, Passage], Ids],
    hits: int = 0,
) -> ShownCell:
    """A cell to read.

    `asked` is the prompt as asked, if it is worded unlike the others'.
    """
    question, respondent = cell.question, cell.respondent
    theirs = record.placed.get((question.question_id, respondent.transcript_id), ())
    by_span = {(placed.response_id, placed.start, placed.end): placed for placed in theirs}
    passages = tuple(
        ShownPassage(
            passage=passage,
            html=record.html[question.key, passage],
            size=sum(map(len, passage.text.split())),
            turn=passage.response + 1,
            anchor=_chunk_at(respondent.turns[passage.response], passage.start),
            placed=by_span.get((passage.response_id, passage.start, passage.end))
            if passage.placed_by == "person"
            else None,
            ids=ids[question.key, passage],
        )
        for passage in cell.reading.passages
    )
    quoted = () if passages else _quoted(cell, record.evidence)
    value = wording.value_of(cell)
    return ShownCell(
        respondent=respondent,
        question=question,
        passages=passages,
        key_sentence=key_sentence(cell, record.evidence, record.notes),
        notes=_notes(cell, record.notes),
        absence="" if quoted and cell.verdict.value not in ABSENCES else absence(cell),
        unread=wording.unread(cell) if question.scored else "",
        asked=asked,
        led=cell.reading.asked.led,
        quoted=quoted,
        sources=cell.reading.sources,
        removed=tuple(placed for placed in theirs if not placed.belongs),
        value=value,
        word="to mark" if cell.hidden else "no verdict" if value == "undecided" else word(value),
        origin=cell.verdict.origin,
        suggested=wording.suggested(cell),
        support=wording.support(cell).lower() or _not_found(cell, record.backings),
        supported=cell.support.value if cell.support else "",
        hits=hits,
        again=again(cell),
    )


def _notes(cell: Cell, notes: Mapping[int, Sequence[Noted]]) -> int:
    """How many annotations have words of the passages."""
    return len(
        {
            (passage.response_id, at)
            for passage in cell.reading.passages
            for at, (start, end, _slot) in enumerate(notes.get(passage.response_id, ()))
            if start < passage.end and passage.start < end
        }
    )


def _not_found(cell: Cell, backed: Mapping[Place, Backing]) -> str:
    backing = backed.get((cell.question.question_id, cell.respondent.transcript_id))
    return backing.sentences[0].rstrip(".") if backing and backing.suggested else ""


def _quoted(cell: Cell, evidence: Evidence) -> tuple[OutlyingQuotation, ...]:
    turns = {turn.response_id: turn for turn in cell.respondent.turns}
    spans = carrying(cell, evidence)
    return tuple(
        OutlyingQuotation(
            turns[response].quote(start, end), response, turns[response].position + 1, _chunk_at(turns[response], start)
        )
        for response, start, end in sorted(set(spans))
        if response in turns
    )


def absence(cell: Cell) -> str:
    """The reason in words why a cell holds nothing to read.

    "" if it holds something, or is unread, which is another sentence.
    """
    if cell.reading.passages:
        return ""
    if cell.unread and cell.question.scored:
        return ""
    value = cell.verdict.value if cell.question.scored else cell.state
    return wording.absence(value, cell) or "No words are set here."


def _chunk_at(turn: Turn, start: int) -> int:
    return chunk_at(turn.blocks, turn.text, start)
