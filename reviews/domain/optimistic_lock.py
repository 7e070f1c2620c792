"""What a change was based on: one that would put away what its author has not seen is refused, and both are shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from reviews.refusal import Refused

CHANGED_SINCE = "This was changed after you opened it, so nothing was saved."


class Overtaken(Refused):
    """What a change was based on stands no longer. `stands` is what does, by the names that the verb gives it."""

    def __init__(self, stands: Mapping[str, Any]) -> None:
        super().__init__(CHANGED_SINCE)
        self.stands = stands


def token(stands: Mapping[str, Any]) -> str:
    """Sixteen characters that tell what stands from anything else that could; a form carries them as `seen`."""
    return sha256(json.dumps(stands, sort_keys=True, default=str).encode()).hexdigest()[:16]


def refuse_unseen(seen: str | None, *, stands: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Raise Overtaken if `wanted` would replace something that its author has not seen.

    `seen` is the token of what was seen; None asks nothing. Ask inside `changing`, of what was read there. The same
    change a second time is none.
    """
    if seen is not None and seen != token(stands) and stands != wanted:
        raise Overtaken(stands)
