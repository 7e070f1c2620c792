"""Points that two or more respondents state alike. Pure.

That one says the same as another is claimed only if their whole sentences say so: the same words in the same order,
but for articles, words of emphasis and words that lead over to a sentence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from collation.findings.points import RaisedPoint, key_of, points
from collation.language.words import normalise, plain, sentences
from collation.record import Respondent, Turn
from collation.wording import listed, shortened

VERSION = 6  # of the gathering, for a cache

_TITLE_LENGTH = 200  # characters

Key = tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A point that several respondents state in nearly the same words.

    There are two or more of them, named by their keys. `key` hashes the words of the point that was there first, so
    that it outlives an added transcript. `title` is the shortest of them as a quotation. `points` holds each speaker's,
    in the order of the respondents. `why` says what they share.
    """

    key: str
    title: str
    points: tuple[tuple[str, tuple[RaisedPoint, ...]], ...]
    why: str


def candidates(
    respondents: Sequence[Respondent],
    known: Iterable[str] = (),
    points_of: Callable[[Turn], tuple[RaisedPoint, ...]] = points,
) -> tuple[Candidate, ...]:
    """Find the candidates of one comparison, the most stated first.

    Linear in the number of points. The order of the respondents changes nothing but the order of names. `known` are
    texts that all had before them (the questions, the paper): who repeats a sentence of theirs, or of a prompt, raises
    nothing. `points_of` may be a cached `points`.
    """
    ranked = sorted(respondents, key=lambda one: (one.transcript_id, one.key))
    prompts = (turn.prompt for one in ranked for turn in one.turns)
    given = {key for text in (*known, *prompts) for key in _keys_in(text)}
    groups: dict[Key, list[tuple[Respondent, RaisedPoint]]] = {}
    for one in ranked:
        for turn in one.turns:
            for point in points_of(turn):
                if point.terms not in given:
                    groups.setdefault(point.terms, []).append((one, point))
    order = {one.key: at for at, one in enumerate(respondents)}
    seen: Counter[str] = Counter()
    found = [_candidate(said, order, seen) for said in groups.values() if len({one.key for one, _ in said}) > 1]
    return tuple(sorted(found, key=lambda one: (-len(one.points), one.key)))


def _keys_in(text: str) -> Iterable[Key]:
    for start, end in sentences(text, 0, len(text)):
        said = plain(text[start:end])
        yield key_of(said, english=True)
        yield key_of(said, english=False)


def _candidate(said: list[tuple[Respondent, RaisedPoint]], order: dict[str, int], seen: Counter[str]) -> Candidate:
    first = min(said, key=lambda one: (one[0].transcript_id, one[0].key, one[1].response, one[1].start))
    by: dict[str, list[RaisedPoint]] = {}
    for one, point in sorted(said, key=lambda one: (order[one[0].key], one[1].response, one[1].start)):
        by.setdefault(one.key, []).append(point)
    names = {one.key: one.name for one, _ in said}
    author, shortest = min(said, key=lambda one: (len(one[1].text), one[0].transcript_id, one[0].key))
    return Candidate(
        key=_hash(first[1].text, seen),
        title=f"“{shortened(' '.join(shortest.text.split()), _TITLE_LENGTH)}”",
        points=tuple((key, tuple(theirs)) for key, theirs in by.items()),
        why=f"{listed([names[key] for key in by])} say this in nearly the same words. "
        f"The title is {author.name}’s sentence.",
    )


def _hash(words: str, seen: Counter[str]) -> str:
    """The hash of normalised words.

    The second candidate of the same words gets a number.
    """
    digest = hashlib.sha256((normalise(words) or words).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
