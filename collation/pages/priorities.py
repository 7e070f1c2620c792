"""Priorities: rows and facts that differ most and are settled least. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from collation.cells import Collation, Row
from collation.facts.reviewed import ReviewedFact
from collation.pages.facts import anchor, title
from collation.wording import counted, enough_read, listed, number, stands

MOST = 6
"""How many things are looked at first."""

_BY_MARKS = 0.5  # how far agreeing marks settle a cell; a resolution settles it in full


@dataclass(frozen=True)
class Matter:
    """Something on which respondents may differ.

    `parting` and `settled` run from 0 to 1; `why` gives the reason in words.
    `kind` is row, readers, fact or finding; `key` finds it on its own page.
    """

    kind: str
    key: str
    label: str
    parting: float
    settled: float
    why: str = ""

    @property
    def anchor(self) -> str:
        """The id of its element on its own page."""
        return f"row-{self.key}" if self.kind in ("row", "readers") else self.key


@dataclass(frozen=True)
class Priority:
    """A matter with its score: parting × (1 − settled)."""

    matter: Matter
    score: float


def first_look(collation: Collation, facts: Iterable[ReviewedFact]) -> tuple[Priority, ...]:
    """The rows and facts to look at first, at most `MOST`.

    Rows on which readers differ come before all others.

    The key of a fact is its place on the page of facts.
    """
    rows = [row for row in collation.rows if row.question.scored]
    readers = [Priority(matter, 1 - matter.settled) for row in rows if (matter := _readers_differ(row))]
    others = look_here_first(rows, [_matter(fact) for fact in facts if fact.fact.diverges])
    return (*sorted(readers, key=lambda one: -one.score), *others)[:MOST]


def _readers_differ(row: Row) -> Matter | None:
    """A row whose readers suggest different values for the same answers.

    None if people have marked all of these.
    """
    differing = [cell for cell in row.cells if cell.readers_differ]
    undecided = [cell for cell in differing if cell.verdict.origin not in ("marks", "resolution")]
    if not undecided:
        return None
    return Matter(
        kind="readers",
        key=row.question.key,
        label=f"Readers differ: {row.question.text}",
        parting=1.0,
        settled=1 - len(undecided) / len(differing),
        why=f"They read {listed([cell.respondent.name for cell in undecided])} differently.",
    )


def look_here_first(rows: Sequence[Row], others: Iterable[Matter] = ()) -> tuple[Priority, ...]:
    """The matters of the rows and the others, highest score first.

    Those that do not differ or are settled are left out.
    Equal scores keep their order, rows first. With less than half of the cells read, no row is among them.
    Raises ValueError for a parting or share outside 0 to 1.
    """
    if not enough_read(rows):
        rows = ()
    matters = [matter for row in rows if (matter := matter_of(row))] + list(others)
    for one in matters:
        if not (0 <= one.parting <= 1 and 0 <= one.settled <= 1):
            raise ValueError(f"{one.label}: parting and settled are shares from 0 to 1")
    ranked = [Priority(one, one.parting * (1 - one.settled)) for one in matters]
    return tuple(sorted((one for one in ranked if one.score > 0), key=lambda one: -one.score))


def matter_of(row: Row) -> Matter | None:
    """A row as a matter.

    Its divergence, and the share of its cells with a verdict that people settled.
    A resolution settles a cell in full and marks that agree by half; a suggestion, split marks and what waits to be
    confirmed again settle nothing. None for a row that has no divergence, or of which less than half is read.
    """
    if row.divergence is None or not row.tells:
        return None
    held = [cell for cell in row.first if cell.verdict.rank is not None]
    resolved = sum(bool(cell.resolution and not cell.resolution.confirm_again) for cell in held)
    marked = sum(cell.verdict.origin == "marks" and not cell.verdict.split for cell in held)
    return Matter(
        kind="row",
        key=row.question.key,
        label=row.question.text,
        parting=row.divergence,
        settled=(resolved + _BY_MARKS * marked) / len(held) if held else 0.0,
        why=f"Divergence {row.divergence:.2f}, {counted(row)}. {stands(row)}. "
        f"{number(resolved).capitalize()} of {len(held)} settled{f', {marked} marked alike' if marked else ''}.",
    )


def _matter(one: ReviewedFact) -> Matter:
    """A fact as a matter.

    It parts by the share of pairs of respondents without a common value. A review settles it.
    """
    values = [value for value in one.fact.values if value.known]
    said: dict[str, set[str]] = {}
    for value in values:
        for respondent in value.respondents:
            said.setdefault(respondent, set()).add(value.key)
    pairs = list(combinations(said.values(), 2))
    apart = sum(not a & b for a, b in pairs)
    return Matter(
        kind="fact",
        key=anchor(one.topic),
        label=title(one.fact),
        parting=apart / len(pairs) if pairs else 0.0,
        settled=0.0 if one.decision == "open" else 1.0,
        why=f"Said of it: {listed([value.value for value in values])}.",
    )
