"""Tell by its times that a conversation stands newest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

Order = Literal["newest_first", "backwards", ""]

TURNED = (
    "The newest message stands first here, as the times show. Unless somebody chooses the order of the page, the turns "
    "are stored in the order in which they were written."
)
BACKWARDS = (
    "The times at the labels run backwards, the newest first: look whether each answer stands under its own prompt, or "
    "copy the chat in the order in which it was written."
)
_FEWEST_FALLING = 2


def order_of(messages: Sequence[tuple[bool, Any]]) -> Order:
    """The order in which messages stand.

    Each is whether it is a prompt, and its moment, or None. They stand newest first if all moments fall and each answer
    stands above its prompt, or if those of the prompts fall and no answer is older than the prompt above it. Moments
    that fall otherwise run "backwards".
    """
    if not messages:
        return ""
    prompted = messages[0][0]
    moments = [moment for _, moment in messages if moment]
    asked = [moment for is_prompt, moment in messages if is_prompt and moment]
    if not prompted:
        if not _fall(moments):
            return ""
        return "newest_first" if messages[-1][0] else "backwards"
    answered = all(
        before[1] <= after[1]
        for before, after in pairwise(messages)
        if before[0] and not after[0] and before[1] and after[1]
    )
    if _fall(asked) and answered:
        return "newest_first"
    return "backwards" if _fall(moments) else ""


def _fall(moments: Sequence[Any]) -> bool:
    pairs = list(pairwise(moments))
    return sum(before > after for before, after in pairs) >= _FEWEST_FALLING and all(a >= b for a, b in pairs)
