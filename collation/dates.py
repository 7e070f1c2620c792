"""Dates that respondents give: when the paper was published or revised, when its subject was released. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from collation.facts import Mention
from collation.statements import Account
from collation.words import plain

_MONTHS = {name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?P<{}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
_DATE = re.compile(
    rf"(?<![\w-])(?:{_MONTH.format('a')} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('b')},? (?P<year2>(?:19|20)\d\d)"
    rf"|{_MONTH.format('c')},? (?P<year3>(?:19|20)\d\d)"
    r"|(?P<year4>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day4>\d\d))(?![\w-])"
)
_EVENTS = {
    "revised": ("Revised", re.compile(r"\b(?:revis|updat|v[2-9]\b|amend|correct)\w*")),
    "published": (
        "Published",
        re.compile(r"\b(?:submit|publish|appeared|posted|dated|upload|preprint|arxiv|paper is from|came out)\w*|"
            r"^when\b|\bpaper date\b|^date\b"),
    ),
    "released": ("Released", re.compile(r"\b(?:releas|launch|announc|unveil|made available|went live|"
        r"open-sourced)\w*")),
}  # fmt: skip


def dates(account: Account) -> Iterator[Mention]:
    """The dates of which one response says what happened on them; a month alone holds for any of its days."""
    lowered = account.lowered
    for statement in account.statements:
        edge = statement.start
        for match in _DATE.finditer(lowered, statement.start, statement.end):
            ahead = lowered[edge : match.start()]
            edge = match.end()
            label = plain(f"{statement.label} {statement.column}") if not ahead.strip() else ""
            named = [
                (found[-1].end(), event)
                for event, (_, words) in _EVENTS.items()
                if (found := list(words.finditer(f"{label} {ahead}".strip())))
            ]
            span = _span(match)
            if named and span:
                event = max(named)[1]
                first, last = span
                yield Mention(
                    "quantity",
                    _EVENTS[event][0],
                    f"date:{event}",
                    account.text[match.start() : match.end()],
                    first.isoformat() if first == last else f"{first:%Y-%m}",
                    statement.whole_start,
                    statement.whole_end,
                    low=float(first.toordinal()),
                    high=float(last.toordinal()),
                )


def spans_of_dates(lowered: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where dates stand in `lowered[start:end]`: their numbers measure nothing."""
    return [match.span() for match in _DATE.finditer(lowered, start, end)]


def _span(match: re.Match[str]) -> tuple[date, date] | None:
    """The first and the last day that a date may mean, or None where there is no such day."""
    month_name = match["a"] or match["b"] or match["c"]
    year = int(match["year"] or match["year2"] or match["year3"] or match["year4"])
    month = _MONTHS[month_name] if month_name else int(match["month"])
    day = match["day"] or match["day2"] or match["day4"]
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= monthrange(year, month)[1]):
        return None
    if day:
        return date(year, month, int(day)), date(year, month, int(day))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
