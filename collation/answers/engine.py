"""The reading of a record's words. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from collation.answers.alignment import Aligned, align
from collation.answers.matching import Matcher, matcher
from collation.answers.prompts import NOTHING, Asking, asking, led, ledger, open_ended, prompt_key, says_something
from collation.answers.stance import Opening, declines, suggest
from collation.cells import (
    ENGLISH_ONLY,
    AskedAs,
    CellReading,
    Passage,
    Reading,
    RowReading,
    Suggestion,
)
from collation.language.detection import ENGLISH, language
from collation.language.phrases import REVISES
from collation.language.sections import Section, Sentence, segment
from collation.language.words import trimmed
from collation.record import Placement, Question, Record, Turn

Analyse = Callable[[Turn], tuple[Section, ...]]

_OPENING = 400  # characters at the beginning of a turn, in which it would say that it takes something back
_ENOUGH = 0.5  # of a response in the rows, so that it need not be shown again among the other turns
_KEY_LENGTH = 10  # of the hash, in the key of a computed row


@dataclass(frozen=True)
class _Read:
    """One turn read: its sentences, and what its prompt asks."""

    turn: Turn
    at: int
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    asking: Asking = NOTHING
    led: bool = False
    language: str = ""
    english: bool = False  # its prompt is: certainly, not merely possibly
    takes_back: bool = False  # it may take back what an earlier turn says


def read(record: Record, analyse: Analyse = segment) -> Reading:
    """Read the words of a record, with its questions and placements.

    Marks and resolutions do not enter into it. `analyse` is asked once for each turn: hand in a cached `segment` to
    save that work. Linear in the words.
    """
    columns = [
        [_sections_of(turn, at, analyse) for at, turn in enumerate(respondent.turns)]
        for respondent in record.respondents
    ]
    known = matcher(
        record.questions,
        (frozenset().union(*(sentence.terms for one in column for sentence in one.sentences)) for column in columns),
    )
    columns = [[_asked(one, known) for one in column] for column in columns]
    rows = _question_rows(record, columns, known)
    rows += _prompt_rows(record, columns)
    held = _held(rows)
    others = tuple(
        tuple(
            one.turn
            for one in column
            if held[one.turn.response_id] < (1 if one.asking.asks else _ENOUGH * len(one.turn.text))
        )
        for column in columns
    )
    return Reading(tuple(rows), others)


def _sections_of(turn: Turn, at: int, analyse: Analyse) -> _Read:
    sections = analyse(turn)
    sentences = tuple(sentence for section in sections for sentence in section.sentences)
    return _Read(turn, at, sections, sentences, tuple(sentence.start for sentence in sentences))


def _asked(one: _Read, known: Matcher) -> _Read:
    """Add what the prompt asks, and the languages of both.

    A short prompt is in the language of its answer.
    """
    spoken = language(one.turn.text)
    prompted = language(one.turn.prompt) or spoken
    asked = asking(one.turn.prompt, known)
    return replace(
        one,
        asking=asked,
        led=led(one.turn),
        language=spoken or (prompted if prompted != ENGLISH else ""),
        english=prompted == ENGLISH or (not prompted and bool(asked.asks)),
        takes_back=bool(REVISES.search(one.turn.text[:_OPENING])),
    )


def _question_rows(record: Record, columns: Sequence[Sequence[_Read]], known: Matcher) -> list[RowReading]:
    placed: dict[tuple[int, int], list[Placement]] = defaultdict(list)
    for placement in record.placements:
        placed[placement.question_id, placement.response_id].append(placement)
    cells: list[list[CellReading]] = [[] for _ in record.questions]
    for respondent, column in zip(record.respondents, columns, strict=True):
        passages, answers = _engine_passages(column, known)
        reads = {one.turn.response_id: one for one in column}
        for index, question in enumerate(record.questions):
            if question.prompt_key:
                found = _whole_answers(column, question.prompt_key)
                asked = _asked_by_key(column, question.prompt_key)
            else:
                found = passages.get(index, [])
                asked = ledger(respondent.turns, [one.asking for one in column], index)
            found = _with_placements(found, question, column, placed)
            near = any(known.near(one.asking.rest, index) or open_ended(one.turn.prompt) for one in column)
            cells[index].append(_cell(question, asked, found, reads, answers.get(index, []), near))
    return [RowReading(question, tuple(row)) for question, row in zip(record.questions, cells, strict=True)]


def _held(rows: Sequence[RowReading]) -> Counter[int]:
    """Count the characters of each response that the rows hold.

    Characters in two rows count twice.
    """
    held: Counter[int] = Counter()
    for row in rows:
        for cell in row.cells:
            for passage in cell.passages:
                held[passage.response_id] += passage.end - passage.start
    return held


def _engine_passages(
    column: Sequence[_Read], known: Matcher
) -> tuple[dict[int, list[Passage]], dict[int, list[Opening]]]:
    """The passages and the openings of answers, by question.

    A heading that only names a topic, in a turn that does not ask, gives way to an answer to a prompt that does.
    """
    found: dict[int, list[Passage]] = defaultdict(list)
    answers: dict[int, list[Opening]] = defaultdict(list)
    aligned: list[tuple[_Read, Aligned]] = [(one, align(one.turn, one.sections, one.asking, known)) for one in column]
    spans = [(one, span) for one, those in aligned for span in those.spans]
    answered = {(one.at, span.index) for one, span in spans if span.index in one.asking.indexes}
    where_asked = {index for _, index in answered}
    for one, span in spans:
        if not span.names or span.index not in where_asked or (one.at, span.index) in answered:
            found[span.index].append(_passage(one, span.start, span.end, "engine", span.rule))
    for _, those in aligned:
        for index, answer in those.answers:
            answers[index].append(answer)
    return found, answers


def _prompt_rows(record: Record, columns: Sequence[Sequence[_Read]]) -> list[RowReading]:
    """Rows for prompts that several were asked alike.

    Prompts that a question holds are left out.
    """
    taken = {question.prompt_key for question in record.questions}
    askers: dict[str, set[int]] = defaultdict(set)
    prompts: dict[str, str] = {}
    for i, column in enumerate(columns):
        for one in column:
            if not one.asking.asks and says_something(one.turn.prompt):
                key = prompt_key(one.turn.prompt)
                askers[key].add(i)
                prompts.setdefault(key, one.turn.prompt.strip())
    rows = []
    for key, who in askers.items():
        if len(who) < 2 or key in taken:
            continue
        question = Question(0, f"asked-{key[:_KEY_LENGTH]}", prompts[key], False, (), key)
        cells = tuple(
            _cell(
                question,
                _asked_by_key(column, key),
                _whole_answers(column, key),
                {one.turn.response_id: one for one in column},
            )
            for column in columns
        )
        rows.append(RowReading(question, cells, computed=True))
    return rows


def _whole_answers(column: Sequence[_Read], key: str) -> list[Passage]:
    return [
        _passage(one, *trimmed(one.turn.text, 0, len(one.turn.text)), "engine", "answers this prompt")
        for one in column
        if one.turn.prompt and one.turn.text.strip() and prompt_key(one.turn.prompt) == key
    ]


def _asked_by_key(column: Sequence[_Read], key: str) -> AskedAs:
    for one in column:
        if one.turn.prompt and prompt_key(one.turn.prompt) == key:
            return AskedAs("alike", one.turn.prompt, one.at)
    return AskedAs("not_asked")


def _with_placements(
    found: Iterable[Passage],
    question: Question,
    column: Sequence[_Read],
    placed: Mapping[tuple[int, int], Sequence[Placement]],
) -> list[Passage]:
    """The passages with people's placements applied.

    People's word counts over the engine's.
    """
    kept = list(found)
    for one in column:
        theirs = placed.get((question.question_id, one.turn.response_id), ())
        for placement in theirs:
            kept = [passage for passage in kept if not _gives_way(passage, placement)]
        for placement in theirs:
            if placement.belongs:
                kept.append(_passage(one, placement.start, placement.end, "person", "placed here by a person"))
    return sorted(kept, key=lambda passage: (passage.response, passage.start, passage.end))


def _gives_way(passage: Passage, placement: Placement) -> bool:
    if passage.response_id != placement.response_id:
        return False
    if placement.belongs:
        return placement.start <= passage.start and passage.end <= placement.end
    return passage.start < placement.end and placement.start < passage.end


def _passage(one: _Read, start: int, end: int, placed_by: str, rule: str) -> Passage:
    return Passage(one.at, one.turn.response_id, start, end, one.turn.text[start:end], placed_by, rule)


def _cell(
    question: Question,
    asked: AskedAs,
    passages: Sequence[Passage],
    reads: Mapping[int, _Read],
    answers: Sequence[Opening] = (),
    near: bool = False,
) -> CellReading:
    """One cell. Whatever the rules cannot show is unread."""
    if not passages:
        return _without_words(asked, reads.values(), near)
    sources = [reads[response] for response in {passage.response_id: None for passage in passages}]
    all_led = all(one.led for one in sources)
    asked = AskedAs(asked.how, asked.prompt, asked.response, all_led)
    held = tuple(passages)
    foreign = next((one.language for one in sources if one.language not in ("", ENGLISH)), "")
    if foreign and question.scored:
        return CellReading("unread", asked, held, Suggestion(None, reason=_in_another(foreign)))
    free = [passage for passage in passages if all_led or not reads[passage.response_id].led]
    stated = [answer for answer in answers if any(_opens_in(answer, passage) for passage in free)]
    stated += [_placed(reads[passage.response_id], passage) for passage in free if passage.placed_by == "person"]
    if asked.how == "alike" and stated and all(map(declines, stated)):
        return CellReading("refused", asked, held, Suggestion(None, reason="The answer declines to answer."))
    suggestion = suggest(question, stated)
    if suggestion.response_id is not None and suggestion.verdict:
        at = reads[suggestion.response_id].at
        if any(one.takes_back and one.at > at for one in reads.values()):
            suggestion = Suggestion(None, reason="A later turn may take this answer back.")
    return CellReading("answered" if suggestion.verdict or not question.scale else "unread", asked, held, suggestion)


def _without_words(asked: AskedAs, column: Collection[_Read], near: bool) -> CellReading:
    """The reading of a cell without passages: not asked, or unread.

    Not asked, if all prompts are known, are in English and do not come near the question.
    """
    foreign = next((one.language for one in column if one.language not in ("", ENGLISH)), "")
    if foreign:
        return CellReading("unread", asked, (), Suggestion(None, reason=_in_another(foreign)))
    known = bool(column) and all(one.turn.prompt.strip() and one.english for one in column)
    if asked.how == "not_asked" and known and not near:
        return CellReading("not_asked", asked, (), Suggestion(None, reason="No prompt here asks this."))
    return CellReading("unread", asked, (), Suggestion(None, reason="The rules find no words that answer this."))


def _in_another(name: str) -> str:
    return f"This answer is in {name}. {ENGLISH_ONLY}"


def _opens_in(answer: Opening, passage: Passage) -> bool:
    return answer.turn.response_id == passage.response_id and passage.start <= answer.start < passage.end


def _placed(one: _Read, passage: Passage) -> Opening:
    """The opening of an answer that a person placed.

    A person says that the words answer the question.
    """
    return Opening(one.turn, passage.start, passage.end, _within(one, passage))


def _within(one: _Read, passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, cut at its ends."""
    first = bisect_left(one.starts, passage.start)
    if first and one.sentences[first - 1].end > passage.start:
        first -= 1
    last = bisect_left(one.starts, passage.end)
    return tuple(
        Sentence(max(s.start, passage.start), min(s.end, passage.end), s.kind, s.terms)
        for s in one.sentences[first:last]
    )
