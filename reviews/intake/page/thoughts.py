"""Find what a model thought before it answered.

A thought stands between marks at the beginnings or ends of lines. The same marks inside a sentence or code are text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from reviews.intake.page.blocks import Line
from reviews.intake.page.speaker_labels import find_markers

WHY = "thoughts, no part of the answer"

_TAGS = ("think", "thinking", "thought", "thoughts", "reasoning", "antthinking", "antml:thinking")
_LESS, _MORE = r"(?:\\?<|&lt;)", r"(?:>|&gt;)"
_FEWEST_WORDS = 3  # of a thought that a sentence goes on behind: "<think> and </think> are tags" is a sentence
_LONGEST_MARK = 200


class _ThoughtMarks(NamedTuple):
    """The marks of one kind; `opens` is matched at a line's beginning."""

    opens: re.Pattern[str]
    closes: re.Pattern[str]


_KINDS = (
    *(
        _ThoughtMarks(
            re.compile(rf"[ \t]*{_LESS}{tag}{_MORE}", re.IGNORECASE),
            re.compile(rf"{_LESS}/{tag}{_MORE}[ \t]*", re.IGNORECASE),
        )
        for tag in _TAGS
    ),
    _ThoughtMarks(re.compile(r"[ \t]*\\?\[THINK(?:\]|&#93;)"), re.compile(r"\\?\[/THINK(?:\]|&#93;)[ \t]*")),
    _ThoughtMarks(
        re.compile(r"[ \t]*<details\b[^<>]{0,200} type=[\"']?reasoning\b[^<>]{0,200}>", re.IGNORECASE),
        re.compile(r"</details>[ \t]*", re.IGNORECASE),
    ),
    _ThoughtMarks(re.compile(r"[ \t]*◁think▷"), re.compile(r"◁/think▷[ \t]*")),
    _ThoughtMarks(re.compile(r"[ \t]*:::thinking[ \t]*$"), re.compile(r"^[ \t]*:::[ \t]*$")),
    _ThoughtMarks(
        re.compile(
            r"[ \t]*(?:(?:thought|reasoned|worked) for \d{1,3} ?(?:s|m|seconds?|minutes?)(?: \d{1,2} ?s)?|"
            r"thought process|已(?:深度)?思考 ?[(（] ?用时 ?\d{1,4} ?秒 ?[)）])[ \t]*$",
            re.IGNORECASE,
        ),
        re.compile(r"^[ \t]*Done[ \t]*$"),
    ),
)
_TIMED = _KINDS[-1]
# How a model speaks to itself. An answer does not call its reader "the user".
_OF_THE_USER = re.compile(r"\bthe user\b|\buser['’]s (?:question|request|query)\b|用户", re.IGNORECASE)
_TO_ITSELF = re.compile(
    r"\b(?:i (?:should|need to|must|recall|will (?:structure|start|keep))|let me (?:think|see|recall|check|start)|hmm+|"
    r"wait,|maybe i|perhaps i|okay, so)\b|我(?:需要|应该|得|可以先)|让我",
    re.IGNORECASE,
)
_MUSES = re.compile(r"(?:hmm+|ok(?:ay)?, so|wait,|嗯)(?!\w)", re.IGNORECASE)
_ANSWERS = re.compile(r"[ \t]*(?:#{1,6} |\*\*|\||```)")
_MOST_BETWEEN = 2  # paragraphs of a thought that do not show that they are one
# Gemini's command line prints this between a thought and the words that follow it.
_THOUGHT_BEFORE = re.compile(r"(?:^[ \t]*|[.!?*][ \t]*)\\?\[Thought: true(?:\]|&#93;)", re.IGNORECASE)


def find_thoughts(lines: Sequence[Line], starts: Iterable[int] = (), *, unopened: bool = True) -> list[tuple[int, int]]:
    """The places of thoughts, as offsets (start, end) in order.

    `starts` are the indices of lines at which somebody begins to speak: no thought goes beyond one. A thought that is
    never closed is text. `unopened`: those that show their end alone count, too.
    """
    labels = set(starts)
    cuts = sorted({0, *labels, len(lines)})
    found: list[tuple[int, int]] = []
    for first, last in pairwise(cuts):
        found += _thoughts_of(lines[first + (first in labels) : last], unopened=unopened)
    return found


def _thoughts_of(lines: Sequence[Line], *, unopened: bool) -> Iterator[tuple[int, int]]:
    """Yield the thoughts in the words of one speaker."""
    index, position = 0, 0  # position: in the line at index
    told = _told_before(lines) or _told_below(lines) if unopened else 0
    if told:
        yield lines[0].start, told
    while index < len(lines):
        line = lines[index]
        kind, opening = _opening(line, position)
        if not kind or not opening or line.start + opening.start() < told:
            index, position = index + 1, 0
            continue
        end = _closing(lines, index, opening.end(), kind)
        if not end:
            index, position = index + 1, 0
            continue
        index, position = end
        yield line.start + opening.start(), lines[index].start + position


def _opening(line: Line, position: int) -> tuple[_ThoughtMarks | None, re.Match[str] | None]:
    """The mark at a line's beginning, or behind the thought before."""
    if not line.fenced:
        for kind in _KINDS:
            if opening := kind.opens.match(line.text, position):
                return kind, opening
    return None, None


def _closing(lines: Sequence[Line], first: int, position: int, kind: _ThoughtMarks) -> tuple[int, int] | None:
    """The line and the place in it at which a thought ends."""
    for index in range(first, len(lines)):
        line = lines[index]
        if index > first and not line.fenced and kind.opens.match(line.text):
            return None
        closing = None if line.fenced else kind.closes.search(line.text, position if index == first else 0)
        if not closing:
            continue
        before, after = line.text[: closing.start()].strip(), line.text[closing.end() :].strip()
        if index == first:
            words = len(line.text[position : closing.start()].split())
            is_whole = words >= _FEWEST_WORDS or not after[:1].islower()
            return (index, closing.end()) if is_whole else None
        if not before or not after:
            return index, closing.end()
    return _ends_by_its_words(lines, first) if kind is _TIMED else None


