"""What texts speak of, as weighted terms: rare ones, names and turns of two words weigh most. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from collation.everyday import EVERYDAY
from collation.words import WORD, plain, stem, term_of

Bag = Mapping[str, float]

_COMMON_TERMS = frozenset(map(term_of, EVERYDAY))
_COMMON_WEIGHT = 0.3
_NAME_WEIGHT = 1.4  # of a word never written small
_PAIR_WEIGHT = 0.8
_SHORT = 0.9  # rare terms that every text is longer by, so that few words do not make two short ones alike
_ALONE = 0.6  # what a term counts that no other text holds, and so can make no two alike
_YEAR = re.compile(r"(?:19|20)\d\d")
_DEFINED = re.compile(r"\(([A-Z][A-Za-z]{1,7}?)s?\)")


@lru_cache(maxsize=65536)
def _is_common(word: str) -> bool:
    return stem(word) in EVERYDAY


def is_specific(term: str) -> bool:
    """Whether a term is none of the everyday words of reviews; a pair, whether both of its words are none."""
    return _COMMON_TERMS.isdisjoint(term.split(" "))


def parts(word: str) -> list[str]:
    """A word, or the parts of one that is put together with hyphens; what holds a figure ("GLM-5") stays whole."""
    return word.split("-") if "-" in word and word.replace("-", "").isalpha() else [word]


def words_of(text: str) -> list[str]:
    """The plain words of a text in order, those put together with hyphens taken apart."""
    return [part for word in WORD.findall(plain(text)) for part in parts(word)]


def abbreviations(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What short forms stand for, where a text says so: "perineuronal nets (PNNs)" gives pnn → perineuronal, nets.

    The words before the bracket must begin with its letters. Where texts differ the form is left out.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        for match in _DEFINED.finditer(text):
            short = match[1].lower()
            before = words_of(text[max(0, match.start() - 100) : match.start()])
            for count in range(min(len(short), len(before)), 1, -1):
                long = tuple(before[-count:])
                if "".join(word[0] for word in long) == short or (
                    count < len(short) and long[0][0] == short[0] and _letters_in(short, "".join(long))
                ):
                    found.setdefault(short, set()).add(long)
                    break
    return {short: min(longs) for short, longs in found.items() if len({tuple(map(stem, long)) for long in longs}) == 1}


def _letters_in(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """The words, plain, that no text writes with a small first letter: names, mostly."""
    large: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for match in WORD.finditer(plain(text)):
            at = match.start()
            for part in parts(match.group()):
                (large if text[at].isupper() else small).add(part)
                at += len(part) + 1
    return frozenset(large - small)


def bags(
    texts: Sequence[Sequence[tuple[Sequence[str], float]]],
    names: frozenset[str] = frozenset(),
    stands_for: Mapping[str, Sequence[str]] | None = None,
    background: Sequence[Sequence[str]] = (),
) -> list[Bag]:
    """For each text, given as runs of words with a weight each, its terms weighted and scaled to about length 1.

    A term weighs the more the fewer texts of the background hold it (the texts themselves where none is given),
    everyday words little and names much; pairs of neighbouring terms count as terms. Short texts come out shorter than
    1, and one without a term empty.
    """
    raw = [_counted(runs, names, stands_for or {}) for runs in texts]
    around = [_counted([(words, 1.0)], names, stands_for or {}) for words in background] or raw
    held_by = Counter(term for bag in around for term in bag)
    total = len(around)

    def rarity(held: int) -> float:
        return log(1 + total / held) if held > 1 else _ALONE * log(1 + total)

    return [
        _scaled({term: weight * rarity(held_by[term]) for term, weight in bag.items()}, _SHORT * log(1 + total))
        for bag in raw
    ]


def cosine(a: Bag, b: Bag) -> float:
    """How alike two bags of length 1 are: 0 nothing shared, 1 the same."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[term] for term, weight in sorted(a.items()) if term in b)


def _counted(
    runs: Sequence[tuple[Sequence[str], float]], names: frozenset[str], stands_for: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    counts: dict[str, float] = {}
    weights: dict[str, float] = {}
    for words, worth in runs:
        spoken: list[tuple[str, float]] = []
        for word in words:
            for one in stands_for.get(word) or stands_for.get(word.removesuffix("s")) or (word,):
                if term := term_of(one):
                    weight = _COMMON_WEIGHT if _is_common(one) else _NAME_WEIGHT if one in names else 1.0
                    if one.isdigit():
                        weight = 0.5 if _YEAR.fullmatch(one) or len(one) < 2 else 0.8
                    spoken.append((term, weight))
        for term, weight in spoken:
            counts[term] = counts.get(term, 0) + worth
            weights[term] = max(weight, weights.get(term, 0))
        for (a, x), (b, y) in pairwise(spoken):
            if a != b and x + y > 1:
                pair = " ".join(sorted((a, b)))
                counts[pair] = counts.get(pair, 0) + worth
                weights[pair] = _PAIR_WEIGHT * sqrt(x * y)
    return {
        term: weights[term] * (1 + log(count)) if count > 1 else weights[term] * count for term, count in counts.items()
    }


def _scaled(bag: dict[str, float], least: float) -> Bag:
    length = sqrt(least * least + sum(weight * weight for _, weight in sorted(bag.items())))
    return {term: weight / length for term, weight in bag.items()} if length else {}
