"""Refusal of changes based on something that has changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from reviews.refusal import Refused

CHANGED_SINCE = "This was changed after you opened it, so nothing was saved."


class Overtaken(Refused):
    """What a change was based on has changed since.

    `stored` are the values that are stored now, by the names that the verb gives them.
    """

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__(CHANGED_SINCE)
        self.stored = stored


def token(stored: Mapping[str, Any]) -> str:
    """The token of stored values: 16 characters.

    A form carries it as `seen`.
    """
    return sha256(json.dumps(stored, sort_keys=True, default=str).encode()).hexdigest()[:16]


def refuse_unseen(seen: str | None, *, stored: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Raise Overtaken if `wanted` would replace something unseen.

    `seen` is the token of what the person saw; None checks nothing. `stored` are the values that are stored now: read
    them inside `changing`. If they equal `wanted`, nothing is refused.
    """
    if seen is not None and seen != token(stored) and stored != wanted:
        raise Overtaken(stored)
