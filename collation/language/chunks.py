"""The pieces of a response that a person can place: headings, lines of paragraphs, items with what hangs below, tables;
and what each is made of: sentences, rows, lines of code. Pure."""

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
    """`text[start:end]`, in code points. `kind` is that of its first block; rows together are a table."""

    kind: str
    start: int
    end: int


def chunks(blocks: Sequence[Block], text: str) -> tuple[Chunk, ...]:
    """The chunks of a text, in order, without overlap; every block lies in one. Without blocks the text is one."""
    found: list[Chunk] = []
    top = 0
    for block in blocks:
        last = found[-1] if found else None
        if last and _goes_with(block, last, top):
            found[-1] = replace(last, end=block.end)
            continue
        if block.kind == "paragraph":
            found += [Chunk("paragraph", start, end) for start, end in _lines(text, block.start, block.end)]
        else:
            found.append(Chunk("table" if block.kind == "row" else block.kind, block.start, block.end))
        top = block.level
    return tuple(found) if found or not text.strip() else (Chunk("paragraph", 0, len(text)),)


def chunk_at(blocks: Sequence[Block], text: str, offset: int) -> int:
    """Where the piece begins that holds the offset: its place on the page of the response is "at-" and this."""
    return max((chunk.start for chunk in chunks(blocks, text) if chunk.start <= offset), default=0)


def parts(chunk: Chunk, text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a chunk, the rows of a table, the lines of code: in order, trimmed; a sentence or a line has a
    few hundred characters at most. All of what the chunk says lies in one."""
    lines = _lines(text, chunk.start, chunk.end)
    if chunk.kind == "table":
        return tuple(lines)
    said = lines if chunk.kind == "code" else [part for line in lines for part in _sentences(text, *line)]
    return tuple(part for span in said for part in _cut(text, *span))


def joined(spans: Iterable[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """The spans in order, those made one that overlap, touch, or have only white space between them."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and not text[whole[-1][1] : start].strip():
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(whole)


def _goes_with(block: Block, last: Chunk, top: int) -> bool:
    """Rows go with their table, quoted paragraphs with each other, items with the one that they hang below."""
    if block.kind == "row":
        return last.kind == "table"
    if block.kind == "item":
        return last.kind == "item" and block.level > top
    return block.kind == "quote" and last.kind == "quote"


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of `text[start:end]` that say something, trimmed."""
    found, at = [], start
    for line in text[start:end].split("\n"):
        first, last = trimmed(text, at, at + len(line))
        found += [(first, last)] if first < last else []
        at += len(line) + 1
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in sentences(text, start, end):
        at = first
        for stop in _STOP.finditer(text, first, last):
            yield trimmed(text, at, stop.end())
            at = stop.end()
        if text[at:last].strip():
            yield trimmed(text, at, last)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, in pieces that end between words where it is long and words end."""
    while end - start > _LONGEST_PART:
        space = max(text.rfind(" ", start, start + _LONGEST_PART), text.rfind("\t", start, start + _LONGEST_PART))
        stop = space if space > start else start + _LONGEST_PART
        yield trimmed(text, start, stop)
        start = trimmed(text, stop, end)[0]
    if start < end:
        yield start, end
