"""Chats without their labels, made of conversations whose turns are known."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviews.intake.document import turns
from reviews.intake.parse import parse

LAYOUTS = ("markdown", "plain", "tight")
_PARTS = {"markdown": 5, "plain": 3, "tight": 2}
_FENCED = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_SIGNS = re.compile(r"^(?:#{1,6}|[-*+]|>)\s+|\*\*|__|`", re.MULTILINE)


@dataclass(frozen=True)
class Unmarked:
    """A page that shows a conversation without its labels.

    `prompts` are the places of its prompts in `text`, in code points.
    """

    name: str
    language: str
    layout: str
    text: str
    prompts: tuple[tuple[int, int], ...]


def unmarked(name: str, language: str, said: Iterable[tuple[str, str]], layout: str) -> Unmarked:
    """The page of some turns, each a prompt and its answer.

    "markdown": as models write, with a blank line between all messages. "plain": as a browser copies the page, without
    the signs of Markdown. "tight": the same, and nothing blank below a prompt.
    """
    text, prompts = "", []
    for prompt, answer in said:
        prompt, answer = prompt.strip("\n"), answer.strip("\n")
        answer = answer if layout == "markdown" else _as_copied(answer)
        if prompt.strip():
            prompts.append((len(text), len(text) + len(prompt)))
            text += prompt + ("\n" if layout == "tight" else "\n\n")
        if answer.strip():
            text += answer + "\n\n"
    return Unmarked(name, language, layout, text, tuple(prompts))


def _as_copied(answer: str) -> str:
    """Markdown as the plain text that a browser copies."""
    parts = _FENCED.split(answer)
    for at in range(0, len(parts), 3):
        parts[at] = _SIGNS.sub("", parts[at])
        if at + 2 < len(parts):
            language = parts[at + 1]
            parts[at + 1] = f"{language}\nCopy code\n" if language else ""
    return "".join(parts).strip("\n")


def unmarked_pages(folder: Path) -> Iterator[Unmarked]:
    """Yield the page of each export in a folder of folders.

    Each is named after the language of the exports in it, and each file holds one conversation. The name of a file
    decides on its layout.
    """
    for file in sorted(folder.glob("*/*")):
        said = [(turn.prompt, turn.answer) for turn in turns(parse(file.read_bytes(), name=file.name))]
        yield unmarked(file.name, file.parent.name, said, _layout(file.name))


def _layout(name: str) -> str:
    """The layout of a page, by its name, in the shares of `_PARTS`."""
    drawn = [layout for layout in LAYOUTS for _ in range(_PARTS[layout])]
    return drawn[zlib.crc32(name.encode()) % len(drawn)]
