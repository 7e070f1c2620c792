"""Facts and findings of several readers that are the same. Pure.

Two are the same if they are of one kind, and rest on the same words, or have the same topic. People merge the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from collation.facts.fact import Fact
from collation.findings.candidates import Candidate
from collation.language.words import WORD, plain, singular
from collation.readers.checked import CheckedFact, CheckedFinding

_LIKE = 0.5  # share of the words of both topics that both have, from which on they are like each other
_EMPTY = frozenset("a an the of in on to for and or is are was be it its this that with by as at from not no".split())


@dataclass(frozen=True)
class Mergeable:
    """What a fact or a finding is compared by.

    `kind` "" or "other" is like any kind. `quotes` are ranges: the respondent, the response's id, start and end.
    """

    kind: str
    topic: str
    quotes: tuple[tuple[str, int, int, int], ...]

    @classmethod
    def of(cls, one: CheckedFact | CheckedFinding | Fact | Candidate) -> Mergeable:
        """What a fact or a finding is compared by.

        It is a reader's, or one that the rules found.
        """
        match one:
            case CheckedFact() | CheckedFinding():
                topic = one.topic if isinstance(one, CheckedFact) else one.title
                quotes = tuple((quote.respondent, quote.response_id, quote.start, quote.end) for quote in one.quotes)
                return cls(one.kind, topic, quotes)
            case Fact():
                said = (quote for value in one.values for quote in value.quotes)
                quotes = tuple((quote.respondent, quote.response_id, quote.start, quote.end) for quote in said)
                return cls(one.kind, one.topic, quotes)
            case Candidate():
                raised = ((key, point) for key, points in one.points for point in points)
                quotes = tuple((key, point.response_id, point.start, point.end) for key, point in raised)
                return cls("", one.title, quotes)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The words of the topic that say something."""
        return frozenset(map(singular, WORD.findall(plain(self.topic)))) - _EMPTY


def same_fact(one: Mergeable, other: Mergeable) -> bool:
    """Whether two facts are the same.

    They are of one kind, and have one topic, or the same words of two respondents, or of one and topics alike.
    """
    if one.kind != other.kind:
        return False
    shared = _sharing(one, other)
    return (bool(one.terms) and one.terms == other.terms) or len(shared) > 1 or (bool(shared) and _alike(one, other))


def same_finding(one: Mergeable, other: Mergeable) -> bool:
    """Whether two findings are the same.

    Of one kind, with one title, or with the same words of two respondents, or of one and a title alike.
    """
    loose = {"", "other"}
    if one.kind != other.kind and not loose & {one.kind, other.kind}:
        return False
    shared = _sharing(one, other)
    return (bool(one.terms) and one.terms == other.terms) or len(shared) > 1 or (bool(shared) and _alike(one, other))


def groups(given: Sequence[Mergeable], same: Callable[[Mergeable, Mergeable], bool]) -> tuple[tuple[int, ...], ...]:
    """The places of what is the same, in groups.

    They are in the order given.

    Each joins the first group whose first member it is the same as, so that a group does not drift from its topic.
    """
    found: list[list[int]] = []
    for at, one in enumerate(given):
        group = next((group for group in found if same(given[group[0]], one)), None)
        if group is None:
            found.append([at])
        else:
            group.append(at)
    return tuple(map(tuple, found))


def _sharing(one: Mergeable, other: Mergeable) -> Set[str]:
    """The respondents of whom both quote the same words.

    At least half of the shorter quotation stands in the other.
    """
    return {
        quote[0]
        for quote in one.quotes
        for against in other.quotes
        if quote[:2] == against[:2]
        and 2 * (min(quote[3], against[3]) - max(quote[2], against[2]))
        >= min(quote[3] - quote[2], against[3] - against[2])
        > 0
    }


def _alike(one: Mergeable, other: Mergeable) -> bool:
    both = len(one.terms & other.terms)
    return both > 0 and both >= _LIKE * min(len(one.terms), len(other.terms))
