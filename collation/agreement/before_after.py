"""Agreement of the reviewers before and after they discussed. Pure.

Before is what each reviewer submitted first, after is what counts now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collation.agreement.alpha import Agreement, agreement
from collation.agreement.raters import on_one_scale
from collation.cells import Collation
from reviews.scale import rank

NO_MARKS = "Nobody has marked anything yet: there is nothing to compare."
NOTHING_CHANGED = "Nobody has changed a mark since submitting it first: there is nothing to compare."


@dataclass(frozen=True)
class FirstMark:
    """What a reviewer submitted first for a cell.

    `saw_others` says whether others' marks of the cell were visible then; None if it is not known.
    """

    value: str
    saw_others: bool | None = None


@dataclass(frozen=True)
class BeforeAfter:
    """Agreement on the same marks, first and now.

    `marks` counts the marks compared, `changed` those that say something else now, and `alone` those that were first
    made while others' marks could not be seen. `why` says why there is nothing to compare, else "".
    """

    before: Agreement
    after: Agreement
    marks: int
    changed: int
    alone: int
    why: str = ""


Firsts = Mapping[tuple[int, int, str], FirstMark]
"""First marks by question id, transcript id and reviewer's name."""


def before_after(collation: Collation, firsts: Firsts) -> BeforeAfter:
    """Compare the standing marks with the first ones.

    Marks whose first value is not known are left out of both, and so are questions on another scale.
    """
    rows, scale, _ = on_one_scale(collation)
    both = [
        [
            (firsts[place], mark.value)
            for mark in cell.marks
            if (place := (mark.question_id, mark.transcript_id, mark.by)) in firsts
        ]
        for row in rows
        for cell in row.cells
    ]
    marks = [pair for unit in both for pair in unit]
    changed = sum(first.value != now for first, now in marks)
    categories = range(len(scale))
    return BeforeAfter(
        agreement([[rank(first.value, scale) for first, _ in unit] for unit in both], "ordinal", categories=categories),
        agreement([[rank(now, scale) for _, now in unit] for unit in both], "ordinal", categories=categories),
        len(marks),
        changed,
        sum(first.saw_others is False for first, _ in marks),
        "" if changed else NOTHING_CHANGED if marks else NO_MARKS,
    )
