"""What is worked out for one turn alone, kept in the cache under its words: one more transcript costs one analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from collation.record import Respondent, Turn
from reviews.lens import Lens
from reviews.models import Comparison

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


def words_of(comparison: Comparison, view: Lens, respondents: Sequence[Respondent], *more: object) -> str:
    """A part of a key: alike for as long as a viewer is shown the same words of the same comparison, and `more`.

    A change may fall between the look at the comparison and the look at its record: which responses the record holds
    has the last word.
    """
    # The moment it was made tells comparisons of different databases apart: ids and revisions begin again from 1.
    made = comparison.created_at.timestamp()
    columns = [(one.transcript_id, *(turn.response_id for turn in one.turns)) for one in respondents]
    held = sha256(repr((view.fingerprint, columns, more)).encode()).hexdigest()[:32]
    return f"{comparison.pk}:{made}:{comparison.text_revision}:{held}"


def _key(name: str, turn: Turn) -> str:
    return f"{name}:{sha256(repr((turn.text, turn.blocks)).encode()).hexdigest()}"
