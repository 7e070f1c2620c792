"""From sheets of one respondent each to one reply about all. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from collation.findings.findings import UNSAID
from collation.readers.check import check_reply
from collation.readers.checked import Checked, CheckedCell, CheckedFact, CheckedFinding, CheckedValue, Dropped
from collation.readers.names import NameMap
from collation.readers.repair import Missing, rest_of
from collation.readers.reply import Reply, ReplyFact, ReplyFinding, ReplyPoint, ReplyProblem, ReplyQuote, ReplyValue
from collation.readers.sheet import GatheredPoint
from collation.readers.texts import SheetLabel, SheetPaper, SheetQuestion, SheetText
from collation.readers.vocabulary import FACT_KINDS


@dataclass(frozen=True)
class Gathered:
    """What the sheets of single respondents brought, checked.

    `points` and `statements` are those whose quotations were found, each with a key of its own; they go into the sheet
    that asks which belong together. `raised` are the same points as findings, with the same keys, and `stated` the
    statements as facts of one value. `checked` is all the rest: cells, evidence basis, and what was dropped.
    """

    points: tuple[GatheredPoint, ...]
    statements: tuple[GatheredPoint, ...]
    raised: tuple[CheckedFinding, ...]
    stated: tuple[CheckedFact, ...]
    checked: Checked


def check_points(
    reply: Reply,
    questions: Sequence[SheetQuestion],
    texts: Sequence[SheetText],
    paper: SheetPaper,
    names: NameMap | None = None,
    labels: Sequence[SheetLabel] = (),
    *,
    respondent: str,
) -> Gathered:
    """Check the reply to the sheet of one respondent.

    Its points and statements are checked as findings that it alone raises. The grounds of cells are keys of points.
    What other respondents lack is not missing here.
    """
    points = tuple(_as_finding(point, point.key) for point in reply.points)
    checked = check_reply(replace(reply, findings=points, facts=()), questions, texts, paper, names, labels)
    given = {f"s{at}": statement for at, statement in enumerate(reply.statements, start=1)}
    stated = check_reply(
        Reply(findings=tuple(_as_finding(one, key) for key, one in given.items())), questions, texts, paper, names
    )
    return Gathered(
        tuple(_point(finding) for finding in checked.findings),
        tuple(_statement(finding, given[finding.key], names) for finding in stated.findings),
        tuple(replace(finding, key=_key(finding)) for finding in checked.findings),
        tuple(_as_fact(finding, given[finding.key], names) for finding in stated.findings),
        replace(
            checked,
            cells=tuple(_with_grounds(cell) for cell in checked.cells),
            findings=(),
            dropped=(*_once(checked.dropped), *(replace(one, what="fact") for one in _once(stated.dropped))),
            suspects=(*checked.suspects, *(replace(one, what="fact") for one in stated.suspects)),
            counts=replace(
                checked.counts,
                quotations=checked.counts.quotations + stated.counts.quotations,
                absent=checked.counts.absent + stated.counts.absent,
                unusable=checked.counts.unusable + stated.counts.unusable,
                facts=stated.counts.findings,
            ),
            missing=Missing(
                tuple(pair for pair in checked.missing.cells if pair[0] == respondent),
                tuple(key for key in checked.missing.bases if key == respondent),
                tuple(part for part in ("points", "statements") if part not in reply.parts),
                reply.cut_off,
                *rest_of(reply),
            ),
        ),
    )


def _as_finding(point: ReplyPoint, key: str) -> ReplyFinding:
    kind = UNSAID if point.value else point.kind
    return ReplyFinding(point.said.place, key, point.title, kind, (point.said,))


def _once(dropped: Sequence[Dropped]) -> tuple[Dropped, ...]:
    """What was dropped, each point once.

    A point is lost with its only quotation, for the reason why that does not count.
    """
    parts = {one.place for one in dropped if not one.whole}
    lost = {one.place for one in dropped if one.whole}
    kept = (one for one in dropped if not (one.whole and one.place in parts))
    return tuple(replace(one, whole=one.place in lost) for one in kept)


def _key(finding: CheckedFinding) -> str:
    """A key among the points of all respondents."""
    return f"{finding.raised_by[0].respondent}-{finding.key}"


def _as_fact(finding: CheckedFinding, said: ReplyPoint, names: NameMap | None) -> CheckedFact:
    """A statement as a fact of one value, of a known kind."""
    quote = finding.raised_by[0]
    value = names.show(said.value) if names is not None else said.value
    kind = said.kind if said.kind in FACT_KINDS else "claim"
    return CheckedFact(finding.title, kind, False, (CheckedValue(value, quote.respondent, quote),))


def _point(finding: CheckedFinding) -> GatheredPoint:
    quote = finding.raised_by[0]
    return GatheredPoint(_key(finding), quote.respondent, finding.kind, finding.title, quote.text)


def _statement(finding: CheckedFinding, said: ReplyPoint, names: NameMap | None) -> GatheredPoint:
    quote = finding.raised_by[0]
    value = names.show(said.value) if names is not None else said.value
    return GatheredPoint(_key(finding), quote.respondent, said.kind, finding.title, quote.text, value)


def _with_grounds(cell: CheckedCell) -> CheckedCell:
    """The cell, its grounds as keys among all respondents' points."""
    return replace(cell, grounds=tuple(f"{cell.respondent}-{key}" for key in cell.grounds))


def expand(reply: Reply, points: Sequence[GatheredPoint], statements: Sequence[GatheredPoint]) -> Reply:
    """The reply about all points, with quotations in place of keys.

    A key that nobody gave out is a problem of the reply.
    """
    known = {point.key.casefold(): point for point in (*points, *statements)}
    problems = list(reply.problems)

    def quote(said: ReplyQuote) -> ReplyQuote | None:
        if said.quote or not said.ref:
            return said
        point = known.get(said.ref.casefold())
        if point is None:
            problems.append(ReplyProblem(said.place, f"There is no point “{said.ref}”."))
            return None
        return ReplyQuote(said.place, point.respondent, point.quote)

    def quotes(given: Sequence[ReplyQuote]) -> tuple[ReplyQuote, ...]:
        return tuple(filter(None, map(quote, given)))

    def value(given: ReplyValue) -> ReplyValue | None:
        said = quote(given.said)
        if said is None:
            return None
        point = known.get(given.said.ref.casefold())
        return ReplyValue(given.value or (point.value if point else ""), said)

    def fact(given: ReplyFact) -> ReplyFact:
        return replace(given, values=tuple(filter(None, map(value, given.values))))

    findings = tuple(
        replace(finding, raised_by=quotes(finding.raised_by), opposed_by=quotes(finding.opposed_by))
        for finding in reply.findings
    )
    return replace(reply, findings=findings, facts=tuple(map(fact, reply.facts)), problems=tuple(problems))


def regrounded(
    cells: Sequence[CheckedCell], points: Sequence[GatheredPoint], checked: Checked
) -> tuple[CheckedCell, ...]:
    """The cells of single sheets, with findings as their grounds.

    They are those that the points of the cell went into.
    """
    finding_of: dict[tuple[str, str], str] = {}
    for finding in checked.findings:
        for quote in finding.raised_by:
            finding_of.setdefault((quote.respondent, quote.text), finding.key)
    by_point: Mapping[str, str] = {
        point.key: finding_of[point.respondent, point.quote]
        for point in points
        if (point.respondent, point.quote) in finding_of
    }
    return tuple(
        replace(cell, grounds=tuple(dict.fromkeys(by_point[key] for key in cell.grounds if key in by_point)))
        for cell in cells
    )
