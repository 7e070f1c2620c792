"""Statements of a response: sentences and table cells in their context. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collation.language.words import plain, sentences, trimmed, typed
from collation.record import Block, Turn

_LABEL = re.compile(r"[\W_]{0,4}([^\W_][^:?!.\n\t]{0,60}):(?=\s+\S)")

_LONGEST = 600  # characters of a statement; a longer one is cut, so that each is read in bounded time


@dataclass(frozen=True)
class Statement:
    """A statement, `text[start:end]`.

    `text[whole_start:whole_end]`, its sentence or table row, is fit to be quoted. `label` is the words before its colon
    or the first cell of its row, `column` the head of its column, and `heading` the last heading before it; each typed
    plainly (`words.typed`), "" if there is none.
    """

    start: int
    end: int
    whole_start: int
    whole_end: int
    label: str = ""
    column: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Account:
    """A response prepared for extraction.

    Its text typed plainly, the same in lower case, and its statements in order. Both texts are as long as the
    response's own, so that offsets count in all three.
    """

    text: str
    lowered: str
    statements: tuple[Statement, ...]


def account(turn: Turn) -> Account:
    """Prepare a response for extraction.

    Code makes no statement. Linear in the length of the text.
    """
    text = typed(turn.legible)
    return Account(text, plain(turn.legible), tuple(_statements(text, turn.blocks)))


def _statements(text: str, blocks: tuple[Block, ...]) -> list[Statement]:
    statements: list[Statement] = []
    heading = ""
    columns: list[str] | None = None
    for block in blocks or (Block("paragraph", 0, 0, len(text)),):
        if block.kind == "row":
            cells = _cells(text, block)
            if columns is not None:
                statements.extend(_of_row(text, cells, columns, heading))
            else:
                columns = [text[start : min(end, start + _LONGEST)] for start, end in cells]
            continue
        columns = None
        if block.kind == "code":
            continue
        if block.kind == "heading":
            heading = text[block.start : min(block.end, block.start + _LONGEST)]
        for sentence in sentences(text, block.start, block.end):
            for start, end in _pieces(text, *sentence):
                label = _LABEL.match(text, start, end)
                statements.append(Statement(start, end, start, end, label[1].strip() if label else "", "", heading))
    return statements


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range, cut at blanks if it is too long to quote."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield trimmed(text, start, cut)
        start = cut
    first, last = trimmed(text, start, end)
    if first < last:
        yield first, last


def _cells(text: str, row: Block) -> list[tuple[int, int]]:
    cells = []
    offset = row.start
    for cell in text[row.start : row.end].split("\t"):
        cells.append(trimmed(text, offset, offset + len(cell)))
        offset += len(cell) + 1
    return cells


def _of_row(text: str, cells: list[tuple[int, int]], columns: list[str], heading: str) -> list[Statement]:
    first, last = trimmed(text, cells[0][0], cells[-1][1])
    label = text[slice(*cells[0])][:_LONGEST]
    return [
        Statement(
            start,
            end,
            first if last - first <= _LONGEST else start,
            last if last - first <= _LONGEST else end,
            "" if i == 0 else label,
            columns[i] if i < len(columns) else "",
            heading,
        )
        for i, cell in enumerate(cells)
        for start, end in _pieces(text, *cell)
    ]
