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

    `stands` is what stands now, by the names that the verb gives it.
    """

    def __init__(self, stands: Mapping[str, Any]) -> None:
        super().__init__(CHANGED_SINCE)
        self.stands = stands


def token(stands: Mapping[str, Any]) -> str:
    """The token of what stands: 16 characters.

    A form carries it as `seen`.
    """
    return sha256(json.dumps(stands, sort_keys=True, default=str).encode()).hexdigest()[:16]


def refuse_unseen(seen: str | None, *, stands: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Raise Overtaken if `wanted` would replace something unseen.

    `seen` is the token of what the person saw; None checks nothing. `stands` is what stands now: read it inside
    `changing`. If it equals `wanted`, nothing is refused.
    """
    if seen is not None and seen != token(stands) and stands != wanted:
        raise Overtaken(stands)
