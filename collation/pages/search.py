"""Search in what respondents say. Pure.

A term is a word, which is found inside of others, too, or what stands in quotation marks.
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
    """Words found outside of the rows, and what stands around them.

    `text[start:end]` of a response, in code points; `turn` counts from 1.
    """

    respondent: Respondent
    turn: int
    response_id: int
    start: int
    end: int
    before: str
    words: str
    after: str

    @property
    def key(self) -> str:
        return f"{self.response_id}-{self.start}-{self.end}"


@dataclass(frozen=True)
class Found:
    """What a search found: places of each term in each turn.

    The places are in order, by the response's id. A cell is found if its passages hold every term.
    """

    terms: tuple[str, ...]
    places: Mapping[int, tuple[tuple[Span, ...], ...]] = field(repr=False)

    def in_cell(self, cell: Cell) -> tuple[tuple[int, int, int], ...]:
        """The places in its passages: (response, start, end), in order.

        None of them unless all terms are there.
        """
        hits = [
            [
                (passage.response_id, *span)
                for passage in cell.reading.passages
                for span in _within(self.places.get(passage.response_id, self._nowhere)[at], passage.start, passage.end)
            ]
            for at in range(len(self.terms))
        ]
        return tuple(sorted({hit for term in hits for hit in term})) if all(hits) else ()

    def in_row(self, row: Row, columns: Collection[str]) -> bool:
        """Whether a cell of these columns is found."""
        return any(cell.respondent.key in columns and self.in_cell(cell) for cell in row.cells)

    @cached_property
    def _nowhere(self) -> tuple[tuple[Span, ...], ...]:
        return ((),) * len(self.terms)


@dataclass(frozen=True)
class HitCount:
    """How much a search found.

    `of` counts the places of each respondent, by key; `rows` the rows with some. `elsewhere` are places in no row, the
    first of them if they are many; `left_out` counts the others.
    """

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
            if cell.respondent.key in shown and (inside := found.in_cell(cell)):
                hits[cell.respondent.key].update(inside)
                some = True
        with_some += some
    excerpts = [excerpt for respondent in respondents for excerpt in _elsewhere(found, respondent, held)]
    of = {
        respondent.key: len(hits[respondent.key]) + sum(excerpt.respondent is respondent for excerpt in excerpts)
        for respondent in respondents
    }
    return HitCount(of, with_some, tuple(excerpts[:_LISTED]), max(0, len(excerpts) - _LISTED))


def _elsewhere(found: Found, respondent: Respondent, held: Mapping[int, Sequence[Span]]) -> Iterator[Excerpt]:
    """The places in no row, in blocks that hold every term."""
    for turn in respondent.turns:
        spans = found.places.get(turn.response_id)
        if not spans or not all(spans):
            continue
        blocks = [(block.start, block.end) for block in turn.blocks] or [(0, len(turn.text))]
        for first, last in blocks:
            terms = [_within(term, first, last) for term in spans]
            if not all(terms):
                continue
            for start, end in sorted({span for term in terms for span in term}):
                if not any(begin < end and start < stop for begin, stop in held.get(turn.response_id, ())):
                    yield _excerpt(respondent, turn, start, end)


def _excerpt(respondent: Respondent, turn: Turn, start: int, end: int) -> Excerpt:
    text = turn.legible
    before, after = (
        _on_one_line(text[max(0, start - _AROUND) : start]),
        _on_one_line(text[end : end + _AROUND]),
    )
    if start > _AROUND:  # no part of a word at the edge
        before = f"… {before.partition(' ')[2] or before}"
    if end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    return Excerpt(
        respondent,
        turn.position + 1,
        turn.response_id,
        start,
        end,
        before,
        _on_one_line(text[start:end]),
        after,
    )


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
