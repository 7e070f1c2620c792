"""Whether a text is written in English, the only language that the rules of the reading know. Pure."""

from __future__ import annotations

from itertools import islice

from collation.words import WORD

_MARKS = frozenset("the and are that this with which has have there these from not its their would".split())
"""Common words of English that are common in no other language written in Latin letters."""

_FEW = 40  # words: so short a text need not hold any of those, but one of these
_SMALL = _MARKS | frozenset("of is was were been than more for by an to be".split())
_SHARE = 0.02  # of the words, at least
_SAMPLE = 2_000  # words that are looked at


def is_english(lowered: str) -> bool:
    """Whether a text in lower case is in English, by the share of its commonest words."""
    words = _sample(lowered)
    return any(word in _SMALL for word in words) if len(words) < _FEW else _is_english(words)


def is_foreign(lowered: str) -> bool:
    """Whether a text in lower case is in another language; of too short a text that is not said."""
    words = _sample(lowered)
    return len(words) >= _FEW and not _is_english(words)


def _sample(lowered: str) -> list[str]:
    return [match.group() for match in islice(WORD.finditer(lowered), _SAMPLE)]


def _is_english(words: list[str]) -> bool:
    return sum(word in _MARKS for word in words) > _SHARE * len(words)
