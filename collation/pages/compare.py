"""The compare page: answers side by side, placements, other turns. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from collation import wording
from collation.agreement.caveats import Backing, Place
from collation.cells import Cell, Collation, Passage, Row
from collation.language.chunks import chunk_at
from collation.language.words import sentences
from collation.pages import prompt_diff
from collation.pages.arrangement import Arrangement
from collation.record import Question, Respondent, Turn
from collation.wording import listed, several, shortened
from reviews.scale import ABSENCES, BASES, THIN_BASES, word

Span = tuple[int, int, int]
"""(response_id, start, end), in code points."""

Evidence = Mapping[Place, Sequence[Span]]
"""The words that people's marks quote, by cell."""

_KEY_WORDS = 320  # characters of a cell that stand for it while it is folded
_FIRST_WORDS = 280  # characters of a turn that are shown of it
_NO_SENTENCES = {"heading", "row", "code"}  # kinds of blocks
LONG = 1600  # characters of a cell from which on it opens clamped


@dataclass(frozen=True)
class Head:
    """The head of a column."""

    key: str
    name: str
    version: str
    said_on: date | None
    round: int
    basis: str
    thin: bool
    quote: str

    @property
    def provenance(self) -> str:
        """Version, date and round: "5.2, 3 February 2026 · round 2"."""
        date = f"{self.said_on.day} {self.said_on:%B %Y}".replace(" ", "\N{NO-BREAK SPACE}") if self.said_on else ""
        first = ", ".join(filter(None, (self.version, date)))
        return " · ".join(filter(None, (first, f"round {self.round}" if self.round > 1 else "")))


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


@dataclass(frozen=True)
class ShownPassage:
    """A passage to read.

    `turn` counts from 1; `anchor` is its place on the response's page; `placed` is the placement that put it here, if
    a person did.
    """

    passage: Passage
    html: str
    turn: int
    anchor: int
    placed: Placed | None


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

    `key_sentence` stands for the passages while they are folded, "" if there are none.
    `absence` says in words why there is nothing to read, "" if there is; `unread` that nobody has read the cell.
    `asked` is the prompt, if it differs from the others'. `quoted` are the words of the marks or the suggestion, if
    there is no passage. `sources` are the (title, address) that the answer leads to. `removed` are the passages that
    people took away from here. `support` says in words whether the paper has it: a person's word, which is `supported`,
    else the terms not found in its stored text; "" for neither.
    """

    respondent: Respondent
    question: Question
    passages: tuple[ShownPassage, ...]
    key_sentence: str
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

    @property
    def only_absent(self) -> bool:
        """True if the absence says all that the verdict would."""
        return self.value in ABSENCES and bool(self.absence) and self.origin == "suggestion"

    @property
    def long(self) -> bool:
        return sum(len(shown.passage.text) for shown in self.passages) > LONG


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


_UNPUBLISHED = "will not be published"


@dataclass(frozen=True)
class OtherTurn:
    """A turn that the rows do not hold whole.

    `in_part` if they hold something of it.
    `chosen` says whether someone chose to publish it although no row holds it, `extent` how much of its respondent
    is published.
    """

    turn: Turn
    first_words: str
    in_part: bool
    chosen: bool
    extent: str

    @property
    def publication(self) -> str:
        """The part of it that a publication will show, in words."""
        if self.extent == "full" and (self.in_part or self.chosen):
            return "will be published whole"
        quoted = self.extent == "quotations" and self.in_part
        return "will be published in quotations" if quoted else _UNPUBLISHED


@dataclass(frozen=True)
class OtherTurns:
    """Those of one respondent."""

    respondent: Respondent
    turns: tuple[OtherTurn, ...]

    @property
    def title(self) -> str:
        what = "turn" if all(turn.in_part for turn in self.turns) else "other turn"
        return f"{several(len(self.turns), what)} of {self.respondent.name}"

    @property
    def standing(self) -> str:
        """How much of them the rows hold, and how much is published."""
        counts = Counter(turn.publication for turn in self.turns)
        if len(self.turns) == 1:
            [turn] = self.turns
            return f"{'Part of it stands' if turn.in_part else 'Nothing of it is set'} in a row. It {turn.publication}."
        part = sum(turn.in_part for turn in self.turns)
        stand = f"Part of {part} stands in the rows" if part else "Nothing of them is set in a row"
        if part and part < len(self.turns):
            stand += f", nothing of {len(self.turns) - part}"
        if len(counts) == 1:
            [told] = counts
            return f"{stand}. {'None will be published' if told == _UNPUBLISHED else f'All {told}'}."
        return f"{stand}. {listed([f'{count} {words}' for words, count in counts.items()]).capitalize()}."


@dataclass(frozen=True)
class ColumnChoice:
    """A column in the form that arranges columns.

    `left` and `right` are the queries of the arrangements with it moved, None if it cannot move.
    """

    head: Head
    shown: bool
    left: str | None
    right: str | None


def columns(collation: Collation, arrangement: Arrangement) -> tuple[ColumnChoice, ...]:
    """The columns in the reader's order, those hidden last."""
    heads = {respondent.key: _head(respondent) for respondent in collation.respondents}
    last = len(arrangement.columns) - 1
    shown = [
        ColumnChoice(
            heads[key],
            True,
            arrangement.moved(key, -1).query or "?" if at else None,
            arrangement.moved(key, 1).query or "?" if at < last else None,
        )
        for at, key in enumerate(arrangement.columns)
    ]
    return (*shown, *(ColumnChoice(heads[key], False, None, None) for key in arrangement.hidden))


