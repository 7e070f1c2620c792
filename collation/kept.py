"""What is worked out for one turn alone, kept in the cache under its words: one more transcript costs one analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from collation.record import Turn

Worked = TypeVar("Worked")


def kept(name: str, turns: Iterable[Turn], work: Callable[[Turn], Worked]) -> Callable[[Turn], Worked]:
    """`work`, done at once for those of the turns whose result is not in the cache, and looked up from then on.

    `name` is that of the work with its version. What is kept depends on the text and the blocks of a turn and must
    depend on nothing else of it; a turn that was not named beforehand is worked out anew.
    """
    turns = tuple(turns)
    keys = {turn.response_id: _key(name, turn) for turn in turns}
    found = cache.get_many(list(keys.values()))
    missing = {keys[turn.response_id]: work(turn) for turn in turns if keys[turn.response_id] not in found}
    if missing:
        cache.set_many(missing, timeout=None)
        found |= missing
    return lambda turn: found[keys[turn.response_id]] if turn.response_id in keys else work(turn)


def _key(name: str, turn: Turn) -> str:
    return f"{name}:{sha256(repr((turn.text, turn.blocks)).encode()).hexdigest()}"
