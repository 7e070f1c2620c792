"""What a publication says of the points that respondents raise, and of how far they and the reviewers agree. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from collation.findings.findings import UNSAID
from collation.pages.findings import RATING_NAMES
from collation.wording import listed, number


@dataclass(frozen=True)
class PublishedQuotation:
    """What one respondent says for or against a finding."""

    name: str
    opposes: bool
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Raised:
    """A finding as it is published. `kind` is "" if no person said it. `who` says in a sentence who is quoted, who
    against it, and how many are not."""

    title: str
    kind: str
    who: str
    rated: str
    quoted: tuple[PublishedQuotation, ...]


@dataclass(frozen=True)
class Agreed:
    """How far the raters of one side agree, in a sentence, and the shares of their pairs."""

    side: str
    sentence: str
    pairs: tuple[str, ...]


def raised(document: dict[str, Any]) -> tuple[Raised, ...]:
    """The findings of a document, those that most speak of first."""
    names = {each["key"]: each["name"] for each in document["respondents"]}
    found = sorted(document["findings"], key=lambda one: -len(one["raised_by"]) - len(one["opposed_by"]))
    return tuple(
        Raised(
            one["title"],
            one["kind"] if one["kind"] != UNSAID else "",
            _who(one, names),
            _rated(one["ratings"]),
            _quoted(one, names),
        )
        for one in found
    )


def agreed(document: dict[str, Any], read: str) -> tuple[Agreed, ...]:
    """The sides of which an agreement can be told: the reviewers, then the respondents, with how much is `read`."""
    names = {each["key"]: each["name"] for each in document["respondents"]}
    told = document["agreement"]
    return tuple(
        Agreed(
            side,
            " ".join(filter(None, [_alpha(told[side]), rests_on])),
            tuple(_pair(pair, names if side == "respondents" else {}) for pair in told[side]["pairs"]),
        )
        for side, rests_on in (("reviewers", ""), ("respondents", read))
        if told[side]["alpha"] is not None
    )


def _who(finding: dict[str, Any], names: dict[str, str]) -> str:
    raised, opposed = ([names[key] for key in finding[side]] for side in ("raised_by", "opposed_by"))
    rest = len(names) - len(raised) - len(opposed)
    told = [
        f"{listed(raised)} {_are(len(raised))} quoted here" if raised else "",
        f"{listed(opposed)} {_are(len(opposed))} quoted against it" if opposed else "",
        f"{number(rest)} {_are(rest)} not quoted here" if rest else "",
    ]
    said = "; ".join(filter(None, told))
    return f"{said[:1].upper()}{said[1:]}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _rated(ratings: list[dict[str, str]]) -> str:
    counts = Counter(rating["value"] for rating in ratings)
    told = [f"{RATING_NAMES[value].lower()} by {number(times)}" for value, times in counts.most_common()]
    return f"Rated {listed(told)}." if told else ""


def _quoted(finding: dict[str, Any], names: dict[str, str]) -> tuple[PublishedQuotation, ...]:
    texts: dict[str, list[str]] = {}
    for quote in finding["quotes"]:
        texts.setdefault(quote["respondent"], []).append(quote["text"])
    return tuple(
        PublishedQuotation(names[key], key in finding["opposed_by"], tuple(said)) for key, said in texts.items()
    )


def _alpha(told: dict[str, Any]) -> str:
    interval = told["interval"]
    between = (
        f" (95 % interval {interval[0]:.2f} to {interval[1]:.2f})" if interval else " (too few units for an interval)"
    )
    return f"Krippendorff’s alpha, ordinal: {told['alpha']:.2f}{between}."


def _pair(pair: dict[str, Any], names: dict[str, str]) -> str:
    both = listed([names.get(pair["a"], pair["a"]), names.get(pair["b"], pair["b"])])
    if pair["agreement"] is None:
        return f"{both}: nothing coded by both"
    return f"{both}: alike in {pair['agreement'] * pair['n']:.0f} of {pair['n']}"
