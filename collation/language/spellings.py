"""Words found however they are spelt. Pure.

Case, diacritics, ligatures, and the kinds of quotation marks make no difference, nor does it whether a space or a
hyphen stands between two words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from unicodedata import combining, normalize

from reviews.characters import MASK

ALIKE = ("'’‘ʼ′＇", "-‐‑‒–—−", '"“”„«»″')
"""The kinds of a quotation mark and of a dash.

People type the first.
"""
_RANGES = ((0x41, 0x3000), (0xA640, 0xAB70), (0xFB00, 0xFB07), (0xFF01, 0xFFEF), (0x10400, 0x10450), (0x1E900, 0x1E944))
_FOLDED = frozenset(chr(code) for first, last in _RANGES for code in range(first, last))
"""The characters that have case or several spellings.

Any other stands for itself.
"""

_DIACRITIC = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)
_DIACRITICS = f"{_DIACRITIC}*"

_GAP = rf"\s{MASK}\-‐‑‒–—−"
_WITHOUT_SPACES = "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_PREFIXED = "\u0590-\u08ff"  # Hebrew and Arabic write articles and prepositions together with the word
_SPACED = rf"[^\W_{_WITHOUT_SPACES}{_PREFIXED}]"
"""A letter or digit of the scripts that part words."""

_MOST_OVERLAPPING = 8
"""The most letters of which every spelling is tried.

There are up to 81 then.
"""


def pattern_of(words: str) -> re.Pattern[str]:
    """What finds words in a text as it was written.

    They are found where a word begins, but anywhere in the scripts that put no space between words. The places that it
    finds are places in that text. Its cost grows with the length of the text alone.
    """
    first, *others = re.split(rf"(?<=[^{_GAP}])[{_GAP}]+(?=[^{_GAP}])", words)
    begins = rf"(?<!{_SPACED})(?<!{_DIACRITIC})" if re.match(_SPACED, first) else ""
    return re.compile(begins + rf"[{_GAP}]+".join(map(_spelt, [first, *others])))


def _spelt(words: str) -> str:
    letters = re.sub(rf"[\s{MASK}]+", " ", "".join(map(_folded, words)))
    if not letters:
        return re.escape(words)
    parts, at = [], 0
    while at < len(letters):
        end, reach = at, at + 1
        while end < reach and end - at < _MOST_OVERLAPPING:
            joined = (size for size in (2, 3) if _joined(letters[end : end + size]))
            reach = max(reach, end + max(joined, default=1))
            end += 1
        parts.append(_any_of(letters[at:end]))
        at = end
    return "".join(parts)


def _any_of(letters: str) -> str:
    """Letters in every spelling, however signs join them, with their diacritics."""
    ways = [_one(letters[0]) + _any_of(letters[1:])] if letters else [""]
    for size in range(2, min(len(letters), 3) + 1):
        if joined := _joined(letters[:size]):
            ways.append(f"[{joined}]{_DIACRITICS}{_any_of(letters[size:])}")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _one(letter: str) -> str:
    """A letter in every spelling, with its diacritics."""
    if letter.isspace():
        return rf"[\s{MASK}]+"
    alike = next((group for group in ALIKE if letter in group), letter)
    known = sorted({*alike, *_spellings().get(letter, "")})
    return f"[{''.join(map(re.escape, known))}]{_DIACRITICS}"


def _joined(letters: str) -> str:
    """The signs that stand for several letters, such as "ﬁ"."""
    return _spellings().get(letters, "") if len(letters) > 1 and letters.isalpha() else ""


@cache
def _folded(letter: str) -> str:
    """A letter without case and diacritics; "" for a diacritic."""
    if re.fullmatch(_DIACRITICS, letter):
        return ""
    if letter not in _FOLDED:
        return letter
    bare = "".join(sign for sign in normalize("NFKD", letter) if not combining(sign)).casefold()
    return bare if (len(bare) == 1 and not bare.isspace()) or (1 < len(bare) < 4 and bare.isalpha()) else letter


@cache
def _spellings() -> dict[str, str]:
    """The signs folded to each letter, or to several letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for letter in sorted(_FOLDED):
        if (folded := _folded(letter)) and folded != letter:
            found[folded].append(letter)
    return {folded: "".join(signs) for folded, signs in found.items()}
