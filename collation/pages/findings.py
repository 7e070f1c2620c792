"""The page of findings: those asked for, grouped by pattern. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from collation.findings.findings import PATTERNS, UNSAID, ReviewedFinding
from collation.pages.query_filter import Choice, ChoiceFilter
from collation.wording import listed, number

PATTERN_NAMES = {
    "disputed": "Disputed",
    "shared": "Two or more quoted",
    "single": "One quoted",
}
_EXPLAINED = {
    "disputed": "A person, or a reader, set who is quoted against it.",
    "shared": "That two or more say a thing does not make it so.",
    "single": "Others may say the same in other words.",
}
KIND_NAMES = {
    "weakness": "Weakness",
    "risk": "Risk",
    "recommendation": "Recommendation",
    "strength": "Strength",
    UNSAID: "Not said",
}
RATING_NAMES = {"major": "Major", "minor": "Minor", "wrong": "Wrong", "not_raised": "Not raised"}
UNRATED = "unrated"
_CHOICES = {
    "pattern": PATTERN_NAMES,
    "kind": KIND_NAMES,
    "rating": {**RATING_NAMES, UNRATED: "Not rated"},
}


@dataclass(frozen=True)
class FindingFilter(ChoiceFilter):
    """The findings that the reader asked to see; "" for any."""

    CHOICES = _CHOICES

    pattern: str = ""
    kind: str = ""
    rating: str = ""

    def holds(self, finding: ReviewedFinding) -> bool:
        """True if a finding is among those asked for."""
        ratings = {rating.value for rating in finding.ratings} or {UNRATED}
        return (
            self.pattern in ("", finding.pattern)
            and self.kind in ("", finding.kind)
            and (not self.rating or self.rating in ratings)
        )


@dataclass(frozen=True)
class Facet:
    """A field of the filter, and what can be chosen in it."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Group:
    """The findings of one pattern, and what the pattern means."""

    pattern: str
    name: str
    explained: str
    findings: tuple[ReviewedFinding, ...]


def groups(findings: Iterable[ReviewedFinding], sought: FindingFilter = FindingFilter()) -> tuple[Group, ...]:
    """The findings asked for, by pattern in the order of PATTERNS.

    No group is empty.
    """
    kept: dict[str, list[ReviewedFinding]] = {pattern: [] for pattern in PATTERNS}
    for finding in findings:
        if sought.holds(finding):
            kept[finding.pattern].append(finding)
    return tuple(
        Group(pattern, PATTERN_NAMES[pattern], _EXPLAINED[pattern], tuple(held))
        for pattern, held in kept.items()
        if held
    )


def filters(findings: Sequence[ReviewedFinding], sought: FindingFilter) -> tuple[Facet, ...]:
    """The facets of the filter, each choice with its count.

    A count is the number of findings that the filter would show with this choice added. A facet that would change
    nothing is left out.
    """
    found = []
    for name, choices in _CHOICES.items():
        offered = []
        for value, words in {"": "All", **choices}.items():
            asked = replace(sought, **{name: value})
            count = sum(asked.holds(finding) for finding in findings)
            on = value == getattr(sought, name)
            if count or on:
                offered.append(Choice(words, asked.query, count, on))
        if len(offered) > 2 or getattr(sought, name):
            found.append(Facet(name, tuple(offered)))
    return tuple(found)


def sentence(findings: Iterable[ReviewedFinding]) -> str:
    """The numbers of findings, in a sentence or two."""
    found = list(findings)
    gathered = sum(not finding.suggested for finding in found)
    by_readers = sum(finding.suggested and bool(finding.readers) for finding in found)
    by_rules = len(found) - gathered - by_readers
    told = []
    if gathered:
        told.append(f"{number(gathered)} {'finding' if gathered == 1 else 'findings'} gathered by people")
    if by_readers:
        told.append(f"{number(by_readers)} suggested by readers")
    if by_rules:
        what = "sentence that two or more say" if by_rules == 1 else "sentences that two or more say"
        told.append(f"{number(by_rules)} {what} in nearly the same words, suggested by the built-in rules")
    said = listed(told) if len(told) > 2 else ", and ".join(told)
    return f"{said[:1].upper()}{said[1:]}." if said else ""
