"""The blocks of a text: runs of lines with nothing blank between them, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reviews.intake.code_lines import is_code_line

_FENCE = re.compile(r"[ \t]{0,3}(```+|~~~+)")


class Line(NamedTuple):
    """`text[start:end]` of a document without its line end, and its `words`, the same without white space around.

    `fenced` says that it stands inside a Markdown code fence.
    """

    start: int
    end: int
    text: str
    words: str
    fenced: bool = False


def lines_of(text: str, start: int = 0, end: int | None = None, *, fences: bool = False) -> Iterator[Line]:
    """The lines of `text[start:end]`; with `fences`, those in Markdown code fences say so."""
    end = len(text) if end is None else end
    closing = ""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        fenced = bool(closing)
        if fences and (fence := _FENCE.match(line)):
            if not closing:
                closing, fenced = fence[1], True
            elif fence[1].startswith(closing) and not line.strip(" \t`~"):
                closing = ""
        yield Line(at, stop, line, line.strip(), fenced)
        at = stop + 1


class Block(NamedTuple):
    """Lines that belong together. `gap` counts the blank lines before it, `gap_after` those after."""

    lines: tuple[Line, ...]
    gap: int
    gap_after: int

    @property
    def text(self) -> str:
        return "\n".join([line.text for line in self.lines])


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks of some lines. Where a page has no blank lines to speak of, each line is a block.

    A Markdown code fence is one block with what is in it.
    """
    filled = [line for line in lines if line.words]
    single = len(filled) > 20 and len(lines) - len(filled) < len(filled) // 25
    found: list[tuple[int, list[Line]]] = []
    gap = 0
    open_block = False
    for line in lines:
        if not line.words and not (line.fenced and open_block):
            gap += 1
            open_block = False
            continue
        if open_block and (not single or line.fenced):
            found[-1][1].append(line)
        else:
            found.append((gap, [line]))
        gap, open_block = 0, True
    gaps_after = [*(gap for gap, _ in found), gap][1:]
    return [Block(tuple(held), before, after) for (before, held), after in zip(found, gaps_after, strict=True)]


def with_first_lines_apart(blocks: list[Block]) -> list[Block]:
    """The same, where the first line of a block could be a paragraph of its own, cut after it.

    Chat pages print a prompt and the answer below it with no blank line between; the part cut off has no gap
    before it.
    """
    found: list[Block] = []
    for block in blocks:
        first, *rest = block.lines
        if rest and not first.fenced and len(first.words) < _LONGEST_FIRST_LINE and not is_code_line(first.text):
            found += [Block((first,), block.gap, 0), Block(tuple(rest), 0, block.gap_after)]
        else:
            found.append(block)
    return found


_LONGEST_FIRST_LINE = 600
