"""Search in what respondents say. Pure.

A term is the beginning of a word, or what stands in quotation marks. What is found is a place of the term; of several
terms, a passage in which all of them stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from collation.cells import Cell, Row
from collation.language.spellings import pattern_of
from collation.record import Respondent, Turn
from reviews.characters import unmasked

_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|([^\s\"“”„«»]+)")
_MOST_TERMS = 8
_AROUND = 90  # characters before and after words that are found outside of the rows
_LISTED = 40  # places outside of the rows that are listed

Span = tuple[int, int]


@dataclass(frozen=True)
class Excerpt:
    """A paragraph outside of the rows in which words are found.

    Of a long one, the part around the first of them.
    `text[start:end]` of a response are the first words, in code points; `turn` counts from 1. `runs` are the pieces of
    the text, and whether each was looked for; `count` is what the paragraph adds to the number of hits.
    """

    respondent: Respondent
    turn: int
    response_id: int
    start: int
    end: int
    runs: tuple[tuple[str, bool], ...]
    count: int

    @property
    def key(self) -> str:
        return f"{self.response_id}-{self.start}-{self.end}"


@dataclass(frozen=True)
class Found:
    """What a search found: places of each term in each turn.

    The places are in order, by the response's id. A passage is found if it holds every term, a cell if one of its
    passages is found.
    """

    terms: tuple[str, ...]
    places: Mapping[int, tuple[tuple[Span, ...], ...]] = field(repr=False)

    @property
    def by_passage(self) -> bool:
        """Whether passages are counted, not places."""
        return len(self.terms) > 1

    def within(self, response_id: int, start: int, end: int) -> list[Span]:
        """The places in a part of a response, in order.

        None of them unless all terms are there.
        """
        terms = [_within(term, start, end) for term in self.places.get(response_id, self._nowhere)]
        return sorted({span for term in terms for span in term}) if all(terms) else []

    def in_cell(self, cell: Cell) -> tuple[tuple[int, int, int], ...]:
        """The places in its passages: (response, start, end), in order."""
        spans = {(one.response_id, one.start, one.end) for one in cell.reading.passages}
        return tuple(sorted({(span[0], *place) for span in spans for place in self.within(*span)}))

    def counted(self, cell: Cell) -> set[tuple[int, int, int]]:
        """What the number of hits counts of a cell: places, or passages."""
        if not self.by_passage:
            return set(self.in_cell(cell))
        spans = {(one.response_id, one.start, one.end) for one in cell.reading.passages}
        return {span for span in spans if self.within(*span)}

    def in_row(self, row: Row, columns: Collection[str]) -> bool:
        """Whether a cell of these columns is found."""
        return any(cell.respondent.key in columns and self.in_cell(cell) for cell in row.cells)

    @cached_property
    def _nowhere(self) -> tuple[tuple[Span, ...], ...]:
        return ((),) * len(self.terms)


@dataclass(frozen=True)
class HitCount:
    """How much a search found.

    `unit` is what is counted. `of` counts them for each respondent, by key; `rows` the rows with some. `elsewhere` are
    paragraphs in no row, the first of them if they are many; `left_out` counts the others.
    """

    unit: str
    of: Mapping[str, int]
    rows: int
    elsewhere: tuple[Excerpt, ...]
    left_out: int

    @property
    def total(self) -> int:
        return sum(self.of.values())


def terms_of(query: str) -> tuple[str, ...]:
    """The words and phrases of a query, each once."""
    found = [" ".join((phrase or word).split()) for phrase, word in _PHRASE.findall(query)]
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_TERMS]


class Hidden(Protocol):
    """A text in which names are hidden, and the way back."""

    @property
    def text(self) -> str: ...

    def place(self, start: int, end: int) -> Span:
        """The range of the stored text behind a range of this one."""


def search(respondents: Sequence[Respondent], query: str, hide: Callable[[str], Hidden] | None = None) -> Found | None:
    """Where the terms of a query stand in all that was said.

    None if it has no terms. `hide` gives the texts as a viewer reads them from whom names are hidden: they find no word
    that they do not see.
    """
    terms = terms_of(query)
    patterns = [pattern_of(term) for term in terms]
    places = {}
    for respondent in respondents:
        for turn in respondent.turns:
            spans = tuple(_places(pattern, turn.legible, hide) for pattern in patterns)
            if any(spans):
                places[turn.response_id] = spans
    return Found(terms, places) if terms else None


def _places(pattern: re.Pattern[str], text: str, hide: Callable[[str], Hidden] | None) -> tuple[Span, ...]:
    if hide is None:
        return tuple(match.span() for match in pattern.finditer(text))
    hidden = hide(text)
    return tuple(sorted({hidden.place(*match.span()) for match in pattern.finditer(hidden.text)}))


def tally(found: Found, rows: Sequence[Row], respondents: Sequence[Respondent]) -> HitCount:
    """The numbers of a search, over all rows and the columns given."""
    shown = {respondent.key for respondent in respondents}
    hits: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    held: dict[int, list[Span]] = defaultdict(list)
    with_some = 0
    for row in rows:
        some = False
        for cell in row.cells:
            for passage in cell.reading.passages:
                held[passage.response_id].append((passage.start, passage.end))
            if cell.respondent.key in shown and (inside := found.counted(cell)):
                hits[cell.respondent.key].update(inside)
                some = True
        with_some += some
    excerpts = [excerpt for respondent in respondents for excerpt in _elsewhere(found, respondent, held)]
    of = {
        respondent.key: len(hits[respondent.key]) + sum(one.count for one in excerpts if one.respondent is respondent)
        for respondent in respondents
    }
    unit = "passage" if found.by_passage else "hit"
    return HitCount(unit, of, with_some, tuple(excerpts[:_LISTED]), max(0, len(excerpts) - _LISTED))


def _elsewhere(found: Found, respondent: Respondent, held: Mapping[int, Sequence[Span]]) -> Iterator[Excerpt]:
    """The paragraphs that hold every term outside of the rows."""
    for turn in respondent.turns:
        blocks = [(block.start, block.end) for block in turn.blocks] or [(0, len(turn.text))]
        for first, last in blocks if turn.response_id in found.places else ():
            places = [
                (start, end)
                for start, end in found.within(turn.response_id, first, last)
                if not any(begin < end and start < stop for begin, stop in held.get(turn.response_id, ()))
            ]
            if places:
                yield _excerpt(respondent, turn, places, 1 if found.by_passage else len(places))


def _excerpt(respondent: Respondent, turn: Turn, places: Sequence[Span], count: int) -> Excerpt:
    text, (first, *_) = turn.legible, places
    begin, stop = max(0, first[0] - _AROUND), first[1] + 2 * _AROUND
    runs, at = [], begin
    for start, end in places:
        if at <= start and end <= stop:
            runs += [(_on_one_line(text[at:start]), False), (_on_one_line(text[start:end]), True)]
            at = end
    rest = _on_one_line(text[at : max(at, stop)])
    if stop < len(text):  # no part of a word at the edge
        rest = f"{rest.rpartition(' ')[0] or rest} …"
    if begin:
        before = runs[0][0]
        runs[0] = (f"… {before.partition(' ')[2] or before}", False)
    runs = [run for run in (*runs, (rest, False)) if run[0]]
    return Excerpt(respondent, turn.position + 1, turn.response_id, *first, tuple(runs), count)


def _on_one_line(words: str) -> str:
    return re.sub(r"\s", " ", unmasked(words))


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    first = bisect_left(spans, (start, start))
    inside = []
    for span in spans[first:]:
        if span[1] > end:
            break
        inside.append(span)
    return inside
