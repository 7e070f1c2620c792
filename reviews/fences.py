"""Where a fenced block of code ends. Pure.

Models forget to close a fence, and wrap a whole text with fences of its own in one that is called Markdown. Intake and
rendering ask here, so that both see the same code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from reviews.characters import folded

MOST_LEFT_OPEN = 50  # fences of a text that are ended for it: each is looked for to the end

_MARKDOWN = frozenset(("markdown", "md"))
_FENCE = re.compile(r"\s*(?P<marks>```+(?=[^`]*$)|~~~+)[ \t]*(?P<info>\S?)")
_OPENS_WITHIN = re.compile(r"\s*(?:```+|~~~+)[ \t]*[A-Za-z]")
_HEADING = re.compile(r"\s*#{1,6}\s+(?P<words>.*\w.*)", re.DOTALL)
_NUMBER = re.compile(r"(?:(?:q|question )?\d{1,3}|[ivx]{1,5}) ")
_LONGEST_HEADING = 2_000


def code_end(
    lines: Sequence[str],
    start: int,
    marks: str,
    info: str,
    *,
    stops: Callable[[int], bool] = lambda at: False,
    ended: bool = True,
) -> tuple[int, int]:
    """The end of the code whose fence is line `start`.

    With it comes the line after its closing fence.

    `marks` are those of the fence, `info` stands beside them. At a line that `stops`, something begins that is no code,
    unless the fence is closed behind it. A fence that is left open ends there, if it is to be `ended`, else with the
    text.
    """
    closing = re.compile(rf"\s*{re.escape(marks)}{re.escape(marks[0])}*\s*")
    close = _closing(lines, start, closing, nested=True) if info.strip().lower() in _MARKDOWN else None
    if close is None:
        close = _closing(lines, start, closing, nested=False)
        last = len(lines) if close is None else close
        if ended:
            stop = next((at for at in range(start + 1, last) if stops(at)), last)
            if stop < last and (close is None or _is_left_open(lines, stop, close, marks, stops)):
                return stop, stop
    return (len(lines), len(lines)) if close is None else (close, close + 1)


def asks_one_of(questions: Iterable[str]) -> Callable[[str], bool]:
    """A test of whether a line is a heading that asks one.

    Case, numbers, punctuation and unseen characters do not count.
    """
    asked = {key for question in questions if (key := folded(question))}

    def asks(line: str) -> bool:
        heading = _HEADING.fullmatch(line) if asked and len(line) < _LONGEST_HEADING else None
        key = folded(heading["words"]) if heading else ""
        return key in asked or _NUMBER.sub("", key, count=1) in asked

    return asks


def _is_left_open(lines: Sequence[str], stop: int, close: int, marks: str, stops: Callable[[int], bool]) -> bool:
    """Whether line `close`, though it could, does not close the fence.

    Line `stop` stands before it. The fences from there to the next line that stops behind `close` are read both ways:
    as if the code went on up to `close`, and as if it had ended at `stop`. The way with fewer faults is right: a fence
    that names a language inside of code, and code that does not end.
    """
    goes_on, other = True, False  # whether a line is inside of code, if the code goes on, and if it does not
    faults = 0  # of the first way, less those of the other
    for at in range(stop, len(lines)):
        if stops(at):
            if at > close:
                break
            faults, other = faults - other, False
        fence = _FENCE.match(lines[at])
        if not fence or fence["marks"][0] != marks[0]:
            continue
        names = bool(fence["info"])
        faults += (goes_on and names) - (other and names)
        goes_on, other = (goes_on and names) or not goes_on, (other and names) or not other
    return faults + goes_on - other > 0


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
