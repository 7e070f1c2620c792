"""Characters that no text here holds. Pure.

They are control characters other than tab, newline and carriage return, lone surrogates, and noncharacters. No other
module defines them. A document shows a sign in their place (`replaced`); text that a person types loses them
(`without`), since they are invisible; text for a terminal has them `escaped`, since a terminal would obey them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
BARRED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
UNSEEN = frozenset(
    map(
        chr,
        [0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)],
    )
)
"""Characters that nobody sees inside words."""

UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff"
    "\uff66-\uff9f\U00016fe0-\U00018aff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters that no spaces part into words, or whose words take endings.

Ranges of a character class.
"""

MASK = "\ufdd0"
"""The stand-in for characters that are not read.

It is a noncharacter, so no text holds it.
"""

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NUMBERS = re.compile(r"[0-9+−=()n-]+")
_WORDS = re.compile(r"[^\W_]+")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def replaced(text: str) -> str:
    """The text with U+FFFD for each of them.

    It has the same length.
    """
    return BARRED.sub("\ufffd", text)


def without(text: str, line_break: str = "\n") -> str:
    """The text without them.

    A vertical tab, a form feed and a next line become a line break.
    """
    return BARRED.sub("", re.sub("[\x0b\x0c\x85]", line_break, text)) if BARRED.search(text) else text


def escaped(text: str) -> str:
    """The text with each of them escaped, as JSON spells it.

    "\\u001b" is seen on a terminal, and is the same value in JSON.
    """
    return BARRED.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(ord(found[0]))), text)


def masked(text: str, ranges: Iterable[Sequence[int]]) -> str:
    """The text with MASK for each character of the ranges.

    It has the same length. The ranges (start, end, …) are in order and do not overlap.
    """
    kept, position = [], 0
    for start, end, *_ in ranges:
        kept += [text[position:start], MASK * (end - start)]
        position = end
    return "".join((*kept, text[position:]))


def unmasked(text: str) -> str:
    """The text without the characters that are masked."""
    return text.replace(MASK, "")


def superscript(words: str) -> str:
    """A raised number in its own signs.

    Ten to the 24th is not 1024. "" for other words.
    """
    return words.translate(_RAISED) if _NUMBERS.fullmatch(words) else ""


def subscript(words: str) -> str:
    """A lowered number in its own signs; "" for other words."""
    return words.translate(_LOWERED) if _NUMBERS.fullmatch(words) and "n" not in words else ""


def folded(text: str) -> str:
    """The words of a text, without case, signs and unseen characters."""
    seen = "".join(sign for sign in text if sign not in UNSEEN)
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", seen).casefold()))


def one_newline(text: str) -> str:
    """The text with "\\n" for every kind of line break."""
    return _BREAK.sub("\n", text)


def _units(code: int) -> tuple[int, ...]:
    """The code as one unit of UTF-16, or as two."""
    return (code,) if code < 0x10000 else (0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF))
