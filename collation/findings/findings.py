"""Stored findings and the candidates that people left. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import quote

from collation.findings.candidates import Candidate
from collation.language.chunks import chunks
from collation.record import RULES, Respondent, Turn
from collation.wording import listed, number

UNSAID = "other"
"""The kind of a finding for which no person has chosen one."""

PATTERNS = ("disputed", "shared", "single")
_PAINTED = 8  # words of a point that a browser finds and highlights


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """Words quoted for a finding, or against it if `opposes`.

    `text` is `text[start:end]` of a response. The rules never say that words oppose a finding. `response` counts the
    respondent's turns from 0; it is None if the words stand in a turn that was replaced and are in no turn any more.
    `point_id` is the stored point's, None if the rules alone found it. `anchor` is the start of the chunk that holds
    it, on the page of its response.
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
        """A name that is unique in its finding."""
        return f"{self.response_id}-{self.start}-{self.end}"

    @property
    def fragment(self) -> str:
        """The end of an address: the chunk, and words to paint."""
        words = " ".join(self.text.partition("\n")[0].partition("\t")[0].split()[:_PAINTED])
        return f"at-{self.anchor}:~:text={quote(words, safe='').replace('-', '%2D')}"


@dataclass(frozen=True)
class ReviewerRating:
    """One reviewer's rating: major, minor, wrong or not_raised."""

    by: str
    value: str
    own: bool = False


@dataclass(frozen=True)
class StoredFinding:
    """A stored finding, as one viewer may know it.

    `candidate` is the key of the candidate that it was adopted from, or "".
    """

    finding_id: int
    candidate: str
    title: str
    kind: str
    by: str
    said: tuple[Quotation, ...]
    ratings: tuple[ReviewerRating, ...] = ()
    open_threads: int = 0


@dataclass(frozen=True, kw_only=True)
class ReportedFinding:
    """A finding that readers report.

    `key` is fixed by its title; `source` is the key of the first reader, `readers` are the names of all.
    """

    key: str
    title: str
    kind: str
    source: str
    readers: tuple[str, ...]
    said: tuple[Quotation, ...]


@dataclass(frozen=True)
class ReviewedFinding:
    """A finding with its quotations and people's decisions.

    Respondents are named by their keys, in the order of the columns. `key` is part of an address; `finding_id` is None,
    and `by` "", if it is only suggested: by the readers with these names, else by the rules. `pattern` is one of
    PATTERNS; `raised_by` are quoted and nobody said that they oppose it, `opposed_by` are those of whom a person said
    so, and `unquoted` are all others, which says nothing of what they think. `why` says how it came together.
    """

    key: str
    title: str
    kind: str
    pattern: str
    raised_by: tuple[str, ...]
    opposed_by: tuple[str, ...]
    unquoted: tuple[str, ...]
    said: tuple[Quotation, ...]
    why: str
    ratings: tuple[ReviewerRating, ...] = ()
    finding_id: int | None = None
    by: str = ""
    candidate: str = ""
    source: str = RULES
    readers: tuple[str, ...] = ()
    open_threads: int = 0

    @property
    def suggested(self) -> bool:
        """Whether no person has taken it up."""
        return self.finding_id is None

    @property
    def grouped_by(self) -> str:
        """The kind of author: a person, or the reader's key."""
        return self.source if self.suggested else "person"

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """The counts of ratings, as (value, count), most frequent first."""
        return tuple(Counter(rating.value for rating in self.ratings).most_common())

    @property
    def own_rating(self) -> str:
        """The viewer's own rating, or ""."""
        return next((rating.value for rating in self.ratings if rating.own), "")


