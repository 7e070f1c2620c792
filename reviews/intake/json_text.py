"""JSON out of strangers' files: read whole, in bounded depth, and never two answers for one key."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Any

from reviews.intake.pieces import IntakeError

DEEPEST = 200
LONGEST_NUMBER = 400

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_OPENING = frozenset("[{")


def may_be_json(text: str) -> bool:
    """Whether a text begins as a JSON object or list does."""
    return text.lstrip()[:1] in ("{", "[")


def read_json(text: str, name: str) -> Any:
    """The value of a JSON document, or the list of values where each line holds one. NaN, infinities and whole numbers
    of more than LONGEST_NUMBER digits are None.

    Raises IntakeError, naming the file and the place, for what is no JSON, is nested deeper than DEEPEST, or
    names a key twice in one object.
    """
    brackets = _BRACKET.findall(_STRING.sub("", text))
    if max(accumulate(1 if bracket in _OPENING else -1 for bracket in brackets), default=0) > DEEPEST:
        raise IntakeError(f"{name} is nested too deep: at most {DEEPEST} levels of JSON are read.")
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1:
            try:
                return [_loads(line) for line in lines]
            except ValueError:
                pass
        raise IntakeError(f"{name} is no whole JSON: line {error.lineno:,}, character {error.colno:,}.") from error
    except ValueError as error:
        raise IntakeError(f"{name} cannot be read as JSON: {error}.") from error


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object, parse_constant=lambda _: None, parse_int=_whole_number)


def _whole_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= LONGEST_NUMBER else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise ValueError(f"the key “{twice[:60]}” stands twice in one object")
    return found
