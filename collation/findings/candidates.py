"""Points that two or more respondents state alike. Pure.

Two respondents state the same point only if their whole sentences do: the same words in the same order, except
articles, words of emphasis and words that introduce a sentence.
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

_TITLE_LENGTH = 200  # characters

Key = tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A point that several respondents state in nearly the same words.

    There are two or more of them, named by their keys. `key` hashes the words of the point that was there first, so
    that it outlives an added transcript. `title` is the shortest of them as a quotation. `points` holds each speaker's,
    in the order of the respondents. `why` names the words that they share.
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
    ranked = sorted(respondents, key=lambda respondent: (respondent.transcript_id, respondent.key))
    prompts = (turn.prompt for respondent in ranked for turn in respondent.turns)
    common_keys = {key for text in (*known, *prompts) for key in _keys_in(text)}
    groups: dict[Key, list[tuple[Respondent, RaisedPoint]]] = {}
    for respondent in ranked:
        for turn in respondent.turns:
            for point in points_of(turn):
                if point.terms not in common_keys:
                    groups.setdefault(point.terms, []).append((respondent, point))
    order = {respondent.key: index for index, respondent in enumerate(respondents)}
    hash_counts: Counter[str] = Counter()
    several = [pairs for pairs in groups.values() if len({speaker.key for speaker, _ in pairs}) > 1]
    result = [_candidate(pairs, order, hash_counts) for pairs in several]
    return tuple(sorted(result, key=lambda candidate: (-len(candidate.points), candidate.key)))


def _keys_in(text: str) -> Iterable[Key]:
    for start, end in sentences(text, 0, len(text)):
        sentence = plain(text[start:end])
        yield key_of(sentence, english=True)
        yield key_of(sentence, english=False)


def _candidate(
    speakers: list[tuple[Respondent, RaisedPoint]], order: dict[str, int], hash_counts: Counter[str]
) -> Candidate:
    first = min(speakers, key=lambda pair: (pair[0].transcript_id, pair[0].key, pair[1].response, pair[1].start))
    by: dict[str, list[RaisedPoint]] = {}
    for speaker, point in sorted(speakers, key=lambda pair: (order[pair[0].key], pair[1].response, pair[1].start)):
        by.setdefault(speaker.key, []).append(point)
    names = {speaker.key: speaker.name for speaker, _ in speakers}
    author, shortest = min(speakers, key=lambda pair: (len(pair[1].text), pair[0].transcript_id, pair[0].key))
    return Candidate(
        key=_hash(first[1].text, hash_counts),
        title=f"“{shortened(' '.join(shortest.text.split()), _TITLE_LENGTH)}”",
        points=tuple((key, tuple(own_points)) for key, own_points in by.items()),
        why=f"{listed([names[key] for key in by])} say this in nearly the same words. "
        f"The title is {author.name}’s sentence.",
    )


def _hash(text: str, hash_counts: Counter[str]) -> str:
    """The hash of normalised words.

    The second candidate of the same words gets a number.
    """
    digest = hashlib.sha256((normalise(text) or text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    hash_counts[digest] += 1
    return digest if hash_counts[digest] == 1 else f"{digest}-{hash_counts[digest]}"
