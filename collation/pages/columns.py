"""The heads of Compare, and the choice of its columns. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collation.cells import Collation
from collation.pages.arrangement import Arrangement
from collation.record import Respondent, version_beside
from reviews.scale import BASES, THIN_BASES


@dataclass(frozen=True)
class Head:
    """The head of a column."""

    key: str
    name: str
    version: str
    said_on: date | None
    round: int
    basis: str
    thin: bool
    quote: str
    hits: int = 0

    @property
    def provenance(self) -> str:
        """Version, date and round: "5.2, 3 February 2026 · round 2".

        Without the version if the name holds it.
        """
        date = f"{self.said_on.day} {self.said_on:%B %Y}".replace(" ", "\N{NO-BREAK SPACE}") if self.said_on else ""
        first = ", ".join(filter(None, (version_beside(self.name, self.version), date)))
        return " · ".join(filter(None, (first, f"round {self.round}" if self.round > 1 else "")))


@dataclass(frozen=True)
class ColumnChoice:
    """A column in the form that arranges columns.

    `left` and `right` are the queries of the arrangements with it moved, None if it cannot move.
    """

    head: Head
    shown: bool
    left: str | None
    right: str | None


def columns(collation: Collation, arrangement: Arrangement) -> tuple[ColumnChoice, ...]:
    """The columns in the reader's order, those hidden last."""
    heads = {respondent.key: head_of(respondent) for respondent in collation.respondents}
    last = len(arrangement.columns) - 1
    shown = [
        ColumnChoice(
            heads[key],
            True,
            arrangement.moved(key, -1).query or "?view=everybody" if at else None,
            arrangement.moved(key, 1).query or "?view=everybody" if at < last else None,
        )
        for at, key in enumerate(arrangement.columns)
    ]
    return (*shown, *(ColumnChoice(heads[key], False, None, None) for key in arrangement.hidden))


def head_of(respondent: Respondent) -> Head:
    return Head(
        key=respondent.key,
        name=respondent.name,
        version=respondent.version,
        said_on=respondent.said_on,
        round=respondent.round,
        basis=BASES[respondent.evidence_basis].capitalize(),
        thin=respondent.evidence_basis in THIN_BASES,
        quote=respondent.evidence_quote,
    )
