"""The search of a quotation in a respondent's own answers. Pure.

A quotation is found if its words stand in one of the answers, whole and in one place: as they are, else folded
(`folding`). What stands in a prompt, or inside a quotation of somebody else, is not the respondent's own word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import category

from collation.readers.folding import LINE_MARK, FoldedText, fold, folded
from collation.readers.quoting import Quoting
from collation.readers.texts import SheetText
from collation.wording import number

SHORTEST = 15
"""Characters of a quotation, at least."""

SHORTEST_DENSE = 4
"""Characters, at least, of words in a script without spaces."""

LONGEST = 300
"""Characters of a quotation, at most."""

_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Letters of scripts without spaces: Thai, Lao, Burmese, Khmer, kana, Han."""

_LETTER = re.compile(r"[^\W_]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ELLIPSES = re.compile(r"^(?:[\[(]?\.{3,}[\])]?)+|(?:[\[(]?\.{3,}[\])]?)+$")
_GAP = re.compile(r"[\[(]?\.{3,}[\])]?")
_LISTED = re.compile(r"^(?:\(?\d{1,3}[.)] |-(?!\d))")
_HAS_MARKS = re.compile(LINE_MARK)
_WRAPPED = 3  # layers of marks around a quotation that are taken off
_NEAR = 20  # characters around a quotation in which a denial may stand
_DENIES = re.compile(
    r"(?:(?<!\w)(not|never|no|nor|hardly|without|cannot|\w+n['’]t|nicht|kein\w*|nie|niemals|pas|jamais|nunca|sin|não|non|"
    r"niet|geen|inte|ikke|не|ни|нет|никогда)[ \t\xa0*_]+|([不没沒非無无未]))\Z",
    re.IGNORECASE,
)
"""A word of denial as the last word before a quotation."""

_DENIES_AFTER = re.compile(
    r"[ \t\xa0*_]+(nicht|kein\w*|niet|geen|inte|ikke)(?!\w)|(?:は|では|じゃ|も)?(ない|なかった|ません|ありません)",
    re.IGNORECASE,
)
"""A word of denial that follows a quotation."""


@dataclass(frozen=True)
class Located:
    """A quotation that was found: `text` is the answer's `[start:end]`."""

    response_id: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class NotFound:
    """Why a quotation does not count: "is not found".

    `absent` if its words stand in no answer.
    """

    reason: str
    absent: bool = False


@dataclass(frozen=True, eq=False)
class _FoldedAnswer:
    """One answer, folded once."""

    response_id: int
    text: str
    quoting: Quoting

    @cached_property
    def plain(self) -> FoldedText:
        return fold(self.text)

    @cached_property
    def marked(self) -> FoldedText:
        """Folded, with the marks at the beginning of lines."""
        return fold(self.text, list_marks=True) if _HAS_MARKS.search(self.text) else self.plain


@dataclass(frozen=True, eq=False)
class FoldedAnswers:
    """The answers and prompts of one respondent, ready to be searched."""

    name: str
    answers: tuple[_FoldedAnswer, ...]
    prompts: tuple[str, ...]

    @classmethod
    def of(cls, text: SheetText, others: Iterable[str] = ()) -> FoldedAnswers:
        """The answers of one text. `others` names those whom it may quote."""
        names = tuple(others)
        return cls(
            text.name,
            tuple(
                _FoldedAnswer(turn.response_id, turn.answer, Quoting(turn.answer, turn.quoted, names))
                for turn in text.turns
            ),
            tuple(turn.prompt for turn in text.turns),
        )

    def holds(self, quote: str) -> bool:
        """Whether the words stand in one of the answers, however often."""
        wanted = folded(quote)
        return any(wanted in answer.plain.folded for answer in self.answers)


_Place = tuple[_FoldedAnswer, int, int]


def locate(
    quote: str,
    answers: FoldedAnswers | SheetText,
    *,
    context: str = "",
    others: Sequence[FoldedAnswers] = (),
) -> Located | NotFound:
    """Find a quotation in a respondent's answers.

    It is found if it stands in one place, or if `context`, a longer quotation that holds it, does. Words inside
    a quotation that stand in the texts of `others`, too, are not the respondent's own.
    """
    if isinstance(answers, SheetText):
        answers = FoldedAnswers.of(answers)
    words = quote.strip()
    if not words:
        return NotFound("is empty")
    if not _LETTER.search(words):
        return NotFound("holds no words")
    if len(words) > LONGEST:
        return NotFound(f"is longer than {LONGEST} characters")
    wanted = folded(words)
    if whole := [answer for answer in answers.answers if wanted and answer.plain.folded.strip() == wanted]:
        return _one([(answer, *_trimmed(answer.text)) for answer in whole])
    if not _is_long_enough(words):
        return NotFound(f"is shorter than {SHORTEST} characters, and not a whole answer")
    if context and folded(context) != wanted and wanted in folded(context):
        around = _search(context.strip(), answers)
        if len(around) == 1:
            answer, start, end = around[0]
            places = [
                place
                for place in _search(words, answers)
                if place[0] is answer and start <= place[1] <= place[2] <= end
            ]
            return _one(places, others) if places else NotFound("is not found", absent=True)
    places = _search(words, answers)
    return _one(places, others) if places else _why_not(words, answers)


def _one(places: Sequence[_Place], others: Sequence[FoldedAnswers] = ()) -> Located | NotFound:
    """The only place; else the reason why it does not count."""
    if len(places) > 1:
        return NotFound(f"stands in {number(len(places))} places: more words around it would tell them apart")
    answer, start, end = places[0]
    text = answer.text[start:end]
    if whom := answer.quoting.whose(start, end):
        return NotFound(f"stands inside a quotation of {whom}")
    between_marks = bool(others) and answer.quoting.around(start, end) is not None
    if between_marks and (whom := next((other.name for other in others if other.holds(text)), "")):
        return NotFound(f"stands inside a quotation, and {whom} has the same words")
    if denial := _DENIES.search(answer.text[max(0, start - _NEAR) : start]):
        return NotFound(f"leaves out “{denial[1] or denial[2]}” before it")
    if denial := _DENIES_AFTER.match(answer.text[end : end + _NEAR]):
        return NotFound(f"leaves out “{denial[1] or denial[2]}” after it")
    return Located(answer.response_id, start, end, text)


def _search(words: str, answers: FoldedAnswers) -> list[_Place]:
    """All places of the first way of searching that finds one."""
    exact = [
        (answer, start, start + len(words))
        for answer in answers.answers
        for start in _occurrences(words, answer.text)
        if not _cuts_word(answer.text, start, start + len(words))
    ]
    if exact:
        return exact
    for kept_marks in (False, True):
        for wanted in _variants(fold(words, list_marks=kept_marks).folded.strip()):
            if not _LETTER.search(wanted):
                continue
            places = [
                (answer, *place)
                for answer in answers.answers
                for place in _folded_places(wanted, answer.marked if kept_marks else answer.plain)
            ]
            if places:
                return places
    return []


def _unquoted(wanted: str) -> str:
    return wanted[1:-1].strip() if len(wanted) > 2 and wanted[0] == wanted[-1] == "'" else wanted


_LESS: tuple[Callable[[str], str], ...] = (
    lambda wanted: _ELLIPSES.sub("", wanted).strip(),
    _unquoted,
    lambda wanted: _LISTED.sub("", wanted),
)


def _variants(wanted: str) -> Iterator[str]:
    """A folded quotation, then without what readers add at its ends."""
    yield wanted
    for _ in range(_WRAPPED):
        for bare in _LESS:
            taken = bare(wanted)
            if taken != wanted:
                yield taken
                wanted = taken


def _folded_places(wanted: str, text: FoldedText) -> Iterator[tuple[int, int]]:
    for at in _occurrences(wanted, text.folded):
        end = at + len(wanted)
        place = text.place(at, end)
        if text.splits_sign(at) or text.splits_sign(end) or _cuts_word(text.text, *place):
            continue
        if _FIGURE.findall(folded(text.text[slice(*place)])) == _FIGURE.findall(wanted):
            yield place


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a word or a number goes on outside of the range."""
    return _joins(text, start) or _joins(text, end)


def _joins(text: str, at: int) -> bool:
    """Whether the signs before and after `at` belong together."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if category(after)[0] == "M":
        return True
    if before.isalnum() and after.isalnum():
        return not (_DENSE.match(before) or _DENSE.match(after))
    near = range(max(0, at - 2), at)
    return any((found := _WITHIN.match(text, start)) is not None and found.end() > at for start in near)


_WITHIN = re.compile(
    r"[^\W_][-‐‑'’][^\W_]"  # non-linear, isn't
    r"|\d[.,–−]\d"  # 1,744
    r"|(?<![^\W_])[-−~≈<>≤≥±]\d"  # -5, ~10
)
"""Signs that belong together, though not all of one kind."""


def _trimmed(text: str) -> tuple[int, int]:
    """The range of a text without the white space at its ends."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _is_long_enough(words: str) -> bool:
    if len(words) >= SHORTEST:
        return True
    return len(words) >= SHORTEST_DENSE and 2 * len(_DENSE.findall(words)) > len(_LETTER.findall(words))


def _why_not(words: str, answers: FoldedAnswers) -> NotFound:
    wanted = folded(words)
    if any(wanted in folded(prompt) for prompt in answers.prompts):
        return NotFound("stands in a prompt, not in an answer")
    if answers.holds(words):
        return NotFound("cuts a word or a number in two")
    parts = [part.strip() for part in _GAP.split(wanted) if part.strip()]
    if len(parts) > 1 and all(any(part in answer.plain.folded for answer in answers.answers) for part in parts):
        return NotFound("joins two places")
    return NotFound("is not found", absent=True)
