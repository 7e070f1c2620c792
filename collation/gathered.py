"""What people gathered, laid over what the engine found: the findings of a comparison, with who says what. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from collation.chunks import chunks
from collation.findings import PATTERNS, Candidate
from collation.record import Respondent
from collation.wording import number

_PAINTED = 8  # words of a point that a browser is asked to find and paint


@dataclass(frozen=True)
class Said:
    """`text`, which is `text[start:end]` of a response, said for a finding, or against it where it `opposes`.

    `response` counts the respondent's turns from 0; it is None where the words stand in a turn that was replaced and
    are in no turn any more. `point_id` is the stored point's, None where the engine alone found it. `anchor` is where
    the chunk begins that holds it, on the page of its response.
    """

    respondent: str
    response_id: int
    response: int | None
    start: int
    end: int
    text: str
    opposes: bool = False
    point_id: int | None = None
    anchor: int = 0

    @property
    def key(self) -> str:
        """Names it among those of its finding."""
        return f"{self.response_id}-{self.start}-{self.end}"

    @property
    def fragment(self) -> str:
        """The end of an address on the page of the response: the chunk, and the words to paint where a browser can."""
        words = " ".join(self.text.partition("\n")[0].partition("\t")[0].split()[:_PAINTED])
        return f"at-{self.anchor}:~:text={quote(words, safe='').replace('-', '%2D')}"


@dataclass(frozen=True)
class Rated:
    """One reviewer's rating: major, minor, wrong or not_raised."""

    by: str
    value: str
    own: bool = False


@dataclass(frozen=True)
class Gathered:
    """A stored finding, as one viewer may know it. `candidate` is the key of what it was adopted from, or ""."""

    finding_id: int
    candidate: str
    title: str
    kind: str
    by: str
    said: tuple[Said, ...]
    ratings: tuple[Rated, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What respondents raise, or nobody does. Respondents are named by their keys, in the order of the columns.

    `key` is part of an address; `finding_id` is None, and `by` "", where the engine alone grouped it. `pattern` is one
    of PATTERNS; `silent` are those of whom nothing stands here. `why` says in words how it came together.
    """

    key: str
    title: str
    kind: str
    pattern: str
    raised_by: tuple[str, ...]
    opposed_by: tuple[str, ...]
    silent: tuple[str, ...]
    said: tuple[Said, ...]
    why: str
    ratings: tuple[Rated, ...] = ()
    finding_id: int | None = None
    by: str = ""
    candidate: str = ""

    @property
    def grouped_by(self) -> str:
        """engine or person."""
        return "engine" if self.finding_id is None else "person"

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """How it is rated: (value, how many), the most frequent first."""
        return tuple(Counter(rating.value for rating in self.ratings).most_common())

    @property
    def own_rating(self) -> str:
        """The viewer's own, or ""."""
        return next((rating.value for rating in self.ratings if rating.own), "")


def findings(
    candidates: Iterable[Candidate], gathered: Iterable[Gathered], respondents: Sequence[Respondent]
) -> tuple[Finding, ...]:
    """People's findings and the candidates that are left, by pattern in the order of PATTERNS, people's first.

    A point that overlaps a gathered one leaves its candidate; a candidate that loses all its points is left out.
    """
    turns = {turn.response_id: at for one in respondents for at, turn in enumerate(one.turns)}
    starts = {
        turn.response_id: [chunk.start for chunk in chunks(turn.blocks, turn.text)]
        for one in respondents
        for turn in one.turns
    }

    def anchored(said: Said) -> Said:
        before = starts.get(said.response_id, [])[: bisect_right(starts.get(said.response_id, []), said.start)]
        return replace(said, anchor=before[-1] if before else 0)

    gathered = tuple(replace(one, said=tuple(map(anchored, one.said))) for one in gathered)
    candidates = tuple(candidates)
    taken: dict[int, list[Said]] = {}
    for one in gathered:
        for said in one.said:
            taken.setdefault(said.response_id, []).append(said)
    speakers = {key for one in candidates for key, _ in one.points}
    speakers |= {said.respondent for one in gathered for said in one.said}
    able = [one for one in respondents if one.key in speakers]
    found = [_of_people(one, respondents, able) for one in gathered]
    for candidate in candidates:
        free = tuple(
            anchored(
                Said(key, p.response_id, turns[p.response_id], p.start, p.end, p.text, key in candidate.opposed_by)
            )
            for key, points in candidate.points
            for p in points
            if not any(p.start < other.end and other.start < p.end for other in taken.get(p.response_id, ()))
        )
        if free or candidate.pattern == "blind_spot":
            found.append(_of_engine(candidate, free, respondents, able))
    return tuple(sorted(found, key=lambda one: (PATTERNS.index(one.pattern), one.finding_id is None)))


def _of_people(one: Gathered, respondents: Sequence[Respondent], able: Sequence[Respondent]) -> Finding:
    raised, opposed, silent = _stand(one.said, respondents)
    return Finding(
        key=f"finding-{one.finding_id}",
        title=one.title,
        kind=one.kind,
        pattern=_pattern(raised, opposed, able),
        raised_by=raised,
        opposed_by=opposed,
        silent=silent,
        said=one.said,
        why=f"Gathered by {one.by}. What stands here was chosen by people, whatever words it shares.",
        ratings=one.ratings,
        finding_id=one.finding_id,
        by=one.by,
        candidate=one.candidate,
    )


def _of_engine(
    candidate: Candidate, free: tuple[Said, ...], respondents: Sequence[Respondent], able: Sequence[Respondent]
) -> Finding:
    raised, opposed, silent = _stand(free, respondents)
    left = sum(len(points) for _, points in candidate.points) - len(free)
    whole = not left
    return Finding(
        key=candidate.key,
        title=candidate.title,
        kind=candidate.kind,
        pattern=candidate.pattern if whole else _pattern(raised, opposed, able),
        raised_by=raised,
        opposed_by=opposed,
        silent=silent,
        said=free,
        why=candidate.why
        if whole
        else f"{candidate.why} Of its points {number(left)} {'is' if left == 1 else 'are'} gathered elsewhere by now.",
    )


def _stand(
    said: Iterable[Said], respondents: Sequence[Respondent]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Who raises it, who speaks against it, who is silent; one who does both speaks against it."""
    said = tuple(said)
    against = {one.respondent for one in said if one.opposes}
    speakers = {one.respondent for one in said}
    order = [one.key for one in respondents]
    return (
        tuple(key for key in order if key in speakers - against),
        tuple(key for key in order if key in against),
        tuple(key for key in order if key not in speakers),
    )


def _pattern(raised: Sequence[str], opposed: Sequence[str], able: Sequence[Respondent]) -> str:
    """As candidates are told apart: consensus where at most one in four of those who could raise it do not."""
    by = {*raised, *opposed}
    if len(by) < 2:
        return "unique_insight" if by else "blind_spot"
    if opposed and raised:
        return "contradiction"
    kinds = {one.kind for one in able if one.key in by}
    absent = sum(one.kind in kinds and one.key not in by for one in able)
    return "consensus" if 3 * absent <= len(by) else "partial_coverage"
