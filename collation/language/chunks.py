"""Chunks of a response that a person can place. Pure.

Headings, lines of paragraphs, items with all that hangs below, tables; and their parts: sentences, rows, lines of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from collation.language.words import sentences, trimmed
from collation.record import Block

_STOP = re.compile(r"[。！？；｡]+[」』”’）]*|[।؟۔]+")
_LONGEST_PART = 400  # characters of a sentence that can be chosen alone; a longer one is cut between words
LONGEST_CHOICE = 1_200  # characters of a piece that can be chosen whole


@dataclass(frozen=True)
class Chunk:
    """A chunk, `text[start:end]`, in code points.

    `kind` is that of its first block; rows together are a table.
    """

    kind: str
    start: int
    end: int


def chunks(blocks: Sequence[Block], text: str) -> tuple[Chunk, ...]:
    """Cut a text into chunks, in order, without overlap.

    Every block lies in one. Without blocks the text is one.
    """
    result: list[Chunk] = []
    top = 0
    for block in blocks:
        last = result[-1] if result else None
        if last and _goes_with(block, last, top):
            result[-1] = replace(last, end=block.end)
            continue
        if block.kind == "paragraph":
            result += [Chunk("paragraph", start, end) for start, end in _lines(text, block.start, block.end)]
        else:
            result.append(Chunk("table" if block.kind == "row" else block.kind, block.start, block.end))
        top = block.level
    return tuple(result) if result or not text.strip() else (Chunk("paragraph", 0, len(text)),)


def chunk_at(blocks: Sequence[Block], text: str, offset: int) -> int:
    """The start of the chunk that holds the offset.

    "at-" and this number is the anchor on the page of the response.
    """
    return max((chunk.start for chunk in chunks(blocks, text) if chunk.start <= offset), default=0)


def parts(chunk: Chunk, text: str) -> tuple[tuple[int, int], ...]:
    """The sentences, rows or lines of code of a chunk.

    In order and trimmed. A sentence or a line has at most a few hundred characters. No words of the chunk lie outside
    of them.
    """
    lines = _lines(text, chunk.start, chunk.end)
    if chunk.kind == "table":
        return tuple(lines)
    spans = lines if chunk.kind == "code" else [part for line in lines for part in _sentences(text, *line)]
    return tuple(part for span in spans for part in _cut(text, *span))


def joined(spans: Iterable[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """The spans in order, merged if only white space parts them."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and not text[whole[-1][1] : start].strip():
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(whole)


def _goes_with(block: Block, last: Chunk, top: int) -> bool:
    """Whether a block belongs to the chunk before it.

    Rows go with their table, quoted paragraphs with each other, items with the one that they hang below.
    """
    if block.kind == "row":
        return last.kind == "table"
    if block.kind == "item":
        return last.kind == "item" and block.level > top
    return block.kind == "quote" and last.kind == "quote"


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of `text[start:end]` that say something, trimmed."""
    lines, offset = [], start
    for line in text[start:end].split("\n"):
        first, last = trimmed(text, offset, offset + len(line))
        lines += [(first, last)] if first < last else []
        offset += len(line) + 1
    return lines


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in sentences(text, start, end):
        begin = first
        for stop in _STOP.finditer(text, first, last):
            yield trimmed(text, begin, stop.end())
            begin = stop.end()
        if text[begin:last].strip():
            yield trimmed(text, begin, last)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, in pieces if it is long.

    A piece ends between words if there is a blank.
    """
    while end - start > _LONGEST_PART:
        space = max(text.rfind(" ", start, start + _LONGEST_PART), text.rfind("\t", start, start + _LONGEST_PART))
        stop = space if space > start else start + _LONGEST_PART
        yield trimmed(text, start, stop)
        start = trimmed(text, stop, end)[0]
    if start < end:
        yield start, end
