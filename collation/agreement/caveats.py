"""Caveats beside a verdict: terms not in the paper, dependent agreement. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from collation import wording
from collation.agreement.independence import Discount, discounts
from collation.cells import Cell, Collation, Row
from collation.facts.reviewed import FactReading
from reviews.scale import word

Place = tuple[int, int]
"""A cell, by its question_id and transcript_id."""

WHERE = {"abstract": "the abstract", "full_text": "the full text"}


@dataclass(frozen=True)
class Backing:
    """What of a cell's passages was found in the paper's stored text.

    `not_found` are named terms, `contradicted` values for which the paper has another; both as the respondent says
    them. `found` are values that it has too. `quote` is the paper's sentence on the first contradicted, else found, and
    `page` its page, from 1; None in the abstract.
    """

    searched: str
    not_found: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    quote: str = ""
    page: int | None = None

    @property
    def suggested(self) -> str:
        """The suggested answer on support: contradicted, not_found or "".

        A value that was found suggests nothing: it does not prove what is said with it.
        """
        return "contradicted" if self.contradicted else "not_found" if self.not_found else ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was looked for, and with what result."""
        where = WHERE[self.searched]
        told = (
            (f"Another value in {where}", self.contradicted),
            (f"Not found in {where}", self.not_found),
            (f"Found in {where}", self.found),
        )
        return tuple(f"{what}: {wording.listed(list(terms))}." for what, terms in told if terms)


@dataclass(frozen=True)
class Discounted:
    """Respondents who agree on `value` but not independently.

    `why` holds the reasons.
    """

    value: str
    names: tuple[str, ...]
    why: tuple[Discount, ...]

    @property
    def sentence(self) -> str:
        return f"{wording.listed(list(self.names))} agree on “{word(self.value)}”."


@dataclass(frozen=True)
class Caveats:
    """The caveats of a comparison.

    `cells` holds the backing of each cell that has one, `rows` the dependent agreements by question_id, and
    `contradictions` the topics on which a respondent contradicts itself, by its key.
    """

    cells: Mapping[Place, Backing] = field(default_factory=dict)
    rows: Mapping[int, tuple[Discounted, ...]] = field(default_factory=dict)
    contradictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_CAVEATS = Caveats()


def backings(collation: Collation, facts: FactReading) -> dict[Place, Backing]:
    """The backing of each scored cell with something to look up.

    Empty if nothing of the paper is stored.
    """
    if facts.searched not in WHERE:
        return {}
    looked_up = _looked_up(facts)
    found = {
        (cell.question.question_id, cell.respondent.transcript_id): _backing(cell, looked_up, facts.searched)
        for row in collation.rows
        if row.question.scored
        for cell in row.cells
    }
    return {place: one for place, one in found.items() if one}


def contradictions(facts: FactReading) -> dict[str, tuple[str, ...]]:
    """Topics on which a respondent contradicts itself, by its key.

    Only topics that a person confirmed.
    """
    found: dict[str, tuple[str, ...]] = {}
    for one in facts.facts:
        for respondent in one.self_contradictions:
            found[respondent] = (*found.get(respondent, ()), f"“{one.fact.topic}”")
    return found


@dataclass(frozen=True)
class _LookedUp:
    """A term or value in `text[start:end]`, as searched in the paper."""

    start: int
    end: int
    status: str
    words: str
    quote: str = ""
    page: int | None = None


def _looked_up(facts: FactReading) -> dict[int, list[_LookedUp]]:
    """What was looked for, by response."""
    found: dict[int, list[_LookedUp]] = {}
    for one in facts.ungrounded:
        found.setdefault(one.response_id, []).append(_LookedUp(one.start, one.end, "missing", one.term))
    for fact in facts.facts:
        for value, paper in zip(fact.fact.values, facts.grounding[fact.topic], strict=True):
            for quote in value.quotes if paper.status != "not_found" else ():
                told = _LookedUp(quote.start, quote.end, paper.status, value.value, paper.quote, paper.page)
                found.setdefault(quote.response_id, []).append(told)
    return found


def _backing(cell: Cell, looked_up: Mapping[int, Sequence[_LookedUp]], searched: str) -> Backing | None:
    inside = [
        one
        for passage in cell.reading.passages
        for one in looked_up.get(passage.response_id, ())
        if passage.start < one.end and one.start < passage.end
    ]
    if not inside:
        return None

    def words(status: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.words for one in inside if one.status == status))

    shown = next((one for status in ("contradicted", "found") for one in inside if one.status == status), None)
    told = (shown.quote, shown.page) if shown else ("", None)
    return Backing(searched, words("missing"), words("contradicted"), words("found"), *told)


def discounted(collation: Collation, paper_addresses: Sequence[str]) -> dict[int, tuple[Discounted, ...]]:
    """Agreements on scored questions that are not independent, by question_id."""
    found = {row.question.question_id: _row(row, paper_addresses) for row in collation.rows if row.question.scored}
    return {question: one for question, one in found.items() if one}


def _row(row: Row, paper_addresses: Sequence[str]) -> tuple[Discounted, ...]:
    groups: dict[str, list[Cell]] = {}
    for cell in row.cells:
        if cell.verdict.value in row.question.scale:
            groups.setdefault(cell.verdict.value or "", []).append(cell)
    told = []
    for value, cells in groups.items():
        if why := discounts([cell.respondent for cell in cells], paper_addresses):
            told.append(Discounted(value, tuple(cell.respondent.name for cell in cells), why))
    return tuple(told)
