"""Mentions → facts: what several respondents say of one topic, laid side by side. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from collation.acronyms import acronyms
from collation.amounts import can_both_hold
from collation.dates import dates
from collation.facts import NOT_KNOWN, Fact, Mention, Quote, Value
from collation.names import names, same_maker
from collation.quantities import quantities
from collation.record import Respondent, Turn
from collation.statements import account

VERSION = 1  # of the rules: what is cached of a turn was found by them

_NEAR_IDENTICAL = 0.01
_FEW = 2  # values of one respondent, at most, where a measure may be taken in several places
_LIST = 12  # values beyond which a respondent lists them, and is compared with nobody


def mentions(turn: Turn) -> tuple[Mention, ...]:
    """All that one response says of terms and numbers, in order. Depends on its text and blocks alone; linear."""
    told = account(turn)
    found = dict.fromkeys([*acronyms(told), *quantities(told), *dates(told), *names(told)])
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def facts(respondents: Sequence[Respondent]) -> tuple[Fact, ...]:
    """The facts of a comparison; `concordance` of the mentions of every turn."""
    return concordance([(one, [mentions(turn) for turn in one.turns]) for one in respondents])


def concordance(said: Iterable[tuple[Respondent, Sequence[Sequence[Mention]]]]) -> tuple[Fact, ...]:
    """The facts that mentions add up to; for each respondent, the mentions of each of its turns.

    Facts that diverge come first, then those of several respondents, then by kind and key. The order of the
    respondents changes nothing but the order of values and quotes.
    """
    topics: dict[tuple[str, str], list[tuple[str, Mention, Quote]]] = {}
    phrases: dict[str, list[tuple[str, Mention, Quote]]] = {}
    for respondent, turns in said:
        for at, found in enumerate(turns):
            turn = respondent.turns[at]
            for mention in found:
                text = turn.text[mention.start : mention.end]
                quote = Quote(respondent.key, at, turn.response_id, mention.start, mention.end, text)
                entry = (respondent.key, mention, quote)
                if mention.kind == "phrase":
                    phrases.setdefault(mention.key, []).append(entry)
                else:
                    topics.setdefault((mention.kind, mention.key), []).append(entry)
    for (kind, key), entries in topics.items():
        if kind == "acronym":
            entries.extend(_meant(entries, phrases.get(key, [])))
    found_facts = (_fact(kind, key, entries) for (kind, key), entries in topics.items())
    return tuple(
        sorted(found_facts, key=lambda fact: (not fact.diverges, len(fact.respondents) < 2, fact.kind, fact.key))
    )


def _meant(
    entries: list[tuple[str, Mention, Quote]], phrases: list[tuple[str, Mention, Quote]]
) -> list[tuple[str, Mention, Quote]]:
    """The phrases that expand the acronym too: they share half of their words with an expansion that somebody gives."""
    given = [set(mention.value.lower().split()) for _, mention, _ in entries if mention.value != NOT_KNOWN]
    known = {(key, mention.value_key) for key, mention, _ in entries}
    return [
        entry
        for entry in phrases
        if (entry[0], entry[1].value_key) not in known
        and any(2 * len(words & set(entry[1].value.lower().split())) >= len(words) for words in given)
    ]


def _fact(kind: str, key: str, entries: list[tuple[str, Mention, Quote]]) -> Fact:
    groups: dict[str, list[tuple[str, Mention, Quote]]] = {}
    for entry in entries:
        groups.setdefault(entry[1].value_key, []).append(entry)
    values = tuple(_value(value_key, group) for value_key, group in groups.items())
    many = {value_key: group[0][1].many for value_key, group in groups.items()}
    parting = _parting(kind, key, values, many)
    across = [(a, b) for a, b in parting if len({*a.respondents, *b.respondents}) > 1]
    alone = {respondent for a, b in parting for respondent in a.respondents if respondent in b.respondents}
    near = bool(across) and not key.startswith("date:") and all(_nearly_equal(a, b) for a, b in across)
    strict = "some" not in many.values() and "algorithms" not in many.values()
    return Fact(
        topic=min(mention.topic for _, mention, _ in entries),
        key=key,
        kind=kind,
        diverges=bool(across),
        values=values,
        self_contradictions=tuple(sorted(alone)) if strict else (),
        near_identical=near,
    )


def _value(key: str, group: list[tuple[str, Mention, Quote]]) -> Value:
    mentioned = [mention for _, mention, _ in group]
    exact = next((mention for mention in mentioned if not mention.approximate), mentioned[0])
    return Value(
        value=exact.value,
        key=key,
        respondents=tuple(dict.fromkeys(respondent for respondent, _, _ in group)),
        quotes=tuple(dict.fromkeys(quote for _, _, quote in group)),
        approximate=exact.approximate,
        low=exact.low,
        high=exact.high,
    )


def _parting(kind: str, key: str, values: tuple[Value, ...], many: dict[str, str]) -> list[tuple[Value, Value]]:
    """The pairs of values that cannot both hold."""
    modes = set(many.values())
    if "set" in modes:
        return []
    said = _said(values)
    known = [value for value in values if value.known]
    if "some" in modes:
        pairs = combinations(_of_the_terse(known, said, _FEW), 2)
        return [(a, b) for a, b in pairs if not _agree(key, a, b) and _stand_alone(said, a, b)]
    known = _of_the_terse(known, said, _LIST)
    if "algorithms" in modes:
        return _algorithms([value for value in known if many[value.key] == "algorithms"])
    return [(a, b) for a, b in combinations(known, 2) if not _agree(key, a, b)]


def _said(values: Iterable[Value]) -> dict[str, set[str]]:
    """The keys of the known values that each respondent gives."""
    said: dict[str, set[str]] = {}
    for value in values:
        for respondent in value.respondents if value.known else ():
            said.setdefault(respondent, set()).add(value.key)
    return said


def _of_the_terse(values: Iterable[Value], said: dict[str, set[str]], most: int) -> list[Value]:
    """The values given by somebody who gives at most `most`: their number grows with the respondents, not the text."""
    return [value for value in values if any(len(said[respondent]) <= most for respondent in value.respondents)]


def _agree(key: str, a: Value, b: Value) -> bool:
    if a.low is not None and a.high is not None and b.low is not None and b.high is not None:
        return can_both_hold((a.low, a.high), (b.low, b.high))
    return key == "maker" and same_maker(a.key, b.key)


def _nearly_equal(a: Value, b: Value) -> bool:
    """Whether two numbers lie within one per cent of each other."""
    if a.low is None or b.low is None:
        return False
    return abs(a.low - b.low) <= _NEAR_IDENTICAL * max(abs(a.low), abs(b.low))


def _stand_alone(said: dict[str, set[str]], a: Value, b: Value) -> bool:
    """Whether some respondent says a and another b, none of the two both, and neither gives a list of values."""
    return any(
        max(len(said[ours]), len(said[theirs])) <= _FEW and not said[ours] & said[theirs]
        for ours in a.respondents
        for theirs in b.respondents
    )


def _algorithms(values: list[Value]) -> list[tuple[Value, Value]]:
    """Pairs of an algorithm that one respondent names, and another does not who names some."""
    named = {respondent for value in values for respondent in value.respondents}
    return [(a, b) for a, b in combinations(values, 2) if set(a.respondents) != set(b.respondents) and len(named) > 1]
