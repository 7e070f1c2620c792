"""What to look at first: rows, facts and findings by how much they part and how little of them is settled. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collation.reading import Row
from reviews.scale import word

_BY_MARKS = 0.5  # how far agreeing marks settle a cell; a resolution settles it in full


@dataclass(frozen=True)
class Matter:
    """Something on which respondents may part: `parting` and `settled` from 0 to 1, `why` what they are made of.

    `kind` is row, fact or finding; `key` finds it on its own page.
    """

    kind: str
    key: str
    label: str
    parting: float
    settled: float
    why: str = ""


@dataclass(frozen=True)
class Priority:
    """A matter with its score, parting × (1 − settled), and the reason for its place in words."""

    matter: Matter
    score: float
    reason: str


def look_here_first(rows: Sequence[Row], others: Iterable[Matter] = ()) -> tuple[Priority, ...]:
    """The matters of the rows and the others, highest score first; what does not part or is settled is left out.

    Equal scores keep their order, rows first. Raises ValueError for a parting or share outside 0 to 1.
    """
    matters = [matter for row in rows if (matter := matter_of(row))] + list(others)
    for one in matters:
        if not (0 <= one.parting <= 1 and 0 <= one.settled <= 1):
            raise ValueError(f"{one.label}: parting and settled are shares from 0 to 1")
    ranked = [Priority(one, one.parting * (1 - one.settled), _reason(one)) for one in matters]
    return tuple(sorted((one for one in ranked if one.score > 0), key=lambda one: -one.score))


def matter_of(row: Row) -> Matter | None:
    """A row as a matter: its divergence, and the share of its cells with a verdict that people settled.

    A resolution settles a cell in full and marks that agree by half; an engine's suggestion, split marks and what waits
    to be confirmed again settle nothing. None for a row that has no divergence.
    """
    if row.divergence is None:
        return None
    held = [cell for cell in row.cells if cell.verdict.split or cell.verdict.value in row.question.scale]
    resolved = sum(bool(cell.resolution and not cell.resolution.confirm_again) for cell in held)
    marked = sum(cell.verdict.origin == "marks" and not cell.verdict.split for cell in held)
    values = ", ".join(word(cell.verdict.value) if cell.verdict.value else "split" for cell in held)
    return Matter(
        kind="row",
        key=row.question.key,
        label=row.question.text,
        parting=row.divergence,
        settled=(resolved + _BY_MARKS * marked) / len(held) if held else 0.0,
        why=f"Verdicts: {values}. Of {len(held)}, {resolved} settled by the team and {marked} by marks alone.",
    )


def _reason(one: Matter) -> str:
    return f"Parts by {one.parting:.2f} and is {one.settled:.0%} settled. {one.why}".strip()
