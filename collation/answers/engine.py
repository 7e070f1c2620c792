"""The reading of a record's words. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from collation.answers.alignment import Aligned, align
from collation.answers.matching import Matcher, matcher
from collation.answers.prompts import NOTHING, Asking, asking, how_asked, is_led, open_ended, prompt_key, says_something
from collation.answers.stance import Opening, declines, suggest
from collation.cells import (
    ENGLISH_ONLY,
    AskedAs,
    CellReading,
    Passage,
    Reading,
    RowReading,
)
from collation.language.detection import ENGLISH, language
from collation.language.phrases import REVISES
from collation.language.sections import Section, Sentence, segment
from collation.language.words import trimmed
from collation.record import Placement, Question, Record, Suggestion, Turn

Analyse = Callable[[Turn], tuple[Section, ...]]

_OPENING = 400  # characters at the beginning of a turn, in which it would say that it takes something back
_ENOUGH = 0.5  # of a response in the rows, so that it need not be shown again among the other turns
_KEY_LENGTH = 10  # of the hash, in the key of a computed row


@dataclass(frozen=True)
class _ReadTurn:
    """One turn read: its sentences, and what its prompt asks."""

    turn: Turn
    position: int
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    asking: Asking = NOTHING
    led: bool = False
    language: str = ""
    english: bool = False  # its prompt is: certainly, not merely possibly
    takes_back: bool = False  # it may take back what an earlier turn says


def read(record: Record, analyse: Analyse = segment, tell: Callable[[], None] = lambda: None) -> Reading:
    """Read the words of a record, with its questions and placements.

    Marks and resolutions do not matter. `analyse` is called once for each turn: hand in a cached `segment` to
    save that work. `tell` is called twice for each. Linear in the words.
    """
    columns = [
        [_segmented(turn, position, analyse) for position, turn in enumerate(respondent.turns)]
        for respondent in record.respondents
    ]
    known = matcher(
        record.questions,
        (
            frozenset().union(*(sentence.terms for read_turn in column for sentence in read_turn.sentences))
            for column in columns
        ),
    )
    asked = cache(lambda prompt: asking(prompt, known))  # most respondents were asked the same
    columns = [[_with_prompt(read_turn, asked, tell) for read_turn in column] for column in columns]
    rows = _question_rows(record, columns, known, tell)
    rows += _prompt_rows(record, columns)
    held_chars = _held_chars(rows)
    others = tuple(
        tuple(
            read_turn.turn
            for read_turn in column
            if held_chars[read_turn.turn.response_id]
            < (1 if read_turn.asking.asks else _ENOUGH * len(read_turn.turn.text))
        )
        for column in columns
    )
    return Reading(_sharing(rows), others)


def _sharing(rows: Iterable[RowReading]) -> tuple[RowReading, ...]:
    """The rows, in which equal values are one object.

    Most respondents were asked alike, and most reasons are a few sentences. So a reading is stored and loaded quickly.
    """
    known: dict[AskedAs | Suggestion, Any] = {}

    def one(cell: CellReading) -> CellReading:
        asked, suggestion = (known.setdefault(value, value) for value in (cell.asked, cell.suggestion))
        return replace(cell, asked=asked, suggestion=suggestion)

    return tuple(replace(row, cells=tuple(map(one, row.cells))) for row in rows)


def _segmented(turn: Turn, position: int, analyse: Analyse) -> _ReadTurn:
    sections = analyse(turn)
    sentences = tuple(sentence for section in sections for sentence in section.sentences)
    return _ReadTurn(turn, position, sections, sentences, tuple(sentence.start for sentence in sentences))


def _with_prompt(read_turn: _ReadTurn, asked: Callable[[str], Asking], tell: Callable[[], None]) -> _ReadTurn:
    """Add what the prompt asks, and the languages of both.

    A short prompt is in the language of its answer.
    """
    tell()
    spoken = language(read_turn.turn.legible)
    prompted = language(read_turn.turn.prompt) or spoken
    what = asked(read_turn.turn.prompt)
    return replace(
        read_turn,
        asking=what,
        led=is_led(read_turn.turn),
        language=spoken or (prompted if prompted != ENGLISH else ""),
        english=prompted == ENGLISH or (not prompted and bool(what.asks)),
        takes_back=bool(REVISES.search(read_turn.turn.legible[:_OPENING])),
    )


def _question_rows(
    record: Record, columns: Sequence[Sequence[_ReadTurn]], known: Matcher, tell: Callable[[], None]
) -> list[RowReading]:
    placed: dict[int, dict[int, list[Placement]]] = defaultdict(lambda: defaultdict(list))
    for placement in record.placements:
        placed[placement.question_id][placement.response_id].append(placement)
    cells: list[list[CellReading]] = [[] for _ in record.questions]
    for respondent, column in zip(record.respondents, columns, strict=True):
        passages, answers = _engine_passages(column, known, tell)
        reads = {read_turn.turn.response_id: read_turn for read_turn in column}
        asked_as = how_asked(respondent.turns, [read_turn.asking for read_turn in column])
        unanswered = dict.fromkeys(read_turn.asking.rest for read_turn in column if read_turn.asking.rest)
        at_large = any(open_ended(read_turn.turn.prompt) for read_turn in column)
        for index, question in enumerate(record.questions):
            if question.prompt_key:
                cell_passages = _whole_answers(column, question.prompt_key)
                asked = _asked_by_key(column, question.prompt_key)
            else:
                cell_passages = passages.get(index, [])
                asked = asked_as.get(index, AskedAs("not_asked"))
            cell_passages = _with_placements(cell_passages, column, placed.get(question.question_id, {}))
            near = at_large or any(known.near(rest, index) for rest in unanswered)
            cells[index].append(_cell(question, asked, cell_passages, reads, answers.get(index, []), near))
    return [RowReading(question, tuple(row)) for question, row in zip(record.questions, cells, strict=True)]


def _held_chars(rows: Sequence[RowReading]) -> Counter[int]:
    """Count the characters of each response that the rows hold.

    Characters in two rows count twice.
    """
    held_chars: Counter[int] = Counter()
    for row in rows:
        for cell in row.cells:
            for passage in cell.passages:
                held_chars[passage.response_id] += passage.end - passage.start
    return held_chars


def _engine_passages(
    column: Sequence[_ReadTurn], known: Matcher, tell: Callable[[], None]
) -> tuple[dict[int, list[Passage]], dict[int, list[Opening]]]:
    """The passages and the openings of answers, by question.

    A heading that only names a topic, in a turn that does not ask, yields to an answer to a prompt that asks.
    """
    passages: dict[int, list[Passage]] = defaultdict(list)
    answers: dict[int, list[Opening]] = defaultdict(list)
    aligned: list[tuple[_ReadTurn, Aligned]] = []
    for read_turn in column:
        tell()
        aligned.append((read_turn, align(read_turn.turn, read_turn.sections, read_turn.asking, known)))
    spans = [(read_turn, span) for read_turn, alignment in aligned for span in alignment.spans]
    answered = {(read_turn.position, span.index) for read_turn, span in spans if span.index in read_turn.asking.indexes}
    where_asked = {index for _, index in answered}
    for read_turn, span in spans:
        if not span.names or span.index not in where_asked or (read_turn.position, span.index) in answered:
            passages[span.index].append(_passage(read_turn, span.start, span.end, "engine", span.rule))
    for _, alignment in aligned:
        for index, answer in alignment.answers:
            answers[index].append(answer)
    return passages, answers


def _prompt_rows(record: Record, columns: Sequence[Sequence[_ReadTurn]]) -> list[RowReading]:
    """Rows for prompts that several were asked alike.

    Prompts that a question holds are left out.
    """
    question_keys = {question.prompt_key for question in record.questions}
    askers: dict[str, set[int]] = defaultdict(set)
    prompts: dict[str, str] = {}
    for i, column in enumerate(columns):
        for read_turn in column:
            if not read_turn.asking.asks and says_something(read_turn.turn.prompt):
                key = prompt_key(read_turn.turn.prompt)
                askers[key].add(i)
                prompts.setdefault(key, read_turn.turn.prompt.strip())
    rows = []
    for key, columns_asked in askers.items():
        if len(columns_asked) < 2 or key in question_keys:
            continue
        question = Question(0, f"asked-{key[:_KEY_LENGTH]}", prompts[key], False, (), key)
        cells = tuple(
            _cell(
                question,
                _asked_by_key(column, key),
                _whole_answers(column, key),
                {read_turn.turn.response_id: read_turn for read_turn in column},
            )
            for column in columns
        )
        rows.append(RowReading(question, cells, computed=True))
    return rows


def _whole_answers(column: Sequence[_ReadTurn], key: str) -> list[Passage]:
    return [
        _passage(read_turn, *trimmed(read_turn.turn.text, 0, len(read_turn.turn.text)), "engine", "answers this prompt")
        for read_turn in column
        if read_turn.turn.prompt and read_turn.turn.text.strip() and prompt_key(read_turn.turn.prompt) == key
    ]


def _asked_by_key(column: Sequence[_ReadTurn], key: str) -> AskedAs:
    for read_turn in column:
        if read_turn.turn.prompt and prompt_key(read_turn.turn.prompt) == key:
            return AskedAs("alike", read_turn.turn.prompt, read_turn.position)
    return AskedAs("not_asked")


def _with_placements(
    engine_passages: Iterable[Passage], column: Sequence[_ReadTurn], placed: Mapping[int, Sequence[Placement]]
) -> list[Passage]:
    """The passages of a question with people's placements applied.

    They override the engine's. `placed` holds those of the question, by response.
    """
    passages = list(engine_passages)
    for read_turn in column if placed else ():
        placements = placed.get(read_turn.turn.response_id, ())
        for placement in placements:
            passages = [passage for passage in passages if not _gives_way(passage, placement)]
        for placement in placements:
            if placement.belongs:
                passages.append(
                    _passage(read_turn, placement.start, placement.end, "person", "placed here by a person")
                )
    return sorted(passages, key=lambda passage: (passage.response, passage.start, passage.end))


def _gives_way(passage: Passage, placement: Placement) -> bool:
    if passage.response_id != placement.response_id:
        return False
    if placement.belongs:
        return placement.start <= passage.start and passage.end <= placement.end
    return passage.start < placement.end and placement.start < passage.end


def _passage(read_turn: _ReadTurn, start: int, end: int, placed_by: str, rule: str) -> Passage:
    return Passage(
        read_turn.position, read_turn.turn.response_id, start, end, read_turn.turn.text[start:end], placed_by, rule
    )


def _cell(
    question: Question,
    asked: AskedAs,
    passages: Sequence[Passage],
    reads: Mapping[int, _ReadTurn],
    answers: Sequence[Opening] = (),
    near: bool = False,
) -> CellReading:
    """One cell. Whatever the rules cannot show is unread."""
    if not passages:
        return _without_words(asked, reads.values(), near)
    sources = [reads[response] for response in {passage.response_id: None for passage in passages}]
    all_led = all(source.led for source in sources)
    asked = AskedAs(asked.how, asked.prompt, asked.response, all_led)
    cell_passages = tuple(passages)
    leads_to = tuple(dict.fromkeys(source for read_turn in sources for source in read_turn.turn.sources))
    foreign = next((source.language for source in sources if source.language not in ("", ENGLISH)), "")
    if foreign and question.scored:
        return CellReading("unread", asked, cell_passages, Suggestion(None, reason=_in_another(foreign)), leads_to)
    free = [passage for passage in passages if all_led or not reads[passage.response_id].led]
    stated = [answer for answer in answers if any(_opens_in(answer, passage) for passage in free)]
    stated += [
        _placed_opening(reads[passage.response_id], passage) for passage in free if passage.placed_by == "person"
    ]
    if asked.how == "alike" and stated and all(map(declines, stated)):
        reason = "The answer declines to answer."
        return CellReading("refused", asked, cell_passages, Suggestion(None, reason=reason), leads_to)
    suggestion = suggest(question, stated)
    if suggestion.response_id is not None and suggestion.verdict:
        position = reads[suggestion.response_id].position
        if any(source.takes_back and source.position > position for source in reads.values()):
            suggestion = Suggestion(None, reason="A later turn may take this answer back.")
    state = "answered" if suggestion.verdict or not question.scale else "unread"
    return CellReading(state, asked, cell_passages, suggestion, leads_to)


def _without_words(asked: AskedAs, column: Collection[_ReadTurn], near: bool) -> CellReading:
    """The reading of a cell without passages: not asked, or unread.

    It is not asked if all prompts are known, are in English, and do not come near the question.
    """
    foreign = next((read_turn.language for read_turn in column if read_turn.language not in ("", ENGLISH)), "")
    if foreign:
        return CellReading("unread", asked, (), Suggestion(None, reason=_in_another(foreign)))
    known = bool(column) and all(read_turn.turn.prompt.strip() and read_turn.english for read_turn in column)
    if asked.how == "not_asked" and known and not near:
        return CellReading("not_asked", asked, (), Suggestion(None, reason="No prompt here asks this."))
    return CellReading("unread", asked, (), Suggestion(None, reason="The rules find no words that answer this."))


def _in_another(name: str) -> str:
    return f"This answer is in {name}. {ENGLISH_ONLY}"


def _opens_in(answer: Opening, passage: Passage) -> bool:
    return answer.turn.response_id == passage.response_id and passage.start <= answer.start < passage.end


def _placed_opening(read_turn: _ReadTurn, passage: Passage) -> Opening:
    """The opening of an answer that a person placed.

    The person decided that the words answer the question.
    """
    return Opening(read_turn.turn, passage.start, passage.end, _sentences_of(read_turn, passage))


def _sentences_of(read_turn: _ReadTurn, passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, cut at its ends."""
    first = bisect_left(read_turn.starts, passage.start)
    if first and read_turn.sentences[first - 1].end > passage.start:
        first -= 1
    last = bisect_left(read_turn.starts, passage.end)
    return tuple(
        Sentence(max(s.start, passage.start), min(s.end, passage.end), s.kind, s.terms)
        for s in read_turn.sentences[first:last]
    )
