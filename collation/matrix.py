"""The matrix as it is shown: scored questions × respondents, every cell with the words that carry it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from collation import wording
from collation.reading import Cell, Collation, Row, Verdict
from collation.spread import Spread, Stand, initials, spread
from reviews.scale import divergence

Place = tuple[int, int]
"""A cell, by its question_id and transcript_id."""


@dataclass(frozen=True)
class MatrixCell:
    """What a cell shows. `value` is its verdict, "split", or "" where there is none.

    `quote` holds the respondent's words that carry it, `note` our own words where there are none to quote.
    """

    question: str
    respondent: str
    name: str
    value: str
    word: str
    provisional: bool
    quote: str
    note: str
    tally: str
    settled: bool
    threads: int
    confirm_again: bool


@dataclass(frozen=True)
class MatrixRow:
    """A question, its cells in the order of the columns, and where they stand."""

    key: str
    text: str
    cells: tuple[MatrixCell, ...]
    spread: Spread
    ends: tuple[str, str]
    stands: str
    divergence: str


@dataclass(frozen=True)
class Matrix:
    """`hidden` counts the rows left out because nobody parts there."""

    rows: tuple[MatrixRow, ...]
    sentence: str
    hidden: int = 0


def matrix(
    collation: Collation, threads: Mapping[Place, int], *, diverging: bool = False, decided: bool = False
) -> Matrix:
    """The scored rows of a collation, laid out. `threads` counts the open ones of each cell.

    `diverging` leaves out the rows without divergence; `decided` leaves out the engine's suggestions, and every figure
    rests on what people said alone.
    """
    rows = [row for row in collation.rows if row.question.scored]
    if decided:
        rows = [_decided(row) for row in rows]
    shown = [row for row in rows if row.divergence or not diverging]
    short = initials([respondent.name for respondent in collation.respondents])
    return Matrix(
        tuple(_row(row, short, threads) for row in shown), wording.where_they_part(rows), len(rows) - len(shown)
    )


def carrying_words(cell: Cell) -> str:
    """The respondent's words that carry the verdict of a cell: the surest mark's evidence for it, else the engine's."""
    value = cell.verdict.value
    marked = [mark for mark in cell.marks if mark.quote and mark.value == value]
    if marked:
        return max(marked, key=lambda mark: mark.confidence or 0).quote
    return cell.reading.suggestion.quote if value and cell.reading.suggestion.verdict == value else ""


def _decided(row: Row) -> Row:
    cells = tuple(
        replace(cell, verdict=Verdict(None, None)) if cell.verdict.origin == "suggestion" else cell
        for cell in row.cells
    )
    values = [cell.verdict.value for cell in cells]
    return replace(
        row,
        cells=cells,
        divergence=divergence(values, row.question.scale),
        counted=sum(value in row.question.scale for value in values),
    )


def _row(row: Row, short: Iterable[str], threads: Mapping[Place, int]) -> MatrixRow:
    stands = [
        Stand(initial, cell.verdict.value, cell.verdict.origin == "suggestion")
        for initial, cell in zip(short, row.cells, strict=True)
        if cell.verdict.value in row.question.scale
    ]
    return MatrixRow(
        key=row.question.key,
        text=row.question.text,
        cells=tuple(_cell(cell, threads) for cell in row.cells),
        spread=spread(stands, row.question.scale),
        ends=(wording.word(row.question.scale[0]), wording.word(row.question.scale[-1])),
        stands=wording.stands(row),
        divergence=wording.divergence_of(row),
    )


def _cell(cell: Cell, threads: Mapping[Place, int]) -> MatrixCell:
    verdict, resolution = cell.verdict, cell.resolution
    value = verdict.value or ("split" if verdict.split else "")
    quote = carrying_words(cell)
    note = wording.absence(cell)
    if not quote and not note and resolution:
        note = resolution.why
    elif not value:
        note = cell.reading.suggestion.reason if not cell.marks else ""
    return MatrixCell(
        question=cell.question.key,
        respondent=cell.respondent.key,
        name=cell.respondent.name,
        value=value,
        word=wording.word(value) if value else "no verdict yet",
        provisional=verdict.origin == "suggestion",
        quote=wording.shortened(quote, 140),
        note=note,
        tally=wording.tally(cell.marks),
        settled=resolution is not None,
        threads=threads.get((cell.question.question_id, cell.respondent.transcript_id), 0),
        confirm_again=any(mark.confirm_again for mark in cell.marks)
        or bool(resolution is not None and resolution.confirm_again),
    )
