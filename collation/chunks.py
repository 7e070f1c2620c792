"""The pieces of a response that a person can place: headings, paragraphs, items with what hangs below, tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from collation.record import Block


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
        found.append(Chunk("table" if block.kind == "row" else block.kind, block.start, block.end))
        top = block.level
    return tuple(found) if found or not text.strip() else (Chunk("paragraph", 0, len(text)),)


def chunk_at(blocks: Sequence[Block], text: str, offset: int) -> int:
    """Where the piece begins that holds the offset: its place on the page of the response is "at-" and this."""
    return max((chunk.start for chunk in chunks(blocks, text) if chunk.start <= offset), default=0)


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
