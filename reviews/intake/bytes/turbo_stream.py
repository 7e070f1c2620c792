"""Read the data that React Router's pages carry for their scripts.

It is a flat table, in which values refer to others by their places.

Source: github.com/jacob-ebey/turbo-stream. An object is `{"_k": v}` with the places of its keys and values, a list
holds the places of its values; negative places are nulls and numbers that JSON has not; a list that begins with a
letter is a value of a kind of its own, such as a date. A place that many refer to is copied for each.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from reviews.intake.bytes.json_stream import DEEPEST, MOST_VALUES, read_json
from reviews.intake.document import IntakeError

_CHUNK = re.compile(r"streamController\.enqueue\((\"(?:[^\"\\]++|\\.)*+\")\)")


def object_with(page: str, keys: Collection[str], name: str) -> dict[str, Any] | None:
    """The first object in a page's data with one of the keys.

    None if there is none. Raises IntakeError, naming the page, if it is not a table, or has more than MOST_VALUES
    values.
    """
    chunk = _CHUNK.search(page)
    table = read_json(read_json(f"[{chunk[1]}]", name)[0], name) if chunk else None
    if not isinstance(table, list):
        return None
    for value in table:
        if isinstance(value, dict) and any(_at(table, key[1:]) in keys for key in value):
            copied = _Copying(table, name).copy(value, 0)
            return copied if isinstance(copied, dict) else None
    return None


def _at(table: list[Any], place: Any) -> Any:
    """The value at a place; None if there is no such place."""
    if isinstance(place, str) and place.isdecimal() and len(place) < 9:
        place = int(place)
    inside = isinstance(place, int) and not isinstance(place, bool) and 0 <= place < len(table)
    return table[place] if inside else None


class _Copying:
    """Build values from a table, and count them."""

    def __init__(self, table: list[Any], name: str) -> None:
        self._table, self._name, self._count = table, name, 0

    def copy(self, value: Any, depth: int) -> Any:
        self._count += 1
        if depth > DEEPEST or self._count > MOST_VALUES:
            raise IntakeError(f"{self._name} holds too much, or too deep: it cannot be put together.")
        if isinstance(value, dict):
            keys = ((_at(self._table, key[1:]), place) for key, place in value.items())
            return {key: self.copy(_at(self._table, place), depth + 1) for key, place in keys if isinstance(key, str)}
        if isinstance(value, list):
            of_a_kind = bool(value) and isinstance(value[0], str)
            return None if of_a_kind else [self.copy(_at(self._table, place), depth + 1) for place in value]
        return value
