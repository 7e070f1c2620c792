"""From sheets of one respondent each to one reply about all. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from collation.readers.check import Checked, CheckedCell, CheckedQuote, check_reply
from collation.readers.names import NameMap
from collation.readers.reply import Reply, ReplyFact, ReplyFinding, ReplyPoint, ReplyProblem, ReplyQuote, ReplyValue
from collation.readers.sheet import GatheredPoint
from collation.readers.texts import SheetPaper, SheetQuestion, SheetText


@dataclass(frozen=True)
class Gathered:
    """What the sheets of single respondents brought, checked.

    `points` and `statements` are those whose quotations were found, each with a key of its own; they go into the sheet
    that asks which belong together. `checked` is all the rest: cells, evidence basis, and what was dropped.
    """

    points: tuple[GatheredPoint, ...]
    statements: tuple[GatheredPoint, ...]
    checked: Checked


def check_points(
    reply: Reply,
    questions: Sequence[SheetQuestion],
    texts: Sequence[SheetText],
    paper: SheetPaper,
    names: NameMap | None = None,
) -> Gathered:
    """Check the reply to the sheet of one respondent.

    Its points are checked as findings that it alone raises. The grounds of cells are keys of these points.
    """
    as_findings = tuple(
        ReplyFinding(point.said.place, point.key, point.title, point.kind, (point.said,)) for point in reply.points
    )
    checked = check_reply(replace(reply, findings=as_findings, facts=()), questions, texts, paper, names)
    points = tuple(
        GatheredPoint(
            f"{finding.raisers[0]}-{finding.key}",
            finding.raisers[0],
            finding.kind,
            finding.title,
            finding.raised_by[0].text,
        )
        for finding in checked.findings
    )
    one_each = tuple(
        ReplyFinding(said.said.place, f"s{at}", said.title, "other", (said.said,))
        for at, said in enumerate(reply.statements, start=1)
    )
    found = check_reply(Reply(findings=one_each), questions, texts, paper, names)
    given = {f"s{at}": said for at, said in enumerate(reply.statements, start=1)}
    statements = tuple(
        _statement(finding.key, finding.raised_by[0], finding.title, given[finding.key], names)
        for finding in found.findings
    )
    cells = tuple(_with_grounds(cell) for cell in checked.cells)
    return Gathered(points, statements, replace(checked, cells=cells))


def _statement(key: str, quote: CheckedQuote, topic: str, said: ReplyPoint, names: NameMap | None) -> GatheredPoint:
    value = names.show(said.value) if names is not None else said.value
    return GatheredPoint(f"{quote.respondent}-{key}", quote.respondent, said.kind, topic, quote.text, value)


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
