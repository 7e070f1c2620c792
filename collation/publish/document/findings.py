"""The findings and the agreement of a publication, in words. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from collation.findings.findings import UNSAID
from collation.pages.findings import RATING_NAMES
from collation.publish.document.anchors import Anchors
from collation.wording import listed, number


@dataclass(frozen=True)
class PublishedQuotation:
    """A respondent's words for or against a finding.

    `said` are the id and the text of each quotation.
    """

    name: str
    opposes: bool
    said: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.said)


@dataclass(frozen=True)
class PublishedFinding:
    """A finding as it is published.

    `anchor` is its id, made of its title. `kind` is "" if no person chose one. `who` is a sentence on who is quoted for
    and against it, and how many are not.
    """

    anchor: str
    title: str
    kind: str
    who: str
    rated: str
    quoted: tuple[PublishedQuotation, ...]


@dataclass(frozen=True)
class PublishedAgreement:
    """The agreement of one side's raters, as a sentence and by pairs."""

    side: str
    sentence: str
    pairs: tuple[str, ...]


def findings(document: dict[str, Any], anchors: Anchors) -> tuple[PublishedFinding, ...]:
    """The findings of a document; those with most respondents come first."""
    names = {each["key"]: each["name"] for each in document["respondents"]}
    in_order = sorted(document["findings"], key=lambda one: -len(one["raised_by"]) - len(one["opposed_by"]))
    return tuple(_finding(finding, names, anchors) for finding in in_order)


def _finding(finding: dict[str, Any], names: dict[str, str], anchors: Anchors) -> PublishedFinding:
    anchor = anchors.of_words("finding", finding["title"])
    return PublishedFinding(
        anchor,
        finding["title"],
        finding["kind"] if finding["kind"] != UNSAID else "",
        _who(finding, names),
        _rated(finding["ratings"]),
        _quoted(finding, names, anchors, anchor),
    )


def agreements(document: dict[str, Any], how_much_is_read: str) -> tuple[PublishedAgreement, ...]:
    """The agreement of reviewers and respondents, each if it is defined.

    `how_much_is_read` is a sentence that follows the one on the respondents.
    """
    names = {each["key"]: each["name"] for each in document["respondents"]}
    sides = document["agreement"]
    return tuple(
        PublishedAgreement(
            side,
            " ".join(filter(None, [_alpha(sides[side]), rests_on])),
            tuple(_pair(pair, names if side == "respondents" else {}) for pair in sides[side]["pairs"]),
        )
        for side, rests_on in (("reviewers", ""), ("respondents", how_much_is_read))
        if sides[side]["alpha"] is not None
    )


def _who(finding: dict[str, Any], names: dict[str, str]) -> str:
    raised, opposed = ([names[key] for key in finding[side]] for side in ("raised_by", "opposed_by"))
    rest = len(names) - len(raised) - len(opposed)
    parts = [
        f"{listed(raised)} {_are(len(raised))} quoted here" if raised else "",
        f"{listed(opposed)} {_are(len(opposed))} quoted against it" if opposed else "",
        f"{number(rest)} {_are(rest)} not quoted here" if rest else "",
    ]
    sentence = "; ".join(filter(None, parts))
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _rated(ratings: list[dict[str, str]]) -> str:
    counts = Counter(rating["value"] for rating in ratings)
    ratings_in_words = [f"{RATING_NAMES[value].lower()} by {number(times)}" for value, times in counts.most_common()]
    return f"Rated {listed(ratings_in_words)}." if ratings_in_words else ""


def _quoted(
    finding: dict[str, Any], names: dict[str, str], anchors: Anchors, within: str
) -> tuple[PublishedQuotation, ...]:
    said: dict[str, list[tuple[str, str]]] = {}
    for quote in finding["quotes"]:
        key, text = quote["respondent"], quote["text"]
        said.setdefault(key, []).append((anchors.of_words(within, key, text), text))
    return tuple(
        PublishedQuotation(names[key], key in finding["opposed_by"], tuple(words)) for key, words in said.items()
    )


def _alpha(side: dict[str, Any]) -> str:
    interval = side["interval"]
    between = (
        f" (95 % interval {interval[0]:.2f} to {interval[1]:.2f})" if interval else " (too few units for an interval)"
    )
    return f"Krippendorff’s alpha, ordinal: {side['alpha']:.2f}{between}."


def _pair(pair: dict[str, Any], names: dict[str, str]) -> str:
    both = listed([names.get(pair["a"], pair["a"]), names.get(pair["b"], pair["b"])])
    if pair["agreement"] is None:
        return f"{both}: nothing coded by both"
    return f"{both}: alike in {pair['agreement'] * pair['n']:.0f} of {pair['n']}"
