"""Where a fenced block of code ends. Pure.

Models forget to close a fence, and wrap a whole text with fences of its own in one that is called Markdown. Intake and
rendering ask here, so that both see the same code.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

MOST_LEFT_OPEN = 50  # fences of a text that are ended for it: each is looked for to the end

_MARKDOWN = frozenset(("markdown", "md"))
_OPENS_WITHIN = re.compile(r"\s*(?:```+|~~~+)[ \t]*[A-Za-z]")
_ASKS = re.compile(r"\s*#{2,6} .*[?？]\s*")


def code_end(
    lines: Sequence[str], start: int, marks: str, info: str, *, stops: Container[int] = (), ended: bool = True
) -> tuple[int, int]:
    """The end of the code whose fence is line `start`.

    With it comes the line after its closing fence.

    `marks` are those of the fence, `info` stands beside them. A fence that is left open ends at the next of the lines
    `stops` and of the headings that ask a question, if it is to be `ended`, else with the text.
    """
    closing = re.compile(rf"\s*{re.escape(marks)}{re.escape(marks[0])}*\s*")
    close = _closing(lines, start, closing, nested=True) if info.strip().lower() in _MARKDOWN else None
    if close is None:
        close = _closing(lines, start, closing, nested=False)
        last = len(lines) if close is None else close
        if ended:
            stop = next((at for at in range(start + 1, last) if at in stops or _ASKS.fullmatch(lines[at])), last)
            if stop < last and (close is None or any(map(_OPENS_WITHIN.match, lines[stop:last]))):
                return stop, stop
    return (len(lines), len(lines)) if close is None else (close, close + 1)


def _closing(lines: Sequence[str], start: int, closing: re.Pattern[str], *, nested: bool) -> int | None:
    """The line that closes the fence.

    With `nested`, fences in it close first.
    """
    depth = 0
    for at in range(start + 1, len(lines)):
        if closing.fullmatch(lines[at]):
            if not depth:
                return at
            depth -= 1
        elif nested and _OPENS_WITHIN.match(lines[at]):
            depth += 1
    return None
