"""A reader's arrangement as it is remembered. Pure.

Columns are remembered as ids of transcripts, and come back as the keys that the reader may know now.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collation.pages.arrangement import Arrangement, arrange

_PLAIN = ("rows", "density", "off")


def to_remember(arrangement: Arrangement, ids: Mapping[str, int]) -> dict[str, Any]:
    """What to store of an arrangement.

    {} for the one that everybody has.

    `ids` are those of the transcripts, by key. `known` are all columns of that time: those that come later are shown.
    """
    arranged = arrangement.arranged
    if not arranged:
        return {}
    return {
        **{name: arranged[name] for name in _PLAIN if name in arranged},
        "columns": [ids[key] for key in arrangement.columns] if "columns" in arranged else [],
        "pinned": [ids[key] for key in arrangement.pinned],
        "known": [ids[key] for key in arrangement.keys],
    }


def recalled(arranged: Mapping[str, Any], keys: Mapping[int, str]) -> Arrangement:
    """The arrangement that was remembered, with the columns of today.

    `keys` are those of all columns in their own order, by the id of the transcript.
    """
    columns = [keys[one] for one in arranged["columns"] if one in keys]
    if columns:
        columns += [key for one, key in keys.items() if one not in arranged["known"]]
    asked = {name: [arranged[name]] for name in _PLAIN if name in arranged}
    pinned = [keys[one] for one in arranged["pinned"] if one in keys]
    return arrange(list(keys.values()), {**asked, "columns": columns, "pinned": pinned})
