"""Words are found again in another text by what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from reviews.domain.quotations import SolidText, solid

CONTEXT = 32
"""How many characters before and after its words an annotation keeps."""

ENOUGH = 12
"""How many solid characters beside words tell places apart."""

LEAST_WORDS = 4
LEAST_CHARS = 20
"""What a quotation needs to be known without what is around it."""


class Quoted(NamedTuple):
    """Words of a text at `start`, and what stood around them."""

    words: str
    prefix: str
    suffix: str
    start: int


class _FoundPlace(NamedTuple):
    text: int
    start: int
    end: int
    agrees: bool
    score: int


def context_of(text: str, start: int, end: int) -> dict[str, str]:
    """What stands around `text[start:end]`."""
    return {"prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT]}


def found_again(quoted: Quoted, before: SolidText, texts: Sequence[SolidText]) -> tuple[int, int, int] | None:
    """The (number of the text, start, end) where quoted words stand now.

    They stood in `before`, which `texts` replace. White space may differ. A place counts if it tears no word, and one
    side of it reads as before, or both do as far as the shorter text goes. Among several, it is the one that reads most
    like before. If several do, it is the one with the same number in order, unless a place was added or lost. A single
    place needs no context if the words were single before, and are too long to stand there by chance. None if the
    words are gone, or nothing tells which place is theirs.
    """
    wanted = solid(quoted.words)
    had = before.whole_places(wanted)
    candidates = _candidates(quoted, [(text, text.whole_places(wanted)) for text in texts])
    best = _best(candidates)
    if not best and len(candidates) == len(had) == 1 and is_long(quoted.words):
        best = candidates
    if len(best) > 1:
        order = next((order for order, (start, _) in enumerate(had) if start == quoted.start), None)
        unchanged = order is not None and len(had) == len(candidates)
        best = [one for one in best if unchanged and one == candidates[order or 0]]
    return best[0][:3] if best else None


def found_elsewhere(quoted: Quoted, texts: Sequence[SolidText]) -> list[tuple[int, int, int]]:
    """The places of words that were quoted somewhere else.

    As in `found_again`, but nothing is known of the text that they stood in. Words that are torn grow to whole ones,
    unless they stand somewhere whole. If their context tells no place, all are given.
    """
    wanted = solid(quoted.words)
    whole = [(text, text.whole_places(wanted)) for text in texts]
    spans = whole if any(found for _, found in whole) else [(text, text.grown_places(wanted)) for text in texts]
    candidates = _candidates(quoted, spans)
    best = _best(candidates) or candidates
    at_place = [one for one in best if one.start == quoted.start]
    return [one[:3] for one in (at_place if len(at_place) == 1 else best)]


def _candidates(quoted: Quoted, found: Sequence[tuple[SolidText, Sequence[tuple[int, int]]]]) -> list[_FoundPlace]:
    return [_candidate(quoted, number, text, *span) for number, (text, spans) in enumerate(found) for span in spans]


def _best(candidates: Sequence[_FoundPlace]) -> list[_FoundPlace]:
    """Of the places that agree with what stood around them, the likest."""
    agreeing = [one for one in candidates if one.agrees]
    most = max((one.score for one in agreeing), default=0)
    return [one for one in agreeing if one.score == most]


def _candidate(quoted: Quoted, number: int, text: SolidText, start: int, end: int) -> _FoundPlace:
    before, is_all = text.before(start, CONTEXT)
    was_all = len(quoted.prefix) < CONTEXT
    left, left_fits = _shared(solid(quoted.prefix)[::-1], before[::-1], was_all=was_all, is_all=is_all)
    after, is_all = text.after(end, CONTEXT)
    was_all = len(quoted.suffix) < CONTEXT
    right, right_fits = _shared(solid(quoted.suffix), after, was_all=was_all, is_all=is_all)
    return _FoundPlace(number, start, end, max(left, right) >= ENOUGH or (left_fits and right_fits), score=left + right)


def _shared(was: str, stands: str, *, was_all: bool, is_all: bool) -> tuple[int, bool]:
    """How many characters are the same, counted from the words on.

    And whether they are all that one of the texts has there: `was_all` and `is_all` if it goes no further.
    """
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, stands, strict=False)))
    return shared, (was_all and shared == len(was)) or (is_all and shared == len(stands))


def is_long(words: str) -> bool:
    """Whether words are too long to stand somewhere by chance."""
    return len(words.split()) >= LEAST_WORDS or len(solid(words)) >= LEAST_CHARS
