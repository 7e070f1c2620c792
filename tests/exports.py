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


def chatgpt_talk(prompt: str, answer: str) -> dict:
    """A conversation of ChatGPT's export: a tree of messages under a root that holds none."""
    said = {"root": None, "asked": ("user", prompt), "answered": ("assistant", answer)}
    keys = list(said)
    return {
        "title": "Of an owl",
        "create_time": 1777622400.0,
        "mapping": {
            key: {
                "id": key,
                "parent": keys[number - 1] if number else None,
                "children": keys[number + 1 : number + 2],
                "message": message
                and {
                    "author": {"role": message[0]},
                    "content": {"content_type": "text", "parts": [message[1]]},
                    "recipient": "all",
                    "metadata": {"model_slug": "gpt-4o"},
                    "create_time": None,
                },
            }
            for number, (key, message) in enumerate(said.items())
        },
        "current_node": keys[-1],
        "conversation_id": "owl",
    }


def takeout_entry(prompt: str, answer: str) -> dict:
    """An entry of Gemini in Google Takeout."""
    return {
        "header": "Gemini Apps",
        "title": f"Prompted {prompt}",
        "time": "2026-05-01T08:00:00Z",
        "products": ["Gemini Apps"],
        "safeHtmlItem": [{"html": f"<p>{answer}</p>"}],
    }


def sharegpt_talk(prompt: str, answer: str) -> dict:
    """A conversation as ShareGPT keeps it."""
    return {"id": "owl", "conversations": [{"from": "human", "value": prompt}, {"from": "gpt", "value": answer}]}
