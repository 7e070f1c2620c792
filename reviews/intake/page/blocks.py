"""The lines and blocks of a text, and their places.

A block is a run of lines with no blank line between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from reviews.fences import MOST_LEFT_OPEN, code_end
from reviews.intake.page.phrases import BULLET

_FENCE = re.compile(r"[ \t]{0,3}(?P<marks>```+(?=[^`]*$)|~~~+)(?P<info>.*)", re.DOTALL)
_CODE_LINE = re.compile(
    r"\s*(?:import [\w.]+ as \w+$|from [\w.]+ import \w|"
    r"[{}()\[\]<>;,]+$|(?:import|from|def|class|function|const|let|var|return|public|private|static|if|for|while|elif|"
    r"else|try|catch|except|print|puts|echo|sudo|pip|npm|npx|git|cd|curl|docker|SELECT|INSERT|UPDATE|CREATE|#include|using|"
    r"package|export|async|await|end|fn|func|impl|struct|require)\b(?:[^?]*[;:{}()=,\[\]\\/\"'<>_-][^?]*|\s*\w*)$|//|/\*|<\?|<!|"
    r"</?\w[^>]*>|\$ |>>> |@\w+|[\w.\[\]\"']+\s*[-+*/|&]?=\s*\S|[\w.]+\(.*\)[;:{]?$|.*[;{]\s*(?:(?://|#).*)?$|"
    r"[\"']\w+[\"']\s*:\s*[\"'{\[\d]|#\s*\w|[\w./-]++(?:\s++(?=[\w./=-]*[_/.\\-]\w)[\w./=-]++)++$)|(?: {4,}|\t)\S"
)


class Line(NamedTuple):
    """`text[start:end]` of a document, without its line end.

    `words` is the same without white space around it. `fenced`: it stands inside a Markdown code fence.
    """

    start: int
    end: int
    text: str
    words: str
    fenced: bool = False


def lines_of(
    text: str, start: int = 0, end: int | None = None, *, fences: bool = False, stops: Set[int] = frozenset()
) -> list[Line]:
    """The lines of `text[start:end]`.

    With `fences`, lines in Markdown code fences are marked. A fence that is left open ends at a line that begins at one
    of the places `stops`.
    """
    end = len(text) if end is None else end
    lines: list[Line] = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position:stop]
        lines.append(Line(position, stop, line, line.strip()))
        position = stop + 1
    if fences:
        _mark_fenced(lines, stops)
    return lines


def _mark_fenced(lines: list[Line], stops: Set[int]) -> None:
    """Mark the lines in code fences, the fences included."""
    index = left_open = 0
    texts: list[str] = []
    ends: set[int] = set()
    while index < len(lines):
        fence = _FENCE.fullmatch(lines[index].text)
        if not fence:
            index += 1
            continue
        if not texts:
            texts = [line.text for line in lines]
            ends = {at for at, line in enumerate(lines) if line.start in stops}
        first = index
        last, index = code_end(
            texts, first, fence["marks"], fence["info"], stops=ends.__contains__, ended=left_open < MOST_LEFT_OPEN
        )
        left_open += last == index
        lines[first:index] = [line._replace(fenced=True) for line in lines[first:index]]


def is_code_line(line: str) -> bool:
    """Whether a line looks like code, a command or data."""
    return _CODE_LINE.match(line[:200]) is not None


def code_share(lines: Sequence[str]) -> float:
    """The share of lines that look like code, from 0 to 1."""
    return sum(map(is_code_line, lines)) / max(1, len(lines))


class PageBlock(NamedTuple):
    """Lines that belong together.

    `gap` counts the blank lines before it, `gap_after` those after it.
    """

    lines: tuple[Line, ...]
    gap: int
    gap_after: int

    @property
    def text(self) -> str:
        return "\n".join([line.text for line in self.lines])


def blocks_of(lines: list[Line]) -> list[PageBlock]:
    """The blocks of some lines.

    A Markdown code fence and its content are one block.
    """
    runs: list[tuple[int, list[Line]]] = []
    gap = 0
    open_block = False
    for line in lines:
        if not line.words and not (line.fenced and open_block):
            gap += 1
            open_block = False
            continue
        if open_block:
            runs[-1][1].append(line)
        else:
            runs.append((gap, [line]))
        gap, open_block = 0, True
    gaps_after = [*(gap for gap, _ in runs), gap][1:]
    return [PageBlock(tuple(run), before, after) for (before, run), after in zip(runs, gaps_after, strict=True)]


def with_lines_apart(blocks: list[PageBlock]) -> list[PageBlock]:
    """The blocks, with the first lines of each as blocks.

    Any of them can be a paragraph of its own: chat pages print a prompt and the answer below it with no blank line
    between. On a page with hardly any blank lines, all lines are taken apart. Lines of code, and items of a list, stay
    together. A line that is cut off has no gap before it.
    """
    lines = sum(len(block.lines) for block in blocks)
    most = lines if lines > 20 and len(blocks) < lines / 8 else _FIRST_LINES
    apart: list[PageBlock] = []
    for block in blocks:
        parts = _parts(block.lines, most)
        for index, part in enumerate(parts):
            gap = 0 if index else block.gap
            apart.append(PageBlock(part, gap, block.gap_after if index == len(parts) - 1 else 0))
    return apart


def _parts(lines: tuple[Line, ...], most: int) -> list[tuple[Line, ...]]:
    parts: list[list[Line]] = []
    kind = ""
    for line in lines:
        before, kind = kind, _kind(line)
        if parts and (before == kind != "prose" or len(parts) > most):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [tuple(part) for part in parts]


def _kind(line: Line) -> str:
    if line.fenced:
        return "fence"
    if BULLET.match(line.words):
        return "list"
    return "code" if is_code_line(line.text) else "prose"


_FIRST_LINES = 6