def findings(
    candidates: Iterable[Candidate],
    gathered: Iterable[StoredFinding],
    respondents: Sequence[Respondent],
    reported: Iterable[ReportedFinding] = (),
) -> tuple[ReviewedFinding, ...]:
    """Combine people's findings with the candidates that are left.

    By pattern in the order of PATTERNS, people's first, then those that readers report. Words that overlap gathered
    ones leave their suggestion; a candidate of the rules that is left with fewer than two respondents is none.
    """
    turns = {turn.response_id: position for respondent in respondents for position, turn in enumerate(respondent.turns)}
    said = {turn.response_id: turn for respondent in respondents for turn in respondent.turns}

    @cache
    def starts(response_id: int) -> list[int]:
        turn = said.get(response_id)
        return [chunk.start for chunk in chunks(turn.blocks, turn.text)] if turn else []

    def anchored(quotation: Quotation) -> Quotation:
        before = starts(quotation.response_id)
        before = before[: bisect_right(before, quotation.start)]
        return replace(quotation, anchor=before[-1] if before else 0)

    gathered = tuple(replace(stored, said=tuple(map(anchored, stored.said))) for stored in gathered)
    quoted: dict[int, list[Quotation]] = {}
    for stored in gathered:
        for quotation in stored.said:
            quoted.setdefault(quotation.response_id, []).append(quotation)
    result = [_of_people(stored, respondents) for stored in gathered]

    def is_free(response_id: int, start: int, end: int) -> bool:
        return not any(start < other.end and other.start < end for other in quoted.get(response_id, ()))

    for finding in reported:
        left = tuple(anchored(said) for said in finding.said if is_free(said.response_id, said.start, said.end))
        if left:
            result.append(_of_readers(finding, left, respondents))
    for candidate in candidates:
        free = tuple(
            anchored(
                Quotation(
                    respondent=key,
                    response_id=point.response_id,
                    response=turns[point.response_id],
                    start=point.start,
                    end=point.end,
                    text=point.text,
                )
            )
            for key, points in candidate.points
            for point in points
            if is_free(point.response_id, point.start, point.end)
        )
        if len({quotation.respondent for quotation in free}) > 1:
            result.append(_of_rules(candidate, free, respondents))
    return tuple(
        sorted(result, key=lambda finding: (PATTERNS.index(finding.pattern), finding.suggested, not finding.readers))
    )


def _of_people(stored: StoredFinding, respondents: Sequence[Respondent]) -> ReviewedFinding:
    raised, opposed, unquoted = _positions(stored.said, respondents)
    return ReviewedFinding(
        key=f"finding-{stored.finding_id}",
        title=stored.title,
        kind=stored.kind,
        pattern=_pattern(raised, opposed),
        raised_by=raised,
        opposed_by=opposed,
        unquoted=unquoted,
        said=stored.said,
        why=f"Gathered by {stored.by}. What stands here was chosen by people, whatever words it shares.",
        ratings=stored.ratings,
        finding_id=stored.finding_id,
        by=stored.by,
        candidate=stored.candidate,
        open_threads=stored.open_threads,
    )


def _of_readers(
    finding: ReportedFinding, left: tuple[Quotation, ...], respondents: Sequence[Respondent]
) -> ReviewedFinding:
    raised, opposed, unquoted = _positions(left, respondents)
    gone = len(finding.said) - len(left)
    elsewhere = f" {number(gone).capitalize()} of its quotations {'is' if gone == 1 else 'are'} gathered elsewhere."
    return ReviewedFinding(
        key=finding.key,
        title=finding.title,
        kind=finding.kind,
        pattern=_pattern(raised, opposed),
        raised_by=raised,
        opposed_by=opposed,
        unquoted=unquoted,
        said=left,
        why=f"{listed(finding.readers)} read these words as one point. The title is the reader’s own."
        + (elsewhere if gone else ""),
        source=finding.source,
        readers=finding.readers,
    )


def _of_rules(candidate: Candidate, free: tuple[Quotation, ...], respondents: Sequence[Respondent]) -> ReviewedFinding:
    raised, opposed, unquoted = _positions(free, respondents)
    left = sum(len(points) for _, points in candidate.points) - len(free)
    gone = (
        f" Of its quotations {number(left)} {'is' if left == 1 else 'are'} gathered elsewhere by now." if left else ""
    )
    return ReviewedFinding(
        key=candidate.key,
        title=candidate.title,
        kind=UNSAID,
        pattern=_pattern(raised, opposed),
        raised_by=raised,
        opposed_by=opposed,
        unquoted=unquoted,
        said=free,
        why=f"{candidate.why}{gone}",
    )


def _positions(
    quotations: Iterable[Quotation], respondents: Sequence[Respondent]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The respondents quoted for it, against it, and not at all.

    One who is quoted for both counts as against.
    """
    quotations = tuple(quotations)
    against = {quotation.respondent for quotation in quotations if quotation.opposes}
    speakers = {quotation.respondent for quotation in quotations}
    order = [respondent.key for respondent in respondents]
    return (
        tuple(key for key in order if key in speakers - against),
        tuple(key for key in order if key in against),
        tuple(key for key in order if key not in speakers),
    )


def _pattern(raised: Sequence[str], opposed: Sequence[str]) -> str:
    if raised and opposed:
        return "disputed"
    return "shared" if len(raised) + len(opposed) > 1 else "single"


def place_of(text: str, respondent: Respondent) -> tuple[Turn, int, int] | None:
    """Find words in a respondent's turns, whatever the white space.

    The turn, start and end of the first place. None if there is none.
    """
    parts = [re.escape(word) for word in text.split()]
    if not parts:
        return None
    wanted = re.compile(r"\s+".join(parts))
    matches = ((turn, wanted.search(turn.text)) for turn in respondent.turns)
    return next(((turn, match.start(), match.end()) for turn, match in matches if match), None)
