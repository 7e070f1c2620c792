"""The points of all respondents gathered into candidates for findings: who raises what, and who differs. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from collation.appraisal import KINDS
from collation.bags import Bag, abbreviations, bags, cosine, is_specific, names_in, words_of
from collation.blind_spots import blind_spots
from collation.clusters import clusters
from collation.opposition import Opposition, listed, opposition
from collation.points import Point, points
from collation.record import Question, Respondent, Turn
from collation.words import normalise, term_of

VERSION = 1  # of the gathering, for a cache

PATTERNS = ("contradiction", "consensus", "partial_coverage", "blind_spot", "unique_insight")

_TITLE = 1.0  # what the words of a point's title count, on top of where they stand
_UNDER_HEADING = 0.5  # what those of the heading over it count, where that is not its title
_TITLE_LENGTH = 120  # characters
_TITLE_WORDS = 6  # words, about, of a title that is short enough
_SAME_THING = 0.09  # likeness of two points that can contradict each other
_NAMED = 4  # words named in a reason


@dataclass(frozen=True)
class Candidate:
    """Points that speak of one thing, or a topic of which nobody speaks; respondents are named by their keys.

    `key` hashes the words of the point that was there first, so that it outlives an added transcript. `pattern` is one
    of PATTERNS and `kind` one of `appraisal.KINDS`. `points` holds each speaker's, in the order of the respondents;
    `raised_by` are the speakers but for `opposed_by`, who say the opposite, and `not_raised_by` the others who could
    have raised it. `why` says in words what was shared and which rule made the pattern.
    """

    key: str
    title: str
    kind: str
    pattern: str
    raised_by: tuple[str, ...]
    opposed_by: tuple[str, ...]
    not_raised_by: tuple[str, ...]
    points: tuple[tuple[str, tuple[Point, ...]], ...]
    why: str


@dataclass(frozen=True)
class _Said:
    """A point with its speaker and the words that it is read by."""

    by: Respondent
    point: Point
    turn: Turn
    words: tuple[str, ...]

    @property
    def body(self) -> str:
        return self.turn.text[self.point.body_start : self.point.body_end]


def candidates(
    respondents: Sequence[Respondent],
    questions: Sequence[Question] = (),
    paper_sections: Sequence[str] = (),
    points_of: Callable[[Turn], tuple[Point, ...]] = points,
) -> tuple[Candidate, ...]:
    """The candidates of one comparison: contradictions first, then what most raise, and what one alone raises last.

    Every point is in exactly one of them. The order of the respondents changes nothing but the order of names.
    `points_of` may be a cached `points`. Near linear in the number of points as long as they speak of many things.
    """
    ranked = sorted(respondents, key=lambda one: (one.transcript_id, one.key))
    said = [
        _Said(one, point, turn, tuple(words_of(turn.text[point.body_start : point.body_end])))
        for one in ranked
        for turn in one.turns
        for point in points_of(turn)
    ]
    weighed = _bags(said, ranked)
    groups = clusters(weighed, [one.by.key for one in said])
    order = {one.key: at for at, one in enumerate(respondents)}
    speakers = {one.by.key: one.by for one in said}
    seen: Counter[str] = Counter()
    found = [_candidate(group, said, weighed, order, speakers, seen) for group in groups]
    texts = [turn for one in ranked for turn in one.turns]
    for topic, why in blind_spots(texts, [one.text for one in questions], paper_sections) if said else ():
        key = _key("blind spot " + topic, seen)
        found.append(Candidate(key, topic, "other", "blind_spot", (), (), tuple(order), (), why))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                PATTERNS.index(one.pattern),
                -len(one.raised_by) - len(one.opposed_by),
                KINDS.index(one.kind),
                -sum(len(held) for _, held in one.points),
                one.key,
            ),
        )
    )


def _bags(said: Sequence[_Said], respondents: Iterable[Respondent]) -> list[Bag]:
    texts = [turn.text for one in respondents for turn in one.turns]
    runs = [
        (
            (one.words, 1.0),
            (words_of(one.point.title), _TITLE),
            (
                () if one.point.title_start < one.point.body_start else words_of(one.point.section_heading),
                _UNDER_HEADING,
            ),
        )
        for one in said
    ]
    read = {(id(one.turn), one.point.body_start): one.words for one in said}
    background = [
        read.get((id(turn), block.start)) or words_of(turn.text[block.start : block.end])
        for one in respondents
        for turn in one.turns
        for block in turn.blocks
    ]
    return bags(runs, names_in(texts), abbreviations(texts), background)


def _candidate(
    group: Sequence[int],
    said: Sequence[_Said],
    weighed: Sequence[Bag],
    order: dict[str, int],
    speakers: dict[str, Respondent],
    seen: Counter[str],
) -> Candidate:
    members = [said[i] for i in group]
    by = sorted({one.by.key for one in members}, key=order.__getitem__)
    against = _opposition(members, group, weighed) if len(by) > 1 else None
    opposed = tuple(key for key in by if against and key in against.opposed)
    kinds = {speakers[key].kind for key in by}
    absent = tuple(
        key for key in sorted(speakers, key=order.__getitem__) if speakers[key].kind in kinds and key not in by
    )
    pattern = (
        "unique_insight"
        if len(by) == 1
        else "contradiction"
        if opposed
        else "consensus"
        if 3 * len(absent) <= len(by)
        else "partial_coverage"
    )
    return Candidate(
        key=_key(members[0].point.text, seen),
        title=_title(members, group, weighed),
        kind=_kind(members),
        pattern=pattern,
        raised_by=tuple(key for key in by if key not in opposed),
        opposed_by=opposed,
        not_raised_by=absent,
        points=tuple((key, tuple(one.point for one in members if one.by.key == key)) for key in by),
        why=_why(pattern, members, group, weighed, by, absent, against, speakers),
    )


def _opposition(members: Sequence[_Said], group: Sequence[int], weighed: Sequence[Bag]) -> Opposition | None:
    return opposition(
        [(one.by.key, one.body, one.point.kind) for one in members],
        _topic(group, weighed),
        lambda a, b: cosine(weighed[group[a]], weighed[group[b]]) >= _SAME_THING,
    )


def _weights(group: Sequence[int], weighed: Sequence[Bag]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for i in group:
        for term, weight in weighed[i].items():
            sums[term] = sums.get(term, 0.0) + weight
    return sums


def _topic(group: Sequence[int], weighed: Sequence[Bag]) -> tuple[str, ...]:
    """The single terms that at least two points of a group hold, weightiest first."""
    holders = Counter(chain.from_iterable(weighed[i] for i in group))
    sums = _weights(group, weighed)
    return tuple(
        sorted(
            (term for term, held in holders.items() if held > 1 and " " not in term and is_specific(term)),
            key=lambda term: (-sums[term], term),
        )
    )


def _kind(members: Iterable[_Said]) -> str:
    counts = Counter(one.point.kind for one in members)
    return max(KINDS, key=lambda kind: (counts[kind] * (kind != "other"), counts[kind], -KINDS.index(kind)))


def _title(members: Sequence[_Said], group: Sequence[int], weighed: Sequence[Bag]) -> str:
    """The title among the points' own that says most, in the fewest words, of what the group speaks of."""
    sums = _weights(group, weighed)

    def telling(one: _Said) -> float:
        words = words_of(one.point.title)
        held = {term for word in words if (term := term_of(word)) and is_specific(term)}
        return sum(sorted(sums.get(term, 0.0) for term in held)) / (_TITLE_WORDS + len(words))

    title = " ".join(max(members, key=telling).point.title.split()) or "Untitled"
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[: title.rfind(" ", 0, _TITLE_LENGTH) if " " in title[:_TITLE_LENGTH] else _TITLE_LENGTH] + "…"


