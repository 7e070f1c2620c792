"""What a reader's reply comes to, as its page shows it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from collation.readers.checked import Checked, CheckedCell, CheckedFinding
from collation.readers.texts import SheetQuestion, SheetText
from collation.record import Suggestion
from collation.wording import listed

DROPPED_FROM = {
    "cell": "Verdicts",
    "fact": "Facts",
    "finding": "Findings",
    "evidence_basis": "Evidence bases",
    "label": "Labels",
}
"""What something was dropped from, in words."""

MOST_SHOWN = 100
"""How much of one kind a page shows of what was dropped."""


@dataclass(frozen=True)
class PreviewCell:
    """One cell of a reply: `value` is its verdict or state.

    "" if the reply lacks it. `suspect` if its words address the reader.
    """

    name: str
    value: str
    quote: str
    reason: str
    suspect: bool


@dataclass(frozen=True)
class PreviewRow:
    """What a reply says of one question."""

    question: str
    cells: tuple[PreviewCell, ...]


def verdict_rows(
    checked: Checked, questions: Sequence[SheetQuestion], texts: Sequence[SheetText]
) -> tuple[PreviewRow, ...]:
    """The verdicts of a reply as a small matrix."""
    by_place = {(cell.question, cell.respondent): cell for cell in checked.cells}
    return tuple(
        PreviewRow(question.text, tuple(_cell(text.name, by_place.get((question.key, text.key))) for text in texts))
        for question in questions
    )


def _cell(name: str, cell: CheckedCell | None) -> PreviewCell:
    if cell is None:
        return PreviewCell(name, "", "", "", False)
    quote = cell.quote
    value = cell.verdict or cell.state
    return PreviewCell(name, value, quote.text if quote else "", cell.reason, bool(quote and quote.suspect))


@dataclass(frozen=True)
class PreviewQuote:
    """Words of a respondent, and the value that they give, or ""."""

    name: str
    text: str
    value: str = ""
    opposes: bool = False


@dataclass(frozen=True)
class PreviewPoint:
    """A fact or a finding of a reply.

    `notes` say what it is, in a word or two each.
    """

    title: str
    notes: tuple[str, ...]
    quotes: tuple[PreviewQuote, ...]
    settled_by: str = ""


def fact_points(checked: Checked, names: Mapping[str, str]) -> tuple[PreviewPoint, ...]:
    """The facts of a reply, those that diverge first."""
    return tuple(
        PreviewPoint(
            fact.topic,
            (
                fact.kind,
                *(["the values differ"] if fact.diverges else []),
                *(f"{names[key]} contradicts itself" for key in fact.self_contradictions),
            ),
            tuple(PreviewQuote(names[one.respondent], one.quote.text, one.value) for one in fact.values),
            fact.settled_by.text if fact.settled_by else "",
        )
        for fact in sorted(checked.facts, key=lambda fact: not fact.diverges)
    )


def finding_points(checked: Checked, names: Mapping[str, str]) -> tuple[PreviewPoint, ...]:
    """The findings of a reply, in its order."""
    return tuple(
        PreviewPoint(
            finding.title,
            (finding.kind, _voices(finding, names)),
            (
                *(PreviewQuote(names[quote.respondent], quote.text) for quote in finding.raised_by),
                *(PreviewQuote(names[quote.respondent], quote.text, opposes=True) for quote in finding.opposed_by),
            ),
        )
        for finding in checked.findings
    )


def _voices(finding: CheckedFinding, names: Mapping[str, str]) -> str:
    told = listed([names[key] for key in finding.raisers])
    against = listed([names[key] for key in finding.opposers])
    return f"{told}; against it {against}" if against else told


@dataclass(frozen=True)
class DroppedGroup:
    """What was dropped of one kind.

    `items` are {what, place, why, quote}, at most MOST_SHOWN; `more` is the number of the others.
    """

    title: str
    items: tuple[Mapping[str, str], ...]
    more: int


def dropped_groups(dropped: Iterable[Mapping[str, str]]) -> tuple[DroppedGroup, ...]:
    """What was dropped, by what it was dropped from."""
    order = list(DROPPED_FROM)
    known = [one for one in dropped if one["what"] in DROPPED_FROM]
    ordered = sorted(known, key=lambda one: order.index(one["what"]))
    groups = []
    for what, given in groupby(ordered, lambda one: one["what"]):
        items = tuple(given)
        groups.append(DroppedGroup(DROPPED_FROM[what], items[:MOST_SHOWN], max(len(items) - MOST_SHOWN, 0)))
    return tuple(groups)


@dataclass(frozen=True)
class DisputedCell:
    """A cell for which readers suggest different values.

    `values` pairs each value with those who suggest it.
    """

    question: SheetQuestion
    respondent: SheetText
    values: tuple[tuple[str, str], ...]


def disputed_cells(
    questions: Sequence[SheetQuestion],
    texts: Sequence[SheetText],
    suggestions: Mapping[tuple[str, str], Sequence[Suggestion]],
) -> tuple[DisputedCell, ...]:
    """The cells where readers differ, in the order of the matrix.

    `suggestions` are given by the keys of question and respondent.
    """
    found = []
    for question, text in product(questions, texts):
        by_value: dict[str, list[str]] = {}
        for one in suggestions.get((question.key, text.key), ()):
            if one.value and one.leads:
                by_value.setdefault(one.value, []).append(one.by)
        if len(by_value) > 1:
            values = tuple((value, listed(names)) for value, names in by_value.items())
            found.append(DisputedCell(question, text, values))
    return tuple(found)
