"""An invented export of ChatGPT's, of any size: for tests of what is read as a stream, and for the benchmarks."""

from __future__ import annotations

import json
from random import Random
from typing import Any, BinaryIO

WORDS = (
    "barn beam bird claim cold dawn draught egg evidence feather figure flight ground hatch hay hour lid lamp loft "
    "measure mouse nest night noise owl page perch question reading roof rope safe sample season shed straw table test "
    "tower trial wall warm weather wind wing winter works “well” schön 夜 🦉"
).split()


def write_export(file: BinaryIO, count: int, *, turns: int = 21) -> None:
    """`conversations.json` of that many conversations, as the site gives it: one list, on one line.

    A turn has about 5 KB; every seventh conversation has a prompt that was edited.
    """
    random = Random(7)
    file.write(b"[")
    for number in range(count):
        file.write(b", " if number else b"")
        file.write(json.dumps(_conversation(random, number, turns)).encode())
    file.write(b"]")


def _conversation(random: Random, number: int, turns: int) -> dict[str, Any]:
    moment = 1_700_000_000 + 10_000.5 * number
    nodes: dict[str, dict[str, Any]] = {"root": {"id": "root", "message": None, "parent": None, "children": []}}
    last = "root"
    for turn in range(turns):
        for role in ("user", "assistant"):
            last = _add(nodes, last, _message(random, f"{number:06}-{turn}-{role}", role, moment + turn))
    if number % 7 == 0:
        _add(nodes, "root", _message(random, f"{number:06}-edited", "user", moment))
    return {
        "title": f"Owl {number}: {_words(random, 4)}",
        "create_time": moment,
        "update_time": moment + turns,
        "mapping": nodes,
        "moderation_results": [],
        "current_node": last,
        "plugin_ids": None,
        "conversation_id": f"owl-{number:06}",
        "is_archived": False,
        "safe_urls": [],
        "default_model_slug": "gpt-4o",
        "id": f"owl-{number:06}",
    }


def _add(nodes: dict[str, dict[str, Any]], parent: str, message: dict[str, Any]) -> str:
    id = message["id"]
    nodes[parent]["children"].append(id)
    nodes[id] = {"id": id, "message": message, "parent": parent, "children": []}
    return id


def _message(random: Random, id: str, role: str, moment: float) -> dict[str, Any]:
    of_a_model = {
        "model_slug": "gpt-4o",
        "finish_details": {"type": "stop", "stop_tokens": [200002]},
        "is_complete": True,
        "citations": [],
        "content_references": [],
        "parent_id": f"p-{id}",
    }
    paragraphs = [_words(random, 80) for _ in range(7 if role == "assistant" else 1)]
    return {
        "id": id,
        "author": {"role": role, "name": None, "metadata": {}},
        "create_time": moment,
        "update_time": None,
        "content": {"content_type": "text", "parts": ["\n\n".join(paragraphs)]},
        "status": "finished_successfully",
        "end_turn": role == "assistant",
        "weight": 1.0,
        "metadata": {"request_id": f"r-{id}", "message_type": None, **(of_a_model if role == "assistant" else {})},
        "recipient": "all",
        "channel": None,
    }


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS, k=count))
