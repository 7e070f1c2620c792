"""Restore the lost ligatures of a PDF. Pure.

The PDF kept their sign alone, not their letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

NO_LETTERS = "\uf8fe"
"""The sign that stands for letters of which a PDF has none."""

_LIGATURES = ("fi", "ff", "fl", "ffi", "ffl", "ft", "tt", "ti", "Th")
# Signs of private use, those that fonts of TeX put in the place of ligatures, and the sign for what is unreadable.
_SIGN = "[\ue000-\uf8ff\u02db\ufffd]"
_DAMAGED = re.compile(
    rf"(?<![^\W\d_])(?P<before>[^\W\d_]{{0,40}})(?P<sign>{_SIGN})(?P<after>[^\W\d_]{{0,40}})(?![^\W\d_])"
)
_ANY_LIGATURE = (NO_LETTERS, "\ufffd")
_SHORTEST = 3  # letters of a damaged word, besides the sign
_COMMON = frozenset(
    """
    affect affected benefit buffer certificate classification coefficient configuration confirm conflict define defined
    definition difference different difficult effect effective effectively efficiency efficient efficiently field fields
    fifth figure figures file files fill filter final finally find finding findings fine finish finite first five fix
    fixed flag flat flexible flight float floor flow flows fluid fly identification identified identify influence
    insufficient
    modification modified modify off offer offers office official offline offset often overflow profile profit prefix
    reflect reflects scientific significance significant significantly specific specifically specification specified
    specify staff suffer sufficient suffix traffic verification verified verify workflow
    after better between setting the their then there these this those
    """.split()
)


def restored(pages: Sequence[str], words: Iterable[str]) -> list[str]:
    """The pages, with ligatures in place of lost signs.

    A sign of private use stands for the one ligature that makes known words of most words with it; NO_LETTERS and the
    sign for what is unreadable stand for another one in each word. Known are `words`, in small letters, and common
    English ones. What cannot be decided stays as it is; NO_LETTERS is left out.
    """
    damaged = [match for page in pages for match in _DAMAGED.finditer(page) if _is_word(match)]
    if not damaged:
        return [page.replace(NO_LETTERS, "") for page in pages]
    known = _COMMON | frozenset(words)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for match in damaged:
        votes[match["sign"]].update(_fitting(match, known))
    stands_for = {sign: _winner(counted) for sign, counted in votes.items() if sign not in _ANY_LIGATURE}

    def whole(match: re.Match[str]) -> str:
        if not _is_word(match):
            return match[0]
        fitting = _fitting(match, known)
        ligature = fitting[0] if len(fitting) == 1 else stands_for.get(match["sign"], "")
        is_large = f"{match['before']}{match['after']}".isupper()
        return (
            f"{match['before']}{ligature.upper() if is_large else ligature}{match['after']}" if ligature else match[0]
        )

    return [_DAMAGED.sub(whole, page).replace(NO_LETTERS, "") for page in pages]


def _is_word(match: re.Match[str]) -> bool:
    return len(match["before"]) + len(match["after"]) >= _SHORTEST


def _fitting(match: re.Match[str], known: frozenset[str]) -> list[str]:
    """The ligatures that make a known word of a damaged one."""
    before, after = match["before"], match["after"]
    return [ligature for ligature in _LIGATURES if f"{before}{ligature}{after}".lower() in known]


def _winner(votes: Counter[str]) -> str:
    """The ligature with the most votes; "" if two have as many."""
    first, *others = votes.most_common(2) or [("", 0)]
    return "" if others and others[0][1] == first[1] else first[0]
