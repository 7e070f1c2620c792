"""The words that Compare paints in the passages. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from collation.agreement.caveats import Place
from collation.cells import Cell, Collation, Passage
from collation.pages.arrangement import Arrangement, order_of, rows_of

Span = tuple[int, int, int]
"""(response_id, start, end), in code points."""

Evidence = Mapping[Place, Sequence[Span]]
"""The words that people's marks quote, by cell."""


def painted(
    collation: Collation, arrangement: Arrangement, evidence: Evidence
) -> dict[tuple[str, Passage], list[tuple[int, int]]]:
    """The spans to paint in each passage shown, by the row's key."""
    return {
        (row.question.key, passage): [
            span
            for response, start, end in carrying(row.cells[at], evidence)
            if response == passage.response_id
            for span in row.cells[at].respondent.turns[passage.response].spans(start, end)
        ]
        for row in rows_of(collation, arrangement)
        for at in order_of(collation, arrangement)
        for passage in row.cells[at].reading.passages
    }


def carrying(cell: Cell, evidence: Evidence) -> Sequence[Span]:
    """The spans that the team sees painted.

    The suggestion's if it is the verdict, else those that marks quote.
    """
    suggested = cell.suggestion
    if cell.verdict.origin == "suggestion" and suggested.response_id is not None:
        return [(suggested.response_id, suggested.start, suggested.end)]
    return evidence.get((cell.question.question_id, cell.respondent.transcript_id), ())
