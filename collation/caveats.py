"""What to bear in mind beside a verdict: terms that the paper does not hold, agreement that counts for less. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from collation import wording
from collation.convergence import Agreeing, Discount, discounts
from collation.reading import Cell, Collation, Row
from collation.reviewed_facts import FactReading
from reviews.scale import word

Place = tuple[int, int]
"""A cell, by its question_id and transcript_id."""

WHERE = {"abstract": "the abstract", "full_text": "the full text"}


@dataclass(frozen=True)
class Backing:
    """What of a cell's passages was found in the paper's stored text.

    `not_found` are named terms, `contradicted` values for which the paper has another; both as the respondent says
    them. `found` are values that it has too. `quote` is the paper's sentence on the first contradicted, else found.
    """

    searched: str
    not_found: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    quote: str = ""

    @property
    def suggested(self) -> str:
        """The word on support that this suggests: contradicted or not_found, or "" for none: a word that is found
        is no proof of what is said with it."""
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
    """Respondents of a row who agree on `value`, and why that counts for less."""

    value: str
    names: tuple[str, ...]
    why: tuple[Discount, ...]

    @property
    def sentence(self) -> str:
        return f"{wording.listed(list(self.names))} agree on “{word(self.value)}”."


@dataclass(frozen=True)
class Caveats:
    """The backing of cells for which there is something to say, and the discounts of rows by question_id."""

    cells: Mapping[Place, Backing] = field(default_factory=dict)
    rows: Mapping[int, tuple[Discounted, ...]] = field(default_factory=dict)


NO_CAVEATS = Caveats()


def backings(collation: Collation, facts: FactReading) -> dict[Place, Backing]:
    """The backing of every cell of a scored question of which something was looked for."""
    found = {
        (cell.question.question_id, cell.respondent.transcript_id): backing(cell, facts)
        for row in collation.rows
        if row.question.scored
        for cell in row.cells
    }
    return {place: one for place, one in found.items() if one}


def backing(cell: Cell, facts: FactReading) -> Backing | None:
    """What was found of a cell's passages; None where nothing was looked for, or nothing of the paper is stored."""
    if facts.searched not in WHERE:
        return None

    def inside(response_id: int, start: int, end: int) -> bool:
        return any(
            passage.response_id == response_id and passage.start < end and start < passage.end
            for passage in cell.reading.passages
        )

    missing = [one.term for one in facts.ungrounded if inside(one.response_id, one.start, one.end)]
    given = [
        (value.value, found)
        for one in facts.facts
        for value, found in zip(one.fact.values, facts.grounding[one.topic], strict=True)
        if any(inside(quote.response_id, quote.start, quote.end) for quote in value.quotes)
    ]
    other = [(value, found.quote) for value, found in given if found.status == "contradicted"]
    held = [(value, found.quote) for value, found in given if found.status == "found"]
    if not (missing or other or held):
        return None
    return Backing(
        facts.searched,
        tuple(dict.fromkeys(missing)),
        tuple(dict.fromkeys(value for value, _ in other)),
        tuple(dict.fromkeys(value for value, _ in held)),
        (other or held or [("", "")])[0][1],
    )


def discounted(collation: Collation, paper_addresses: Sequence[str]) -> dict[int, tuple[Discounted, ...]]:
    """The agreements on the scored questions that count for less than they seem, by question_id."""
    found = {row.question.question_id: _row(row, paper_addresses) for row in collation.rows if row.question.scored}
    return {question: one for question, one in found.items() if one}


def _row(row: Row, paper_addresses: Sequence[str]) -> tuple[Discounted, ...]:
    groups: dict[str, list[Cell]] = {}
    for cell in row.cells:
        if cell.verdict.value in row.question.scale:
            groups.setdefault(cell.verdict.value or "", []).append(cell)
    told = []
    for value, cells in groups.items():
        agreeing = [
            Agreeing(cell.respondent, tuple(passage.text for passage in cell.reading.passages)) for cell in cells
        ]
        if why := discounts(agreeing, paper_addresses):
            told.append(Discounted(value, tuple(cell.respondent.name for cell in cells), why))
    return tuple(told)