def _head(respondent: Respondent) -> Head:
    return Head(
        key=respondent.key,
        name=respondent.name,
        version=respondent.version,
        said_on=respondent.said_on,
        round=respondent.round,
        basis=BASES[respondent.evidence_basis].capitalize(),
        thin=respondent.evidence_basis in THIN_BASES,
        quote=respondent.evidence_quote,
    )


@dataclass(frozen=True)
class CompareRecord:
    """The part of the page that is not in the collation.

    `html` of each passage of a row, by the row's key; people's placements by question and response, oldest first; the
    words that marks quote; and the terms of a cell that were found in the paper.
    """

    html: Mapping[tuple[str, Passage], str]
    placed: Mapping[tuple[int, int], Sequence[Placed]]
    evidence: Evidence
    backings: Mapping[Place, Backing]


def side_by_side(collation: Collation, arrangement: Arrangement, record: CompareRecord) -> tuple[ShownRow, ...]:
    """The rows and columns that the arrangement shows."""
    rows, order = _rows(collation, arrangement), _order(collation, arrangement)
    asked = _wordings(rows)
    return tuple(
        ShownRow(
            question=row.question,
            cells=tuple(_cell(row.cells[at], asked.get((row.question.key, at), ()), record) for at in order),
            divergence=row.divergence,
            counted=wording.counted(row) if row.question.scored else "",
            answered=sum(bool(cell.reading.passages) for cell in row.cells),
            computed=row.computed,
        )
        for row in rows
    )


def painted(
    collation: Collation, arrangement: Arrangement, evidence: Evidence
) -> dict[tuple[str, Passage], list[tuple[int, int]]]:
    """The spans to paint in each passage shown, by the row's key."""
    return {
        (row.question.key, passage): [
            span
            for response, start, end in _carrying(row.cells[at], evidence)
            if response == passage.response_id
            for span in row.cells[at].respondent.turns[passage.response].spans(start, end)
        ]
        for row in _rows(collation, arrangement)
        for at in _order(collation, arrangement)
        for passage in row.cells[at].reading.passages
    }


def other_turns(
    collation: Collation, arrangement: Arrangement, publication: Mapping[int, tuple[bool, str]]
) -> tuple[OtherTurns, ...]:
    """The turns of the columns shown outside of the rows.

    `publication` says of each, by its response, whether someone chose to publish it, and how much of its respondent is.
    """
    held = {passage.response_id for row in collation.rows for cell in row.cells for passage in cell.reading.passages}
    return tuple(
        OtherTurns(
            respondent,
            tuple(
                OtherTurn(
                    turn,
                    shortened(turn.text, _FIRST_WORDS),
                    turn.response_id in held,
                    *publication[turn.response_id],
                )
                for turn in turns
            ),
        )
        for respondent, turns in zip(collation.respondents, collation.other_turns, strict=True)
        if turns and respondent.key in arrangement.columns
    )


