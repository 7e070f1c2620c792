"""Caveats beside a verdict: terms not in the paper, dependent agreement. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from collation import wording
from collation.agreement.independence import Dependence, dependences
from collation.cells import Cell, Collation, Row
from collation.facts.reviewed import FactReading
from reviews.scale import word

Place = tuple[int, int]
"""A cell, by its question_id and transcript_id."""


@dataclass(frozen=True)
class Backing:
    """Findings in the paper's stored text for a cell's passages.

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

        A value that was found suggests nothing: it does not prove the statement around it.
        """
        return "contradicted" if self.contradicted else "not_found" if self.not_found else ""

    @property
    def briefly(self) -> str:
        """The reason for the suggested answer, in a few words.

        "" if nothing suggests one.
        """
        count = len(self.not_found)
        if self.contradicted:
            return f"{wording.SEARCHED[self.searched]} has another value"
        terms = wording.several(count, "term", wording.number(count))
        return f"{terms} {wording.looked_up('not_found', self.searched)}" if count else ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Sentences on each term and value that was looked up."""
        results = (("contradicted", self.contradicted), ("not_found", self.not_found), ("found", self.found))
        return tuple(
            f"{wording.looked_up(status, self.searched).capitalize()}: {wording.listed(list(terms))}."
            for status, terms in results
            if terms
        )


@dataclass(frozen=True)
class DependentAgreement:
    """Respondents who agree on `value` but not independently.

    `why` holds the reasons.
    """

    value: str
    names: tuple[str, ...]
    why: tuple[Dependence, ...]

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
    rows: Mapping[int, tuple[DependentAgreement, ...]] = field(default_factory=dict)
    contradictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_CAVEATS = Caveats()


def backings(collation: Collation, facts: FactReading) -> dict[Place, Backing]:
    """The backing of each scored cell with something to look up.

    Empty if nothing of the paper is stored.
    """
    if facts.searched not in wording.SEARCHED:
        return {}
    looked_up = _looked_up(facts)
    all_backings = {
        (cell.question.question_id, cell.respondent.transcript_id): _backing(cell, looked_up, facts.searched)
        for row in collation.rows
        if row.question.scored
        for cell in row.cells
    }
    return {place: backing for place, backing in all_backings.items() if backing}


def contradictions(facts: FactReading) -> dict[str, tuple[str, ...]]:
    """Topics on which a respondent contradicts itself, by its key.

    These are only topics that a person confirmed.
    """
    topics: dict[str, tuple[str, ...]] = {}
    for fact in facts.facts:
        for respondent in fact.self_contradictions:
            topics[respondent] = (*topics.get(respondent, ()), f"“{fact.fact.topic}”")
    return topics


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
    """The terms and values that were looked up, by response."""
    by_response: dict[int, list[_LookedUp]] = {}
    for missing in facts.ungrounded:
        by_response.setdefault(missing.response_id, []).append(
            _LookedUp(missing.start, missing.end, "missing", missing.term)
        )
    for fact in facts.facts:
        for value, paper in zip(fact.fact.values, facts.grounding[fact.topic], strict=True):
            for quote in value.quotes if paper.status != "not_found" else ():
                entry = _LookedUp(quote.start, quote.end, paper.status, value.value, paper.quote, paper.page)
                by_response.setdefault(quote.response_id, []).append(entry)
    return by_response


def _backing(cell: Cell, looked_up: Mapping[int, Sequence[_LookedUp]], searched: str) -> Backing | None:
    inside = [
        entry
        for passage in cell.reading.passages
        for entry in looked_up.get(passage.response_id, ())
        if passage.start < entry.end and entry.start < passage.end
    ]
    if not inside:
        return None

    def words(status: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.words for entry in inside if entry.status == status))

    shown = next((entry for status in ("contradicted", "found") for entry in inside if entry.status == status), None)
    source = (shown.quote, shown.page) if shown else ("", None)
    return Backing(searched, words("missing"), words("contradicted"), words("found"), *source)


def dependent_agreements(
    collation: Collation, paper_addresses: Sequence[str]
) -> dict[int, tuple[DependentAgreement, ...]]:
    """Agreements on scored questions that are not independent, by question_id."""
    all_agreements = {
        row.question.question_id: _row(row, paper_addresses) for row in collation.rows if row.question.scored
    }
    return {question: agreements for question, agreements in all_agreements.items() if agreements}


def _row(row: Row, paper_addresses: Sequence[str]) -> tuple[DependentAgreement, ...]:
    groups: dict[str, list[Cell]] = {}
    for cell in row.cells:
        if cell.verdict.value in row.question.scale:
            groups.setdefault(cell.verdict.value or "", []).append(cell)
    agreements = []
    for value, cells in groups.items():
        if why := dependences([cell.respondent for cell in cells], paper_addresses):
            agreements.append(DependentAgreement(value, tuple(cell.respondent.name for cell in cells), why))
    return tuple(agreements)
