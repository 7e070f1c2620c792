"""What would settle most, and who agrees for different reasons. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collation.readers.check import CheckedCell, CheckedFact


@dataclass(frozen=True)
class RankedCrux:
    """What would settle a fact, and how many cells depend on it."""

    fact: CheckedFact
    text: str
    cells: tuple[tuple[str, str], ...]


def ranked_cruxes(facts: Iterable[CheckedFact]) -> tuple[RankedCrux, ...]:
    """The cruxes of facts, those first that most distinct cells depend on.

    Equal ones keep their order.
    """
    cruxes = [
        RankedCrux(fact, fact.settled_by.text, tuple(dict.fromkeys(fact.settled_by.cells)))
        for fact in facts
        if fact.settled_by is not None
    ]
    return tuple(sorted(cruxes, key=lambda crux: -len(crux.cells)))


def different_grounds(cells: Iterable[CheckedCell]) -> frozenset[tuple[str, str]]:
    """The cells that reach a verdict on grounds of their own.

    Each is a question and a respondent.

    Another cell of the question has the same verdict, both name findings, and none of those is one of this cell.
    """
    by_verdict: dict[tuple[str, str], list[CheckedCell]] = {}
    for cell in cells:
        if cell.verdict is not None and cell.grounds:
            by_verdict.setdefault((cell.question, cell.verdict), []).append(cell)
    return frozenset(
        (cell.question, cell.respondent)
        for alike in by_verdict.values()
        if len(alike) > 1
        for cell in alike
        if not any(set(cell.grounds) & set(other.grounds) for other in alike if other is not cell)
    )
