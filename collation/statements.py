"""A response as statements: each sentence or table cell, with the label, column and heading it stands under. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collation.record import Block, Turn
from collation.words import plain, sentences, trimmed, typed

_LABEL = re.compile(r"[\W_]{0,4}([^\W_][^:?!.\n\t]{0,60}):(?=\s+\S)")


@dataclass(frozen=True)
class Statement:
    """`text[start:end]` says something; `text[whole_start:whole_end]`, its sentence or table row, is fit to be quoted.

    `label` is the words before its colon or the first cell of its row, `column` the head of its column, and `heading`
    the last heading before it; each typed plainly (`words.typed`), "" where there is none.
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
    """A response made ready: its text typed plainly, the same in lower case, and its statements in order.

    Both texts are as long as the response's own, so that offsets count in all three.
    """

    text: str
    lowered: str
    statements: tuple[Statement, ...]


def account(turn: Turn) -> Account:
    """The response as an account; code makes no statement. Linear in the length of the text."""
    text = typed(turn.text)
    return Account(text, plain(turn.text), tuple(_statements(text, turn.blocks)))


def _statements(text: str, blocks: tuple[Block, ...]) -> list[Statement]:
    found: list[Statement] = []
    heading = ""
    columns: list[str] | None = None
    for block in blocks or (Block("paragraph", 0, 0, len(text)),):
        if block.kind == "row":
            cells = _cells(text, block)
            if columns is not None:
                found.extend(_of_row(text, cells, columns, heading))
            else:
                columns = [text[start:end] for start, end in cells]
            continue
        columns = None
        if block.kind == "code":
            continue
        if block.kind == "heading":
            heading = text[block.start : block.end]
        for start, end in sentences(text, block.start, block.end):
            label = _LABEL.match(text, start, end)
            found.append(Statement(start, end, start, end, label[1].strip() if label else "", "", heading))
    return found


def _cells(text: str, row: Block) -> list[tuple[int, int]]:
    cells = []
    at = row.start
    for cell in text[row.start : row.end].split("\t"):
        cells.append(trimmed(text, at, at + len(cell)))
        at += len(cell) + 1
    return cells


def _of_row(text: str, cells: list[tuple[int, int]], columns: list[str], heading: str) -> list[Statement]:
    whole = trimmed(text, cells[0][0], cells[-1][1])
    label = text[slice(*cells[0])]
    return [
        Statement(start, end, *whole, "" if i == 0 else label, columns[i] if i < len(columns) else "", heading)
        for i, (start, end) in enumerate(cells)
        if start < end
    ]