def _rows(collation: Collation, arrangement: Arrangement) -> list[Row]:
    return [row for row in collation.rows if not arrangement.diverging or row.divergence]


def _order(collation: Collation, arrangement: Arrangement) -> list[int]:
    """The indices of the columns shown, in the reader's order."""
    places = {respondent.key: at for at, respondent in enumerate(collation.respondents)}
    return [places[key] for key in arrangement.columns]


def _carrying(cell: Cell, evidence: Evidence) -> Sequence[Span]:
    """The spans that the team sees painted.

    The suggestion's if it is the verdict, else those that marks quote.
    """
    suggested = cell.suggestion
    if cell.verdict.origin == "suggestion" and suggested.response_id is not None:
        return [(suggested.response_id, suggested.start, suggested.end)]
    return evidence.get((cell.question.question_id, cell.respondent.transcript_id), ())


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


def _cell(
    cell: Cell,
    asked: tuple[prompt_diff.PromptRun, ...],
    record: CompareRecord,
) -> ShownCell:
    question, respondent = cell.question, cell.respondent
    theirs = [
        placed
        for turn in respondent.turns
        for placed in record.placed.get((question.question_id, turn.response_id), ())
    ]
    by_span = {(placed.response_id, placed.start, placed.end): placed for placed in theirs}
    passages = tuple(
        ShownPassage(
            passage=passage,
            html=record.html[question.key, passage],
            turn=passage.response + 1,
            anchor=_chunk_at(respondent.turns[passage.response], passage.start),
            placed=by_span.get((passage.response_id, passage.start, passage.end))
            if passage.placed_by == "person"
            else None,
        )
        for passage in cell.reading.passages
    )
    quoted = () if passages else _quoted(cell, record.evidence)
    value = wording.value_of(cell)
    return ShownCell(
        respondent=respondent,
        question=question,
        passages=passages,
        key_sentence=_key_sentence(cell, record.evidence),
        absence="" if quoted and cell.verdict.value not in ABSENCES else absence(cell),
        unread=wording.unread(cell) if question.scored else "",
        asked=asked,
        led=cell.reading.asked.led,
        quoted=quoted,
        sources=cell.reading.sources,
        removed=tuple(placed for placed in theirs if not placed.belongs),
        value=value,
        word="no verdict" if value == "undecided" else word(value),
        origin=cell.verdict.origin,
        suggested=wording.suggested(cell),
        support=wording.support(cell).lower() or _not_found(cell, record.backings),
        supported=cell.support.value if cell.support else "",
    )


def _not_found(cell: Cell, backed: Mapping[Place, Backing]) -> str:
    backing = backed.get((cell.question.question_id, cell.respondent.transcript_id))
    return backing.sentences[0].rstrip(".") if backing and backing.suggested else ""


def _key_sentence(cell: Cell, evidence: Evidence) -> str:
    """The words that carry the verdict, else the first sentence.

    A heading, a table's row and code are no sentences, unless there is nothing else.
    """
    passages = cell.reading.passages
    turns = {passage.response_id: cell.respondent.turns[passage.response] for passage in passages}
    carrying = (
        turns[response].quote(start, end)
        for response, start, end in _carrying(cell, evidence)
        if any(passage.response_id == response and passage.start <= start < end <= passage.end for passage in passages)
    )
    said = (_first_sentence(turns[passage.response_id], passage) for passage in passages)
    found = chain(carrying, said, (passage.text for passage in passages))
    return shortened(next(filter(None, found), ""), _KEY_WORDS)


def _first_sentence(turn: Turn, passage: Passage) -> str:
    for block in turn.blocks:
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        if block.kind in _NO_SENTENCES or start >= end:
            continue
        for first, last in sentences(turn.text, start, end):
            return turn.quote(first, last)
    return ""


def _quoted(cell: Cell, evidence: Evidence) -> tuple[OutlyingQuotation, ...]:
    turns = {turn.response_id: turn for turn in cell.respondent.turns}
    spans = _carrying(cell, evidence)
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
