"""Texts folded for the search of quotations, with a way back. Pure.

Whoever copies a sentence changes what nobody reads: spaces, quote marks, dashes, marks of emphasis and of lists,
invisible and masked characters, composed letters. Folding takes out these alone. Letters, their case and figures stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from unicodedata import category, is_normalized, normalize

from reviews.characters import MASK, UNSEEN

_QUOTES = "\"'“”„‟‘’‚‛«»‹›″′＂＇「」『』"
_DASHES = "‐‑‒–—―−﹘﹣－-"
_BULLETS = "•◦▪‣"
_BLANK = rf"\s{''.join(sorted(UNSEEN | {MASK}))}"

_MARK = (
    rf"`|~~|[{_BULLETS}]|\*(?!\d)|(?<!\d)\*|(?<![^\W_])_|_(?![^\W_])"
    r"|(?<=\s)\||\|(?=\s)|\A\||\|\Z|\\(?=[^\w\s])"
)
"""Marks of emphasis, of code and of tables.

Those between two figures stay.
"""

LINE_MARK = rf"(?<![^\n])[ \t]*(?:(?:#{{1,6}}|>|[-+*–·{_BULLETS}])\s++)+"
"""Marks of lists, headings and quotations at the beginning of a line."""

_PLAIN_SPACE = rf" [^{_BLANK}`*_~|\\{_BULLETS}{_DASHES}]"


@dataclass(frozen=True, eq=False)
class FoldedText:
    """A text and its folded form.

    The folded form consists of pieces. Piece i begins at `starts[i]` of `folded` and at `origins[i]` of `text`; it is
    copied if `ends[i]` is -1, else it stands for the text up to there.
    """

    text: str
    folded: str
    starts: list[int]
    origins: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that `folded[start:end]` stands for."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        """The range of the text that one folded sign stands for."""
        piece = bisect_right(self.starts, at) - 1
        origin, end = self.origins[piece], self.ends[piece]
        if end >= 0:
            return origin, end
        origin += at - self.starts[piece]
        return origin, origin + 1

    def splits_sign(self, at: int) -> bool:
        """Whether a cut before `folded[at]` splits a sign of the text."""
        if not 0 < at < len(self.folded):
            return False
        piece = bisect_right(self.starts, at) - 1
        return self.ends[piece] >= 0 and self.starts[piece] < at


@cache
def _pattern(*, composing: bool, list_marks: bool) -> re.Pattern[str]:
    """Every place of a text that folding may change.

    `composing` if the text is not in NFC: that takes longer.
    """
    line = "" if list_marks else f"|{LINE_MARK}"
    gap = rf"(?:[{_BLANK}]|{_MARK}{line})"
    parts = [
        rf"(?!{_PLAIN_SPACE})(?:(?P<dash>(?>{gap}*)[{_DASHES}]++(?>{gap}*))|(?P<gap>{gap}++))",
        rf"(?P<quote>[{_QUOTES}])",
        "(?P<ellipsis>…)",
    ]
    if composing:
        marks = "".join(sign for sign in map(chr, range(0x300, 0xFFFF)) if category(sign)[0] == "M")
        jamo = "".join(map(chr, range(0x1100, 0x1200)))
        single = (chr(code) for code in (*range(0xC0, 0x3000), *range(0xF900, 0xFB50)))
        alone = "".join(sign for sign in single if normalize("NFC", sign) != sign)
        parts.append(f"(?P<composed>.[{marks}{jamo}]+|[{alone}])")
    return re.compile("|".join(parts), re.DOTALL)


def fold(text: str, *, list_marks: bool = False) -> FoldedText:
    """Fold a text. Linear.

    White space is one space, and none beside a dash; all quote marks are alike, and all dashes; marks of emphasis and
    invisible characters are gone, and so are marks at the beginning of lines unless `list_marks` keeps them; letters
    are composed (NFC).
    """
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    ends: list[int] = []
    at = length = 0
    for found in _pattern(composing=not is_normalized("NFC", text), list_marks=list_marks).finditer(text):
        start, end = found.span()
        match found.lastgroup:
            case "gap":
                sign = " " if any(map(str.isspace, found[0])) else ""
            case "dash":
                sign = "-"
            case "quote":
                sign = "'"
            case "ellipsis":
                sign = "..."
            case _:
                sign = normalize("NFC", found[0])
        parts += (text[at:start], sign)
        starts += (length, length + start - at)
        origins += (at, start)
        ends += (-1, end)
        length += start - at + len(sign)
        at = end
    parts.append(text[at:])
    starts.append(length)
    origins.append(at)
    ends.append(-1)
    return FoldedText(text, "".join(parts), starts, origins, ends)


def folded(text: str) -> str:
    """The folded form of a text, without spaces at its ends."""
    return fold(text).folded.strip()
