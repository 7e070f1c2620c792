"""Find the questions that everyone is asked, as headings of an answer.

A text that answers them keeps each as a heading: `## 1. Does it work?`, `**Does it work?**`, `1. Does it work?`. Such a
line is part of the answer; it is nobody's next prompt, and none follows it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reviews.characters import folded
from reviews.intake.page.blocks import Line

_SIGNS = re.compile(
    r"\s*(?:>\s*)*(?:[-*+•]\s+)?(?P<heading>#{1,6}\s+)?(?P<bold>\*\*|__)?(?:[^\w\s#*_>|<`-]{1,4}\s*)?"
    r"(?P<number>(?:(?:[Qq]|[Qq]uestion )?\d{1,3}|[IVX]{1,5})(?:\\?[.):]|\ufe0f?\u20e3))?"
)
_COUNT = re.compile(r"(?:(?:q|question )?\d{1,3}|[ivx]{1,5}) ")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*")
_RATED = re.compile(r"\W*give a number from \d+ to \d+\W*", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_MARGIN = 80
_MANY, _ALL = 4, 3


@dataclass(frozen=True)
class Sheet:
    """The questions that everyone is asked.

    Each of `questions` stands under a heading of its own, below the heading `opening`. That one asks for something
    else, and stands only in an answer to the sheet.
    """

    questions: tuple[str, ...] = ()
    opening: str = ""


NO_SHEET = Sheet()


@dataclass(frozen=True)
class SheetAnswer:
    """The headings of an answer to the sheet.

    `headings` are the indices of their lines, in order. The lines before `questions_end` put the questions; it is 0 if
    none does. `whole`: all that follows is one answer, whatever it looks like. `prompt` is the index of the line above
    the headings that puts several questions at once, if there is one.
    """

    headings: tuple[int, ...]
    questions_end: int
    whole: bool
    prompt: int | None = None

    def holds(self, first: int, last: int) -> bool:
        """Whether a heading stands in the lines, or one on either side.

        The lines are those from `first` to `last`, included.
        """
        return bool(self.headings) and self.headings[0] <= last and first <= self.headings[-1]


@dataclass(frozen=True)
class _QuestionHeading:
    at: int
    asks: str
    marked: bool  # bears the sign of a heading
    behind: bool  # the line goes on behind the question


def match_sheet(lines: Sequence[Line], sheet: Sheet, *, labelled: bool = False) -> SheetAnswer | None:
    """The answer to the sheet that the lines hold, else None.

    A line that is a question and no more counts if it is a heading, bold, numbered, or ends in a colon. One without
    such a sign counts if the text answers the sheet for certain: it holds the opening, or many of the questions, in
    their order, or all of them below something else. If `labelled`, a label that names who answers stands above the
    lines. A line above the headings that puts several questions at once is their prompt; the conversation may go on
    behind the last of them.
    """
    asked = {folded(text): text for text in (sheet.opening, *sheet.questions) if folded(text)}
    if not asked:
        return None
    longest = max(map(len, asked.values())) + _MARGIN
    first_words = re.compile("|".join(sorted({re.escape(key.split()[0]) for key in asked})), re.IGNORECASE)
    headings = [
        heading
        for index, line in enumerate(lines)
        if not line.text.isascii() or first_words.search(line.text, 0, longest)  # the most are told by that alone
        if (heading := _heading(lines, index, asked, longest))
    ]
    order = list(asked)
    plain = [order.index(heading.asks) for heading in headings if not heading.marked]
    many = len(set(plain)) >= _MANY and plain == sorted(plain)
    above = lines[: headings[0].at] if headings else ()
    prompt = next((index for index in reversed(range(len(above))) if _puts_several(above[index], asked)), None)
    below = labelled or any(line.words for line in above)
    many = many or (below and plain == sorted(set(plain)) and len(plain) >= max(_ALL, len(sheet.questions)))
    certain = many or any(heading.asks == folded(sheet.opening) for heading in headings)
    kept = [heading for heading in headings if heading.marked or certain]
    if not kept:
        return None
    ends = [*(heading.at for heading in kept[1:]), len(lines)]
    says = [heading.behind or _says(lines, heading.at + 1, end) for heading, end in zip(kept, ends, strict=True)]
    until = _asked_until([heading.asks for heading in kept], says)
    after = kept[until - 1].at + 1 if until else 0
    while 0 < after < len(lines) and (not lines[after].words or _RATED.fullmatch(lines[after].words)):
        after += 1
    opens = not until and not any(line.words for line in lines[: kept[0].at])
    covers = not until and _covers([order.index(heading.asks) for heading in kept], len(sheet.questions))
    whole = prompt is None and (certain or opens or covers)
    return SheetAnswer(tuple(heading.at for heading in kept[until:]), after, whole, prompt)


def _puts_several(line: Line, asked: Collection[str]) -> bool:
    """Whether a line puts several of the questions.

    It holds nothing else, or it ends with a question.
    """
    rest, put = f" {folded(line.words)} ", 0
    for question in sorted(asked, key=len, reverse=True):
        if f" {question} " in rest:
            rest, put = rest.replace(f" {question} ", " ", 1), put + 1
    return put > 1 and (not rest.strip() or line.words[-1] in "?？؟")


def _covers(places: list[int], questions: int) -> bool:
    """Whether headings are the questions of a sheet in their order.

    Half of them are enough, and two at least.
    """
    return places == sorted(set(places)) and len(places) >= max(2, questions / 2)


def _asked_until(asks: list[str], says: list[bool]) -> int:
    """The number of headings that put the questions, without answering.

    They are those before the first that comes once more; or all of several, if nothing stands under any of them but the
    last.
    """
    again = next((number for number, key in enumerate(asks) if key in asks[:number]), len(asks))
    alone = again == len(asks) == 1
    return 0 if alone or any(says[: max(1, again - 1)]) else again


def _heading(lines: Sequence[Line], index: int, asked: dict[str, str], longest: int) -> _QuestionHeading | None:
    """The heading that a line is or begins with."""
    line = lines[index]
    if line.fenced or not line.words:
        return None
    signs = _SIGNS.match(line.text[: 2 * _MARGIN])
    marked = bool(signs and (signs["heading"] or signs["bold"] or signs["number"])) or _is_underlined(lines, index)
    if len(line.words) <= longest:
        key = folded(_RATED.sub("", line.words))
        uncounted = _COUNT.sub("", key, count=1) if _COUNT.match(key) else key
        asks = next((question for question in (key, uncounted) if question in asked), None)
        if asks is not None:
            marked = marked or (line.words[-1] in ":：" and asked[asks].rstrip()[-1:] not in ":：")
            return (
                _QuestionHeading(index, asks, marked, False) if marked or _is_alike(line.words, asked[asks]) else None
            )
    if not marked or signs is None:
        return None
    rest = line.text[signs.end() : signs.end() + longest]
    asks = next((question for question in asked if (behind := _behind(rest, question)) and _WORDS.search(behind)), None)
    return None if asks is None else _QuestionHeading(index, asks, True, True)


def _is_alike(words: str, text: str) -> bool:
    """Whether a line without a sign is the question itself.

    Its first and last letters must agree, so that something like it does not count.
    """
    words, text = words.strip("*_: "), text.strip(": ")
    return words[:1] == text[:1] and words[-1:] == text[-1:]


def _behind(words: str, asks: str) -> str:
    """The words from the question mark or colon on, else "".

    The words must begin with the question.
    """
    end = 0
    for word in asks.split():
        word_match = _WORDS.search(words, end)
        if word_match is None or folded(word_match[0]) != word:
            return ""
        end = word_match.end()
    stop = words[end : end + 4].strip("*_ ")[:1]
    return words[end:] if stop in ("?", ":", "？", "：") else ""


def _is_underlined(lines: Sequence[Line], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and bool(below.words) and _UNDERLINE.fullmatch(below.text) is not None


def _says(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether anything stands in the lines but rules and how to rate."""
    return any(_WORDS.search(line.words) and not _RATED.fullmatch(line.words) for line in lines[first:last])
