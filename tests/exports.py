"""Exports for tests, invented here: conversations about owls, as Claude.ai gives them."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any


def talk(number: int, title: str | None = None, prompt: str | None = None, turns: int = 1, **more: Any) -> dict:
    """Conversation "owl-N", begun on the N-th of May 2026 (from the 28th on, on the 28th)."""
    day = f"2026-05-{min(number, 28):02}"
    messages = []
    for turn in range(turns):
        asked = prompt if prompt is not None and turn == 0 else f"Is owl {number} safe, asked for the {turn + 1}. time?"
        messages += [
            {"uuid": f"{number}-{turn}-p", "sender": "human", "text": asked},
            {"uuid": f"{number}-{turn}-a", "sender": "assistant", "text": f"Owl {number} is safe, with its lid on."},
        ]
    return {
        "uuid": f"owl-{number}",
        "name": f"Of owl {number}" if title is None else title,
        "created_at": f"{day}T08:00:00Z",
        "model": "claude-opus-4-8",
        "chat_messages": messages,
        **more,
    }


def export_of(*talks: dict) -> bytes:
    """What conversations.json holds."""
    return json.dumps(list(talks), ensure_ascii=False).encode()


def zipped(**files: bytes) -> bytes:
    """A ZIP archive of JSON files by their names without the ending."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.json", data)
    return held.getvalue()
