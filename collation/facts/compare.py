"""Facts: mentions of one topic, compared across respondents. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import isfinite

from collation.facts.amounts import can_both_hold
from collation.facts.extract import mentions
from collation.facts.fact import Fact, FactValue, Mention, Quote
from collation.record import Respondent

_NEAR_IDENTICAL = 0.01
_LIST = 2  # numbers of one respondent under one topic, beyond which the topic tells them apart too little
_EXPANSIONS = 12  # expansions beyond which a respondent lists them, and is compared with nobody

AttributedMention = tuple[str, Mention, Quote]
"""The respondent, the mention, and its quotation."""


def facts(respondents: Sequence[Respondent]) -> tuple[Fact, ...]:
    """Extract and compare the facts of a comparison."""
    return compare_mentions([(respondent, [mentions(turn) for turn in respondent.turns]) for respondent in respondents])


def compare_mentions(mentioned: Iterable[tuple[Respondent, Sequence[Sequence[Mention]]]]) -> tuple[Fact, ...]:
    """Compare the mentions of all respondents, topic by topic.

    `mentioned` holds, for each respondent, the mentions of each turn. A number is a fact if two respondents give
    one for the topic, or one respondent gives two; an expansion of an acronym always is. Facts that diverge come first,
    then those of several respondents, then by kind and key. The order of the respondents changes only the order of
    values and quotes.
    """
    topics: dict[tuple[str, str], list[AttributedMention]] = {}
    for respondent, turns in mentioned:
        for position, turn_mentions in enumerate(turns):
            turn = respondent.turns[position]
            for mention in turn_mentions:
                text = turn.quote(mention.start, mention.end)
                quote = Quote(respondent.key, position, turn.response_id, mention.start, mention.end, text)
                topics.setdefault((mention.kind, mention.key), []).append((respondent.key, mention, quote))
    laid_out = (_fact(kind, key, entries) for (kind, key), entries in topics.items())
    return tuple(
        sorted(
            (fact for fact in laid_out if fact.kind == "acronym" or fact.two_values or len(fact.respondents) > 1),
            key=lambda fact: (not fact.diverges, len(fact.respondents) < 2, fact.kind, fact.key),
        )
    )


def fact_of(topic: str, key: str, kind: str, values: Sequence[FactValue]) -> Fact:
    """Make the fact of one topic from its values."""
    parting = _parting(values)
    across = [(a, b) for a, b in parting if len({*a.respondents, *b.respondents}) > 1]
    alone = {respondent for a, b in parting for respondent in a.respondents if respondent in b.respondents}
    return Fact(
        topic=topic,
        key=key,
        kind=kind,
        diverges=bool(across),
        values=tuple(values),
        two_values=tuple(sorted(alone)),
        near_identical=bool(across) and all(_nearly_equal(a, b) for a, b in across),
    )


def _fact(kind: str, key: str, entries: list[AttributedMention]) -> Fact:
    topic = min(mention.topic for _, mention, _ in entries)
    if kind == "quantity" and not any(mention.joined for _, mention, _ in entries):
        entries = _of_one_thing(entries)
    groups: dict[str, list[AttributedMention]] = {}
    for entry in entries:
        groups.setdefault(entry[1].value_key, []).append(entry)
    return fact_of(topic, key, kind, [_value(value_key, group) for value_key, group in groups.items()])


def _of_one_thing(entries: list[AttributedMention]) -> list[AttributedMention]:
    """The entries of respondents who speak of one thing.

    Respondents with several numbers in different places, or with more than two, are left out. They speak of several
    things in the same words, and it is not known which of them another respondent means.
    """
    places: dict[str, dict[str, set[tuple[int, str]]]] = {}
    for respondent, mention, quote in entries:
        place = quote.response, mention.place
        places.setdefault(respondent, {}).setdefault(mention.value_key, set()).add(place)
    plain = {
        respondent
        for respondent, values in places.items()
        if len(values) == 1 or (len(values) <= _LIST and len(set().union(*values.values())) == 1)
    }
    return [entry for entry in entries if entry[0] in plain]


def _value(key: str, group: list[AttributedMention]) -> FactValue:
    mentioned = [mention for _, mention, _ in group]
    exact = next((mention for mention in mentioned if not mention.approximate), mentioned[0])
    return FactValue(
        value=exact.value,
        key=key,
        respondents=tuple(dict.fromkeys(respondent for respondent, _, _ in group)),
        quotes=tuple(dict.fromkeys(quote for _, _, quote in group)),
        approximate=exact.approximate,
        low=exact.low,
        high=exact.high,
    )


def _parting(values: Sequence[FactValue]) -> list[tuple[FactValue, FactValue]]:
    """The pairs of values that differ.

    Values of respondents who list many are left out.
    """
    known = [value for value in values if value.known]
    value_counts = Counter(respondent for value in known for respondent in value.respondents)
    terse = [
        value for value in known if any(value_counts[respondent] <= _EXPANSIONS for respondent in value.respondents)
    ]
    return [(a, b) for a, b in combinations(terse, 2) if not _agree(a, b)]


def _agree(a: FactValue, b: FactValue) -> bool:
    if a.low is not None and a.high is not None and b.low is not None and b.high is not None:
        return can_both_hold((a.low, a.high), (b.low, b.high))
    return False


def _nearly_equal(a: FactValue, b: FactValue) -> bool:
    """Whether two numbers lie within one per cent of each other."""
    if a.low is None or b.low is None or not (isfinite(a.low) and isfinite(b.low)):
        return False
    return abs(a.low - b.low) <= _NEAR_IDENTICAL * max(abs(a.low), abs(b.low))
