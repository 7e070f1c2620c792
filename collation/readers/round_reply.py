"""The words that changed a respondent’s mind. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from collation.readers.folding import folded
from collation.readers.round_sheet import shown_answers
from collation.record import RoundShown

_LINE = re.compile(
    r"^[^\w\n]*changed because of[^\w\n]*?:?[*_]*[^\S\n]*(?P<words>.*)(?:\n+(?P<next>.+))?",
    re.IGNORECASE | re.MULTILINE,
)
_MARKED = re.compile(r"[“\"«„](?P<words>[^“”\"«»„\n]+)[”\"»“]")
_SOMEBODYS = 15
"""The fewest characters of a quotation that is taken to be somebody's."""
_QUOTED = re.compile(r"[^“\"«„]*[“\"«„](?P<words>.+)[”\"»“]")


@dataclass(frozen=True)
class Because:
    """The words that changed a mind, as the respondent says.

    `by` is the respondent in whose answer they stand; "" if they stand in none that it was shown. `words` is "" if they
    are those of somebody whom the viewer may not know.
    """

    words: str
    by: str


def because(said: str, shown: RoundShown | None) -> Because | None:
    """The reason that an answer of a later round names.

    None if it names none.
    """
    line = _LINE.search(said)
    if line is None:
        return None
    words = " ".join(_named(line).split())
    if not _loose(words):
        return None
    letters = _letters(words, shown) if shown else []
    names = [shown.names[letter] for letter in letters if shown and letter in shown.names]
    return Because("" if letters and not names else words, next(iter(names), ""))


def _named(line: re.Match[str]) -> str:
    """The words that the line on a reason names."""
    named = line["words"].strip(" \t*_>") or (line["next"] or "").strip(" \t*_>")
    quoted = _QUOTED.match(named)
    return quoted["words"] if quoted else named


def of_nobody_named(said: str, shown: RoundShown) -> tuple[str, ...]:
    """The words in an answer that are only those of nameless respondents.

    These are the reason that it names, and what it quotes if that is long enough to be somebody's.
    """
    line = _LINE.search(said)
    reason = [_named(line)] if line else []
    told = (match["words"] for match in _MARKED.finditer(said))
    return tuple(
        words
        for words in dict.fromkeys((*reason, *(one for one in told if len(one) >= _SOMEBODYS)))
        if _loose(words) and (letters := _letters(words, shown)) and not any(one in shown.names for one in letters)
    )


def _letters(words: str, shown: RoundShown) -> list[str]:
    """Of whose shown answers the words are."""
    sought = _loose(words)
    return [letter for letter, answer in _loose_answers(shown.text) if sought in answer]


@lru_cache(maxsize=16)
def _loose_answers(sheet: str) -> tuple[tuple[str, str], ...]:
    """The letters and loose words of what a sheet shows.

    Each quotation of a reply is looked for in all of them.
    """
    return tuple((letter, _loose(answer)) for letter, answer in shown_answers(sheet))


def _loose(text: str) -> str:
    """The text without what copying changes, and its last stop."""
    return " ".join(folded(text).casefold().split()).strip(" .…")
