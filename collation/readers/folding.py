"""Texts folded for the search of quotations, with a way back. Pure.

Whoever copies a sentence changes what nobody reads: spaces, quote marks, dashes, marks of emphasis and of lists,
invisible characters, composed letters. Folding takes out these alone. Letters, their case and figures stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import category, is_normalized, normalize

from reviews.characters import UNSEEN

_QUOTES = "\"'“”„‟‘’‚‛«»‹›″′＂＇「」『』"
_DASHES = "‐‑‒–—―−﹘﹣－-"
_UNSEEN = "".join(sorted(UNSEEN))

_ANYWHERE = (
    rf"(?P<space>[\s{_UNSEEN}]+)"
    rf"|(?P<quote>[{_QUOTES}])"
    rf"|(?P<dash>[{_DASHES}])"
    r"|(?P<ellipsis>…)"
    r"|(?P<mark>`+|~~|[•◦▪‣]|\*+(?!\d)|(?<!\d)\*+|(?<![^\W_])_+|_+(?![^\W_])|(?<=\s)\|+|\|+(?=\s)|\A\||\|\Z|\\(?=[^\w\s]))"
)
_LINE_MARKS = r"(?P<line>(?<![^\n])[ \t]*(?:(?:#{1,6}|>|[-+*–•◦▪‣·])[ \t]+)+)"


@dataclass(frozen=True, eq=False)
class FoldedText:
    """A text and its folded form.

    Character i of `folded` stands for `text[starts[i]:ends[i]]`.
    """

    text: str
    folded: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text that `folded[start:end]` stands for."""
        return self.starts[start], self.ends[end - 1]

    def splits_sign(self, at: int) -> bool:
        """Whether a cut before `folded[at]` splits a sign of the text."""
        return 0 < at < len(self.starts) and self.starts[at] == self.starts[at - 1]


@cache
def _pattern(*, composing: bool, list_marks: bool) -> re.Pattern[str]:
    """Every place of a text that folding may change.

    `composing` if the text is not in NFC: that takes longer.
    """
    parts = [_ANYWHERE] if list_marks else [_LINE_MARKS, _ANYWHERE]
    if composing:
        marks = "".join(sign for sign in map(chr, range(0x300, 0xFFFF)) if category(sign)[0] == "M")
        jamo = "".join(map(chr, range(0x1100, 0x1200)))
        single = (chr(code) for code in (*range(0xC0, 0x3000), *range(0xF900, 0xFB50)))
        alone = "".join(sign for sign in single if normalize("NFC", sign) != sign)
        parts.append(f"(?P<composed>.[{marks}{jamo}]+|[{alone}])")
    return re.compile("|".join(parts), re.DOTALL)


_LOOSE = re.compile(r" - ?| ?- | {2,}")


def fold(text: str, *, list_marks: bool = False) -> FoldedText:
    """Fold a text. Linear.

    White space is one space, and none beside a dash; all quote marks are alike, and all dashes; marks of emphasis and
    invisible characters are gone, and so are marks at the beginning of lines unless `list_marks` keeps them; letters
    are composed (NFC).
    """
    pattern = _pattern(composing=not is_normalized("NFC", text), list_marks=list_marks)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in pattern.finditer(text):
        start, end = found.span()
        if start > at:
            parts.append(text[at:start])
            starts.extend(range(at, start))
            ends.extend(range(at + 1, start + 1))
        at = end
        match found.lastgroup:
            case "space":
                sign = " " if any(map(str.isspace, found[0])) else ""
            case "quote":
                sign = "'"
            case "dash":
                sign = "-"
            case "ellipsis":
                sign = "..."
            case "composed":
                sign = normalize("NFC", found[0])
            case _:
                sign = ""
        parts.append(sign)
        starts.extend([start] * len(sign))
        ends.extend([end] * len(sign))
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return _tightened(text, "".join(parts), starts, ends)


def _tightened(text: str, loose: str, starts: list[int], ends: list[int]) -> FoldedText:
    """Without spaces beside a dash, and with single ones elsewhere."""
    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    at = 0
    for found in _LOOSE.finditer(loose):
        sign = found.start() + max(found[0].find("-"), 0)
        parts += [loose[at : found.start()], loose[sign]]
        kept += [(at, found.start()), (sign, sign + 1)]
        at = found.end()
    if not parts:
        return FoldedText(text, loose, starts, ends)
    parts.append(loose[at:])
    kept.append((at, len(loose)))
    return FoldedText(
        text,
        "".join(parts),
        [start for first, last in kept for start in starts[first:last]],
        [end for first, last in kept for end in ends[first:last]],
    )


def folded(text: str) -> str:
    """The folded form of a text, without spaces at its ends."""
    return fold(text).folded.strip()
