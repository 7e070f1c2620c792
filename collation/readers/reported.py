"""Facts and findings that readers report, the same ones joined. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations

from collation.facts.fact import NOT_KNOWN, Crux, Fact, FactValue, Quote
from collation.findings.candidates import Candidate
from collation.findings.findings import Quotation, ReportedFinding
from collation.language.words import normalise
from collation.readers.fact_values import conflict, is_estimate, is_known
from collation.readers.merging import Mergeable, groups, same_fact, same_finding
from collation.record import RULES

_LONGEST_KEY = 200  # characters


@dataclass(frozen=True)
class ReportedQuote:
    """Words of a respondent under a reported fact or finding.

    `value` is the value of a fact that they give; `opposes` if they speak against a finding. The rest is as in `Quote`.
    """

    respondent: str
    response: int
    response_id: int
    start: int
    end: int
    text: str
    value: str = ""
    opposes: bool = False


@dataclass(frozen=True)
class Report:
    """A fact or a finding, as one reader says it.

    `reader` is the reader's key, `by` its name. `diverges` and `settled_by` are of a fact.
    """

    reader: str
    by: str
    kind: str
    title: str
    quotes: tuple[ReportedQuote, ...]
    diverges: bool = False
    settled_by: Crux | None = None


def reported_facts(reports: Iterable[Report], into: Mapping[tuple[str, str], str] = {}) -> tuple[Fact, ...]:
    """The facts that readers report, the same ones joined.

    `into` has the key of the fact that a fact of a kind and key was merged into. A fact needs two values, or one that
    two respondents give.
    """
    facts = [fact for report in reports if (fact := _fact(report, into))]
    return tuple(map(_joined, _grouped(facts)))


def join_facts(rules: Sequence[Fact], reported: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of the rules and of readers, the same ones joined.

    A fact that both see keeps the name and the values of the rules, and takes over those of respondents of whom the
    rules have none. The readers' come first.
    """
    joined = map(_joined, _grouped([*rules, *reported]))
    return tuple(sorted(joined, key=lambda fact: not fact.readers))


def reported_findings(reports: Iterable[Report]) -> tuple[ReportedFinding, ...]:
    """The findings that readers report, the same ones joined."""
    reports = tuple(reports)
    alike = groups([_mergeable_report(report) for report in reports], same_finding)
    return tuple(_finding([reports[at] for at in group]) for group in alike)


def candidates_left(candidates: Iterable[Candidate], reported: Sequence[ReportedFinding]) -> tuple[Candidate, ...]:
    """The candidates of the rules that no reader reports.

    A reader reports one if it quotes the same words of two respondents, or of one under a title that is alike.
    """
    heads = [
        Mergeable(
            one.kind, one.title, tuple((said.respondent, said.response_id, said.start, said.end) for said in one.said)
        )
        for one in reported
    ]
    return tuple(one for one in candidates if not any(same_finding(head, Mergeable.of(one)) for head in heads))


def key_of(title: str) -> str:
    """The key of a reported finding, fixed by its title."""
    return f"r-{sha256((normalise(title) or title).encode()).hexdigest()[:16]}"


def _fact(report: Report, into: Mapping[tuple[str, str], str]) -> Fact | None:
    by_value: dict[str, list[ReportedQuote]] = {}
    for quote in report.quotes:
        by_value.setdefault(normalise(quote.value) or quote.value, []).append(quote)
    values = [_value(key, quotes) for key, quotes in by_value.items()]
    key = (normalise(report.title) or report.title)[:_LONGEST_KEY]
    fact = _of_values(
        Fact(
            topic=report.title,
            key=into.get((report.kind, key), key),
            kind=report.kind,
            diverges=report.diverges,
            values=(),
            source=report.reader,
            readers=(report.by,),
            settled_by=report.settled_by,
        ),
        values,
    )
    return fact if len(values) > 1 or len(fact.respondents) > 1 else None


