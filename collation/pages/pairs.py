"""Addresses of pairs of reviewers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count, permutations
from unicodedata import normalize

Pair = tuple[str, str]


def pair_keys(names: Iterable[str]) -> dict[Pair, str]:
    """What an address has of each ordered pair: "bob-dana", and "dana-bob".

    All are different; a number tells apart what would be the same.
    """
    taken: set[str] = set()
    words = {name: _apart(_word(name), taken) for name in names}
    joined: set[str] = set()
    return {(a, b): _apart(f"{words[a]}-{words[b]}", joined) for a, b in permutations(words, 2)}


def _word(name: str) -> str:
    """The letters and digits of a name; letters of other scripts stay."""
    return "-".join(re.findall(r"[^\W_]+", normalize("NFKC", name).casefold())) or "reviewer"


def _apart(word: str, taken: set[str]) -> str:
    tries = (word if number == 1 else f"{word}-{number}" for number in count(1))
    free = next(attempt for attempt in tries if attempt not in taken)
    taken.add(free)
    return free
