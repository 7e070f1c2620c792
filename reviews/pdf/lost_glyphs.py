"""Restore the lost ligatures of a PDF. Pure.

The PDF kept their sign alone, a gap, or nothing.
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
    affect affected affects affine affinity afford after amplified amplify artificial beneficial benefit benefits
    better between buffer buffers certificate certified classification classified classifier classifiers classify
    coefficient coefficients confidence confident configuration configurations confirm confirmed confirms conflict
    conflicts define defined defines definition definitions differ difference differences different differential
    differently differs difficult difficulty diffuse diffusion effect effective effectively effectiveness effects
    efficiency efficient efficiently effort efforts fidelity field fields fifth fifty figure figures file files
    fill filled filter filtered filters final finally find finding findings fine finer finetuned finetuning finish
    finished finite fire firm first five fix fixed flag flat flexibility flexible flight float floor flow flows
    fluctuations fluid fly identification identified identifier identifies identify inflation influence influenced
    influences insufficient justified justify modification modifications modified modifies modify notification off
    offer offered offers office official offline offset often overflow prefix profile profiles profit quantified
    quantify refine refined refinement reflect reflected reflection reflects sacrifice satisfied satisfies
    scaffold scaffolding scientific setting shuffle shuffled significance significant significantly simplified
    simplify specific specifically specification specifications specified specifies specify staff stiff suffer
    suffers sufficient sufficiently suffix the their then there these this those traffic unified unify
    verification verified verifier verifies verify workflow workflows
    """.split()
)
_OF_TEX = {"\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl"} | dict(
    zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)
)
"""The places of ligatures in fonts of TeX (OT1, then T1).

Some PDFs give these as characters."""
_TEX_WORD = re.compile(r"([^\W\d_]{0,40})([\x0b\x0c\x0e\x0f\x1b-\x1f])([^\W\d_]{0,40})")
_WORD = re.compile(r"(?<![^\W_])[A-Za-z]{3,30}(?![^\W_])")
_GAP = re.compile(r"(?<![^\W_])([A-Za-z]{1,16}) (?=([a-z]{2,16})(?![^\W_]))")
_ENGLISH = re.compile(r"\b(?:the|of|and|is|to|in)\b")
_ONE_IN = 20  # of the words of an English text is one of these, at least
_FEWEST = 2  # words that lost the same ligature


def _damaged_forms() -> tuple[dict[tuple[str, str], str], dict[str, tuple[str, str]]]:
    """Common words by the two parts around a lost ligature.

    The second mapping has them by what is left of them, with the lost letters. Forms of two words, and such as are
    words, are in neither.
    """
    gaps: dict[tuple[str, str], set[str]] = defaultdict(set)
    left: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for word in _COMMON:
        for ligature in _LIGATURES[:5]:
            for match in re.finditer(ligature, word):
                before, after = word[: match.start()], word[match.end() :]
                if len(after) >= _SHORTEST and len(before) + len(after) > _SHORTEST + 1:
                    gaps[before, after].add(word)
                if len(after) > 1:
                    gaps[before + ligature, after].add(word)
                left[before + after].add((word, ligature))
                if ligature == "ff":
                    if len(after) >= _SHORTEST:
                        gaps[before + "f", after].add(word)
                    left[before + "f" + after].add((word, ligature))
    return (
        {parts: next(iter(words)) for parts, words in gaps.items() if len(words) == 1 and _COMMON.isdisjoint(parts)},
        {form: next(iter(words)) for form, words in left.items() if len(words) == 1 and form not in _COMMON},
    )


_GAPS, _LEFT = _damaged_forms()


def with_letters_of_tex(pages: Sequence[str], words: Iterable[str]) -> list[str]:
    """The pages, with letters where TeX put the signs of ligatures.

    Each such character counts if it makes a known word anywhere: one of `words`, in small letters, or a common one.
    """
    known = _COMMON | frozenset(words)
    meant = {match[2] for page in pages for match in _TEX_WORD.finditer(page) if _with_letters(match).lower() in known}

    def whole(match: re.Match[str]) -> str:
        word = _with_letters(match)
        return word if (match[1] and match[2] in meant) or word.lower() in known else match[0]

    return [_TEX_WORD.sub(whole, page) for page in pages] if meant else list(pages)


def _with_letters(match: re.Match[str]) -> str:
    return f"{match[1]}{_OF_TEX[match[2]]}{match[3]}"


def without_gaps(pages: Sequence[str]) -> list[str]:
    """English pages, with ligatures that left a gap or nothing.

    A gap in a common word is closed (“e ective”, “fi nd”). A common word that lacks a ligature gets it (“eficient”) if
    the pages have it nowhere, and at least _FEWEST words lack it. Other languages write such words so.
    """
    counted = Counter(word.lower() for page in pages for word in _WORD.findall(page))
    if sum(map(len, map(_ENGLISH.findall, pages))) * _ONE_IN < counted.total():
        return list(pages)
    intact = {ligature for ligature in _LIGATURES[:5] for word in counted if ligature in word}
    lacking = Counter(_LEFT[word][1] for word in counted if word in _LEFT)
    lost = {ligature for ligature, number in lacking.items() if number >= _FEWEST and ligature not in intact}

    def close(match: re.Match[str]) -> str:
        word = _GAPS.get((match[1].lower(), match[2]))
        return f"{match[1]}{word[len(match[1]) : len(word) - len(match[2])]}" if word else match[0]

    def complete(match: re.Match[str]) -> str:
        word, ligature = _LEFT.get(match[0].lower(), ("", ""))
        return _cased(word, match[0]) if ligature in lost else match[0]

    return [_WORD.sub(complete, _GAP.sub(close, page)) for page in pages]


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


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
