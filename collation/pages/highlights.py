"""The words that Compare paints in the passages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from collation.agreement.caveats import Place
from collation.cells import Cell, Passage
from collation.pages.board import Board

Span = tuple[int, int, int]
"""(response_id, start, end), in code points."""

Evidence = Mapping[Place, Sequence[Span]]
"""The words that people's marks quote, by cell."""

Painted = tuple[int, int, str]
"""(start, end, kind) of words to paint.

The kind is alone, hit or linked, or "" for the words that carry a verdict.
"""


def painted(board: Board, evidence: Evidence, alone: Sequence[Span] = ()) -> dict[tuple[str, Passage], list[Painted]]:
    """What can be painted in each passage shown, by the row's key.

    `alone` are the words that nobody else says.
    """
    kinds: dict[tuple[str, Passage], list[Painted]] = {}
    for row, cell, passage in board.passages():
        spans = [*((span, "") for span in carrying(cell, evidence)), *((span, "alone") for span in alone)]
        if board.found:
            spans += [(span, "hit") for span in board.found.in_cell(cell)]
        if board.words:
            spans.append(((board.words.response_id, board.words.start, board.words.end), "linked"))
        turn = cell.respondent.turns[passage.response]
        kinds[row.question.key, passage] = [
            (*part, kind)
            for (response, start, end), kind in spans
            if response == passage.response_id and start < passage.end and passage.start < end
            for part in turn.spans(start, end)
        ]
    return kinds


def kinds_in(kinds: Iterable[Sequence[Painted]]) -> frozenset[str]:
    """The kinds of highlights that there are, by their names in addresses."""
    return frozenset(kind or "evidence" for spans in kinds for _start, _end, kind in spans)


def switched_on(spans: Sequence[Painted], off: Sequence[str]) -> list[Painted]:
    """The spans of the kinds that are not off."""
    return [span for span in spans if (span[2] or "evidence") not in off]


def carrying(cell: Cell, evidence: Evidence) -> Sequence[Span]:
    """The spans that carry the verdict.

    The suggestion's if it is the verdict, else those that marks quote.
    """
    suggested = cell.suggestion
    if cell.verdict.origin == "suggestion" and suggested.response_id is not None:
        return [(suggested.response_id, suggested.start, suggested.end)]
    return evidence.get((cell.question.question_id, cell.respondent.transcript_id), ())
