"""The points of all respondents gathered into candidates for findings: who raises what, and who differs. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

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
_MOST = 0.75  # of those who could raise a point, who make a consensus
_NAMED = 4  # words named in a reason


@dataclass(frozen=True)
class Candidate:
    """Points that speak of one thing, or a topic of which nobody speaks; respondents are named by their keys.

    `key` hashes the words of the point that was there first, so that it outlives an added transcript. `pattern`
    is one of PATTERNS (a consensus is what three in four raise) and `kind` one of `appraisal.KINDS`. `points`
    holds each speaker's, in the order of the respondents; `raised_by` are the speakers but for `opposed_by`, who
    say the opposite, and `not_raised_by` the others who could have raised it. `why` says in words what was shared
    and which rule made the pattern.
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


@dataclass(frozen=True)
class _Group:
    """Points that speak of one thing, oldest transcript first, with the terms of each weighed."""

    members: tuple[_Said, ...]
    bags: tuple[Bag, ...]

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much of each term the points hold together."""
        sums: dict[str, float] = {}
        for bag in self.bags:
            for term, weight in bag.items():
                sums[term] = sums.get(term, 0.0) + weight
        return sums

    def kind(self) -> str:
        """The kind of most points, "other" only where none has another."""
        counts = Counter(one.point.kind for one in self.members)
        return max(KINDS, key=lambda kind: (counts[kind] * (kind != "other"), counts[kind], -KINDS.index(kind)))

    def title(self) -> str:
        """The title among the points' own that says most, in the fewest words, of what they speak of."""
        title = " ".join(max(self.members, key=self._telling).point.title.split()) or "Untitled"
        if len(title) <= _TITLE_LENGTH:
            return title
        return title[: title.rfind(" ", 0, _TITLE_LENGTH) if " " in title[:_TITLE_LENGTH] else _TITLE_LENGTH] + "…"

    def _telling(self, one: _Said) -> float:
        words = words_of(one.point.title)
        held = {term for word in words if (term := term_of(word)) and is_specific(term)}
        return sum(sorted(self.weights.get(term, 0.0) for term in held)) / (_TITLE_WORDS + len(words))

    def opposition(self) -> Opposition | None:
        """The sides that the speakers take."""
        holders = Counter(chain.from_iterable(self.bags))
        topic = sorted(
            (term for term, held in holders.items() if held > 1 and " " not in term and is_specific(term)),
            key=lambda term: (-self.weights[term], term),
        )
        return opposition(
            [(one.by.key, one.body, one.point.kind) for one in self.members],
            topic,
            lambda a, b: cosine(self.bags[a], self.bags[b]) >= _SAME_THING,
        )

    def likeness(self) -> str:
        """The words that made the points a group, in words."""
        shared = self._shared()
        return f"They share {listed([f'“{word}”' for word in shared])}." if shared else "They share many common words."

    def _shared(self) -> list[str]:
        """The weightiest words that at least two speakers share, as they are written most often."""
        holders: dict[str, set[str]] = {}
        for one, bag in zip(self.members, self.bags, strict=True):
            for term in bag:
                holders.setdefault(term, set()).add(one.by.key)
        wanted = sorted(
            (term for term, held in holders.items() if len(held) > 1),
            key=lambda term: (-self.weights[term] * len(holders[term]), term),
        )
        written = self._written()
        found: list[str] = []
        for term in wanted:
            if term in written:
                word = min(written[term], key=lambda word: (-written[term][word], word))
                if not any(word in other or other in word for other in found):
                    found.append(word)
            if len(found) == _NAMED:
                break
        return found

    def _written(self) -> dict[str, Counter[str]]:
        """How each term and pair of terms is written, and how often."""
        written: dict[str, Counter[str]] = {}
        for one in self.members:
            spoken = [(word, term) for word in one.words if (term := term_of(word))]
            for word, term in spoken:
                written.setdefault(term, Counter())[word] += 1
            for (first, a), (second, b) in pairwise(spoken):
                written.setdefault(" ".join(sorted((a, b))), Counter())[f"{first} {second}"] += 1
        return written


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
    groups = [
        _Group(tuple(said[i] for i in group), tuple(weighed[i] for i in group))
        for group in clusters(weighed, [one.by.key for one in said])
    ]
    order = {one.key: at for at, one in enumerate(respondents)}
    speakers = {one.by.key: one.by for one in said}
    seen: Counter[str] = Counter()
    found = [_candidate(group, order, speakers, seen) for group in groups]
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


def _candidate(group: _Group, order: dict[str, int], speakers: dict[str, Respondent], seen: Counter[str]) -> Candidate:
    by = sorted({one.by.key for one in group.members}, key=order.__getitem__)
    against = group.opposition() if len(by) > 1 else None
    opposed = tuple(key for key in by if against and key in against.opposed)
    kinds = {speakers[key].kind for key in by}
    absent = [key for key in sorted(speakers, key=order.__getitem__) if speakers[key].kind in kinds and key not in by]
    names = {key: one.name for key, one in speakers.items()}
    told = listed([names[key] for key in by])
    if len(by) == 1:
        pattern, why = "unique_insight", f"Only {told} raises this."
    elif against:
        pattern, why = "contradiction", f"{told} speak of it. {group.likeness()} {against.why(names)}"
    elif not absent:
        pattern, why = "consensus", f"All who could raise it do: {told}. {group.likeness()}"
    else:
        pattern = "consensus" if len(by) >= _MOST * (len(by) + len(absent)) else "partial_coverage"
        why = f"Raised by {told}, not by {listed([names[key] for key in absent])}. {group.likeness()}"
    return Candidate(
        key=_key(group.members[0].point.text, seen),
        title=group.title(),
        kind=group.kind(),
        pattern=pattern,
        raised_by=tuple(key for key in by if key not in opposed),
        opposed_by=opposed,
        not_raised_by=tuple(absent),
        points=tuple((key, tuple(one.point for one in group.members if one.by.key == key)) for key in by),
        why=why,
    )


def _key(words: str, seen: Counter[str]) -> str:
    """The hash of normalised words; the second candidate of the same words gets a number."""
    digest = hashlib.sha256((normalise(words) or words).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