def _key(words: str, seen: Counter[str]) -> str:
    """The hash of normalised words; the second candidate of the same words gets a number."""
    digest = hashlib.sha256((normalise(words) or words).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def _why(
    pattern: str,
    members: Sequence[_Said],
    group: Sequence[int],
    weighed: Sequence[Bag],
    by: Sequence[str],
    absent: Sequence[str],
    against: Opposition | None,
    speakers: dict[str, Respondent],
) -> str:
    if pattern == "unique_insight":
        return f"Only {speakers[by[0]].name} raises this."
    shared = _shared(members, group, weighed)
    words = f"They share {listed([f'“{word}”' for word in shared])}." if shared else "They share many common words."
    names = listed([speakers[key].name for key in by])
    if pattern == "contradiction" and against:
        return f"{names} speak of it. {words} {against.why({key: one.name for key, one in speakers.items()})}"
    if not absent:
        return f"All who could raise it do: {names}. {words}"
    return f"Raised by {names}, not by {listed([speakers[key].name for key in absent])}. {words}"


def _shared(members: Sequence[_Said], group: Sequence[int], weighed: Sequence[Bag]) -> list[str]:
    """The weightiest words that at least two respondents share, as they are written most often."""
    holders: dict[str, set[str]] = {}
    for one, i in zip(members, group, strict=True):
        for term in weighed[i]:
            holders.setdefault(term, set()).add(one.by.key)
    sums = _weights(group, weighed)
    wanted = sorted(
        (term for term, held in holders.items() if len(held) > 1),
        key=lambda term: (-sums[term] * len(holders[term]), term),
    )
    written: dict[str, Counter[str]] = {}
    for one in members:
        spoken = [(word, term) for word in one.words if (term := term_of(word))]
        for at, (word, term) in enumerate(spoken):
            written.setdefault(term, Counter())[word] += 1
            if at:
                before, other = spoken[at - 1]
                written.setdefault(" ".join(sorted((other, term))), Counter())[f"{before} {word}"] += 1
    found: list[str] = []
    for term in wanted:
        if term in written:
            word = min(written[term], key=lambda word: (-written[term][word], word))
            if not any(word in other or other in word for other in found):
                found.append(word)
        if len(found) == _NAMED:
            break
    return found