def _value(key: str, quotes: Sequence[ReportedQuote]) -> FactValue:
    first = quotes[0]
    return FactValue(
        value=first.value if is_known(first.value) else NOT_KNOWN,
        key=key,
        respondents=tuple(dict.fromkeys(quote.respondent for quote in quotes)),
        quotes=tuple(
            Quote(quote.respondent, quote.response, quote.response_id, quote.start, quote.end, quote.text)
            for quote in quotes
        ),
        approximate=all(is_estimate(quote.value, quote.text) for quote in quotes),
    )


def _of_values(fact: Fact, values: Sequence[FactValue]) -> Fact:
    """The fact with these values.

    Its `two_values` are those who alone give two that conflict.
    """
    known = [value for value in values if value.known]
    alone = {
        respondent
        for one, other in combinations(known, 2)
        for respondent in one.respondents
        if respondent in other.respondents and _conflict(one, other)
    }
    return replace(fact, values=tuple(values), two_values=tuple(sorted(alone)) if fact.diverges else ())


def _conflict(one: FactValue, other: FactValue) -> bool:
    return conflict(one.value, one.quotes[0].text, other.value, other.quotes[0].text)


def _joined(facts: Sequence[Fact]) -> Fact:
    """One fact for several that are the same.

    It is the first, with the values that only the others have.
    """
    first, *others = facts
    values = list(first.values)
    for fact in others:
        values += [value for value in fact.values if not _is_given(value, values)]
    readers = tuple(dict.fromkeys(name for fact in facts for name in fact.readers))
    return replace(
        first,
        values=_regrouped(values),
        diverges=any(fact.diverges for fact in facts),
        two_values=tuple(sorted({key for fact in facts for key in fact.two_values})),
        readers=readers,
        settled_by=next((fact.settled_by for fact in facts if fact.settled_by), None),
    )


def _is_given(value: FactValue, values: Iterable[FactValue]) -> bool:
    """Whether the words of a value give another one of these already."""
    return any(
        quote.response_id == other.response_id and quote.start < other.end and other.start < quote.end
        for given in values
        if given.key != value.key
        for other in given.quotes
        for quote in value.quotes
    )


def _regrouped(values: Iterable[FactValue]) -> tuple[FactValue, ...]:
    """The values, those with one key as one."""
    by_key: dict[str, FactValue] = {}
    for value in values:
        held = by_key.get(value.key)
        by_key[value.key] = (
            replace(
                held,
                respondents=tuple(dict.fromkeys((*held.respondents, *value.respondents))),
                quotes=tuple(dict.fromkeys((*held.quotes, *value.quotes))),
            )
            if held
            else value
        )
    return tuple(by_key.values())


def _grouped(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts in groups of the same one, in the order given."""
    found: list[tuple[Mergeable, list[Fact]]] = []
    for fact in facts:
        mergeable = Mergeable.of(fact)
        group = next((group for head, group in found if _is_same(group[0], head, fact, mergeable)), None)
        if group is None:
            found.append((mergeable, [fact]))
        else:
            group.append(fact)
    return [group for _, group in found]


def _is_same(one: Fact, head: Mergeable, other: Fact, mergeable: Mergeable) -> bool:
    """Whether two facts are the same.

    They are by key, or by what they rest on. Two facts of the rules never are: the rules told them apart.
    """
    if one.source == other.source == RULES:
        return False
    return (one.kind, one.key) == (other.kind, other.key) or same_fact(head, mergeable)


def _mergeable_report(report: Report) -> Mergeable:
    quotes = tuple((quote.respondent, quote.response_id, quote.start, quote.end) for quote in report.quotes)
    return Mergeable(report.kind, report.title, quotes)


def _finding(reports: Sequence[Report]) -> ReportedFinding:
    first = reports[0]
    said = {(quote.response_id, quote.start, quote.end): quote for report in reports for quote in report.quotes}
    return ReportedFinding(
        key=key_of(first.title),
        title=first.title,
        kind=first.kind,
        source=first.reader,
        readers=tuple(dict.fromkeys(report.by for report in reports)),
        said=tuple(
            Quotation(
                respondent=quote.respondent,
                response_id=quote.response_id,
                response=quote.response,
                start=quote.start,
                end=quote.end,
                text=quote.text,
                opposes=quote.opposes,
            )
            for quote in said.values()
        ),
    )
