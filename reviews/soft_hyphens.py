"""Places where a long word may be broken. Pure."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
BREAK = "\u200b"
"""A place to break without a hyphen."""
SHORTEST = 10
"""A shorter word stays whole: every column has room for it."""

LONGEST = 8
"""No part of a word is longer: it fits every column."""

_WORD = re.compile(rf"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]{{{SHORTEST},}}")
_SLASH = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœαεηιουωаеёиоуыэюя")
_TOGETHER = frozenset(("ch", "ck", "gh", "ph", "qu", "sc", "sh", "st", "th", "tr", "pr", "gr", "bl", "pl"))


def softened(text: str) -> str:
    """The text with soft hyphens in its long words.

    They stand between syllables, as far as letters tell, and at least every LONGEST letters: a word is never broken
    without a hyphen. Between letters, a slash may end a line. A browser that has the rules of the language may know
    better places, and uses ours. Text in other scripts than Latin, Greek and Cyrillic stays as it is.
    """
    return _SLASH.sub(f"/{BREAK}", _WORD.sub(lambda found: SOFT_HYPHEN.join(_parts(found[0])), text))


def _parts(word: str) -> list[str]:
    parts, start = [], 0
    low = word.lower()
    for at in range(3, len(word) - 2):
        if at - start >= 3 and (_is_between_syllables(low, at) or at - start == LONGEST):
            parts.append(word[start:at])
            start = at
    return [*parts, word[start:]]


def _is_between_syllables(word: str, at: int) -> bool:
    """Whether a syllable ends before the letter at `at`: be-tween, con-so-nants."""
    if word[at] in _VOWELS or word[at + 1] not in _VOWELS or word[at - 1 : at + 1] in _TOGETHER:
        return word[at : at + 2] in _TOGETHER and word[at - 1] in _VOWELS and word[at + 2] in _VOWELS
    return word[at - 1] in _VOWELS or word[at - 2] in _VOWELS
