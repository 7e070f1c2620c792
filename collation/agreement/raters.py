"""Agreement of respondents over questions and of reviewers over cells. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from collation.agreement.alpha import Agreement, Pair, agreement, pairs
from collation.cells import Cell, Collation, Row
from collation.wording import number, suggesters
from reviews.scale import rank, widest_first

Scale = tuple[str, ...]

_NEEDED = {
    "cell": "Two reviewers must mark the same cells before their agreement can be measured.",
    "question": "Two respondents need a verdict on the same questions before their agreement can be measured.",
}


@dataclass(frozen=True)
class Raters:
    """Agreement of several raters, over all units and in pairs.

    `names` gives each rater's name by key; pairs name raters by key. `left_out` says in sentences what does not count;
    `suggested` counts the values that are only suggestions, `suggested_by` says whose.
    """

    names: Mapping[str, str]
    agreement: Agreement
    pairs: tuple[Pair, ...]
    left_out: tuple[str, ...]
    suggested: int = 0
    suggested_by: str = ""
    unit: str = "cell"
    """The unit: reviewers rate cells, respondents rate questions."""

    @property
    def needed(self) -> str:
        """A sentence on what is missing if nothing can be measured."""
        return _NEEDED[self.unit]

    @property
    def caveats(self) -> tuple[str, ...]:
        """Sentences on values that are only suggested or left out."""
        if not self.suggested:
            return self.left_out
        verdicts = "1 verdict in it is" if self.suggested == 1 else f"{self.suggested} verdicts in it are"
        return (f"{verdicts} only suggested by {self.suggested_by}.", *self.left_out)


@dataclass(frozen=True)
class Distribution:
    """Counts of the marks of one cell.

    `counts` holds (value, how many) over the scale, lowest first, then other values.
    """

    cell: Cell
    counts: tuple[tuple[str, int], ...]


def respondents(collation: Collation) -> Raters:
    """Compute the agreement of the respondents.

    A unit is a scored question, a value the rank of a cell's effective verdict.
    """
    rows, scale, other = on_one_scale(collation)
    ratings = {
        respondent.key: [rank(row.cells[column].verdict.value, scale) for row in rows]
        for column, respondent in enumerate(collation.respondents)
    }
    missing = sum(value is None for values in ratings.values() for value in values)
    suggested = [
        cell
        for row in rows
        for cell in row.cells
        if cell.verdict.origin == "suggestion" and cell.verdict.value in scale
    ]
    return Raters(
        {respondent.key: respondent.name for respondent in collation.respondents},
        agreement(zip(*ratings.values(), strict=True), "ordinal", categories=range(len(scale))),
        pairs(ratings),
        (*other, *_left_out(missing, "cell", "without a verdict on the scale")),
        len(suggested),
        suggesters(suggested),
        unit="question",
    )


def reviewers(collation: Collation) -> Raters:
    """Compute the agreement of the reviewers.

    A unit is a cell, a value the rank of a reviewer's mark.
    """
    rows, scale, other = on_one_scale(collation)
    cells = [cell for row in rows for cell in row.cells if cell.marks]
    people = dict.fromkeys(mark.by for cell in cells for mark in cell.marks)
    cell_values = [{mark.by: mark.value for mark in cell.marks} for cell in cells]
    ratings = {name: [rank(values.get(name), scale) for values in cell_values] for name in people}
    off = sum(value not in scale for values in cell_values for value in values.values())
    return Raters(
        {name: name for name in people},
        agreement(zip(*ratings.values(), strict=True), "ordinal", categories=range(len(scale))),
        pairs(ratings),
        (*other, *_left_out(off, "mark", "that names an absence or abstains")),
    )


def distributions(collation: Collation) -> tuple[Distribution, ...]:
    """Cells on which reviewers differ, in the order of the conflicts."""
    differing = []
    for row in collation.rows:
        for cell in row.cells:
            counts = Counter(mark.value for mark in cell.marks)
            if len(counts) > 1:
                order = (*row.question.scale, *sorted(counts.keys() - set(row.question.scale)))
                shown = tuple((value, counts[value]) for value in order if value in row.question.scale or counts[value])
                differing.append(Distribution(cell, shown))
    return tuple(sorted(differing, key=lambda one: widest_first(one.cell.spread)))


def on_one_scale(collation: Collation) -> tuple[list[Row], Scale, tuple[str, ...]]:
    """The scored rows on the scale that most of them share.

    Returns them with that scale, and sentences on the rows that are left out.
    """
    scored = [row for row in collation.rows if row.question.scored]
    if not scored:
        return [], (), ()
    scale = Counter(row.question.scale for row in scored).most_common(1)[0][0]
    rows = [row for row in scored if row.question.scale == scale]
    return rows, scale, _left_out(len(scored) - len(rows), "question", "on another scale")


def _left_out(count: int, noun: str, why: str) -> tuple[str, ...]:
    if not count:
        return ()
    is_one = count == 1
    plural = why if is_one else why.replace("names", "name").replace("abstains", "abstain")
    return (
        f"{number(count).capitalize()} {noun}{'' if is_one else 's'} {plural} {'is' if is_one else 'are'} left out.",
    )
