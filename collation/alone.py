"""The sentences of a row that nobody else says. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

from collation.bags import is_specific
from collation.reading import Cell, Row
from collation.record import Turn
from collation.segment import Section
from collation.words import terms, trimmed

VERSION = 1  # of the comparison: a cache keys it together with the words

_LEAST = 5  # terms: a sentence with fewer says too little to be told apart
_SHARED = 0.2  # of a sentence's weight, from which on somebody else speaks of it too
_EVERYDAY = 0.3  # what an everyday term weighs beside one of the matter
_CLOSING = "\"'”’)]*_ "

Span = tuple[int, int]


@dataclass(frozen=True)
class _Sentence:
    response_id: int
    span: Span
    terms: frozenset[str]


def alone(row: Row, sections: Callable[[Turn], tuple[Section, ...]]) -> dict[int, tuple[Span, ...]]:
    """The sentences in the passages of a row that nobody else in it says: spans of each response, by its number.

    A sentence stands alone where no other respondent's passages in the row hold a fifth of what it speaks of,
    rare terms counted for more. Headings, the heads of a table's rows, code, questions, and sentences of fewer than
    five terms never do, and none does where fewer than two respondents have passages. The spans count in the response's
    text, in code points, are in order and lie in the row's passages. The order of the respondents does not matter, and
    the time is linear in the words times the respondents.
    """
    said = [tuple(_sentences(cell, sections)) for cell in row.cells if cell.reading.passages]
    if len(said) < 2:
        return {}
    counts = Counter(term for sentences in said for sentence in sentences for term in sentence.terms)
    total = sum(map(len, said))
    weights = {term: (1 if is_specific(term) else _EVERYDAY) * log(1 + total / count) for term, count in counts.items()}
    held = [frozenset(term for sentence in sentences for term in sentence.terms) for sentences in said]
    found: dict[int, set[Span]] = defaultdict(set)
    for at, sentences in enumerate(said):
        others = held[:at] + held[at + 1 :]
        for sentence in sentences:
            if len(sentence.terms) >= _LEAST and _shared(sentence.terms, others, weights) < _SHARED:
                found[sentence.response_id].add(sentence.span)
    return {response_id: tuple(sorted(spans)) for response_id, spans in found.items()}


def _shared(mine: frozenset[str], others: list[frozenset[str]], weights: dict[str, float]) -> float:
    """The part of the terms' weight that the one of the others who shares most of it holds: 0 to 1."""
    return max(sum(weights[term] for term in sorted(mine & theirs)) for theirs in others) / sum(
        weights[term] for term in sorted(mine)
    )


def _sentences(cell: Cell, sections: Callable[[Turn], tuple[Section, ...]]) -> Iterator[_Sentence]:
    """What the passages of a cell say, as far as it lies in them."""
    for passage in cell.reading.passages:
        turn = cell.respondent.turns[passage.response]
        for section in sections(turn):
            for sentence in section.sentences:
                start, end = max(sentence.start, passage.start), min(sentence.end, passage.end)
                if start >= end or sentence.kind in ("heading", "code"):
                    continue
                start, end = trimmed(turn.text, start, end)
                words = turn.text[start:end]
                if words and not words.rstrip(_CLOSING).endswith("?"):
                    yield _Sentence(passage.response_id, (start, end), terms(words))