def _ends_by_its_words(lines: Sequence[Line], first: int) -> tuple[int, int] | None:
    """The end of a thought whose beginning alone has a mark.

    DeepSeek's page prints none at the end. The thought ends with the last paragraph in which the model speaks to
    itself, if the first one does, if it says "the user", does so twice or begins with "Hmm", and if something is left
    to be the answer.
    """
    end = none_since = shown = 0
    speaks_of_user = False
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if not line.words:
            continue
        of_user = _OF_THE_USER.search(line.text) is not None
        if line.fenced or _ANSWERS.match(line.text):
            break
        if of_user or _TO_ITSELF.search(line.text):
            end, none_since, shown = index, 0, shown + 1
            speaks_of_user = speaks_of_user or of_user
        elif not end or none_since == _MOST_BETWEEN:
            break
        else:
            none_since += 1
    begins = next((line for line in islice(lines, first + 1, None) if line.words), None)
    is_sure = speaks_of_user or shown > 1 or bool(begins and _MUSES.match(begins.words))
    is_thought = end and is_sure and any(line.words for line in islice(lines, end + 1, None))
    return (end, len(lines[end].text)) if is_thought else None


def _told_before(lines: Sequence[Line]) -> int:
    """The offset at which the words after unopened thoughts begin.

    Some models open their thoughts in the prompt, so that only the end shows. 0 if there are none.
    """
    end = 0
    opened: set[_ThoughtMarks] = set()
    first = next((line for line in lines if line.words), None)
    for line in lines:
        if line.fenced or not line.words:
            continue
        before = list(_THOUGHT_BEFORE.finditer(line.text))
        if before and not (line is first and _is_alone(before[-1], line)):
            end = line.start + before[-1].end()
        for kind in _KINDS[: len(_TAGS)]:
            if kind.opens.match(line.text):
                opened.add(kind)
            elif kind not in opened and (closing := kind.closes.match(line.words[:_LONGEST_MARK])):
                if closing.end() == len(line.words):
                    end = line.start + line.text.index(line.words) + closing.end()
                opened.add(kind)
    return end


def _told_below(lines: Sequence[Line]) -> int:
    """The offset at which the words after a paragraph of thoughts begin.

    Their mark stands alone above everything. 0 if there is none, or if nothing follows the paragraph.
    """
    index = next((index for index, line in enumerate(lines) if line.words), len(lines))
    if index == len(lines) or lines[index].fenced:
        return 0
    mark = _THOUGHT_BEFORE.match(lines[index].text)
    if not mark or not _is_alone(mark, lines[index]):
        return 0
    end = next((at for at in range(index + 1, len(lines)) if not lines[at].words), len(lines))
    follows = any(line.words for line in islice(lines, end, None))
    return lines[end - 1 if follows else index].end


def _is_alone(mark: re.Match[str], line: Line) -> bool:
    return not line.text[: mark.start()].strip() and not line.text[mark.end() :].strip()


def below_openings(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines at which a thought begins, and below.

    They go on to the next blank line, whether the thought is closed or not.
    """
    below: set[int] = set()
    is_below = False
    for index, line in enumerate(lines):
        is_below = bool(line.words) and (
            is_below or _opening(line, 0)[0] is not None or (not line.fenced and bool(_THOUGHT_BEFORE.match(line.text)))
        )
        if is_below:
            below.add(index)
    return below


def opens_with_thought(lines: Sequence[Line]) -> bool:
    """Whether a text begins with a mark that models put around thoughts.

    Words such as "Thought process" are none.
    """
    first = next((line for line in lines if line.words), None)
    if not first or first.fenced:
        return False
    marks = (*(kind.opens for kind in _KINDS if kind is not _TIMED), _THOUGHT_BEFORE)
    return any(mark.match(first.text) for mark in marks)


def without_thoughts(lines: list[Line]) -> list[Line]:
    """The lines, with those inside of closed thoughts emptied.

    So no word in a thought is taken for a label. What holds a label that is certain is no thought.
    """
    if not any(_opening(line, 0)[0] for line in lines):
        return lines
    certain = [marker.start for marker in find_markers(lines) if marker.certain]
    places = [
        (start, end)
        for start, end in find_thoughts(lines, unopened=False)
        if bisect_left(certain, start) == bisect_left(certain, end)
    ]
    kept: list[Line] = []
    at = 0
    for line in lines:
        while at < len(places) and places[at][1] <= line.start:
            at += 1
        is_inside = at < len(places) and places[at][0] < line.start
        kept.append(Line(line.start, line.start, "", "") if is_inside else line)
    return kept


def cut_at_thoughts(lines: Sequence[Line], thoughts: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines, each cut where a thought begins or ends."""
    places = sorted({place for thought in thoughts for place in thought})
    cut: list[Line] = []
    at = 0
    for line in lines:
        start = line.start
        while at < len(places) and places[at] < line.end:
            if places[at] > start:
                cut.append(_part(line, start, places[at]))
                start = places[at]
            at += 1
        while at < len(places) and places[at] <= line.end:
            at += 1
        cut.append(_part(line, start, line.end) if start > line.start else line)
    return cut


def _part(line: Line, start: int, end: int) -> Line:
    text = line.text[start - line.start : end - line.start]
    return Line(start, end, text, text.strip(), line.fenced)
