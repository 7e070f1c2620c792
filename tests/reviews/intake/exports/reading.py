"""How these tests look at what a document reads as."""

import json
from typing import Any

from reviews.intake.document import Parsed, is_partition, turns
from reviews.intake.parse import parse


def read(document: Any, **told: str) -> Parsed:
    """A JSON value, a page or bytes, read; its pieces leave nothing out."""
    parsed = parse(as_bytes(document), name="export", **told)
    assert is_partition(parsed)
    return parsed


def as_bytes(document: Any) -> bytes:
    if isinstance(document, bytes):
        return document
    return (document if isinstance(document, str) else json.dumps(document)).encode()


def talk(parsed: Parsed) -> list[tuple[str, str]]:
    """Prompt and answer of each turn."""
    return [(turn.prompt, turn.answer) for turn in turns(parsed)]
