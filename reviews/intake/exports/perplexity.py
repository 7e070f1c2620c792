"""Threads of Perplexity, as its own "Export as Markdown" writes them.

They begin with a logo, and each question is a heading.

Source: the files themselves. The answer below a question ends at a line with "⁂"; after it, notes name the cited pages.
Only the first paragraph of a question is marked as one. No specification is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reviews.intake.exports.chat import Chat, Message, joined, link_to, model_voice
from reviews.intake.exports.export import Export

_LOGO = re.compile(r"\s*<img src=\"https://r2cdn\.perplexity\.ai/[^<>]{1,300}>\s*")
_QUESTION = re.compile(r"# (?P<words>[^\n]*)\n*(?:---\n)?")
_RULED_OFF = re.compile(r"(?<=\n)---\n+(?=# )")
_ENDS = re.compile(r"^<div [^<>]{1,60}>⁂</div>[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"^\[\^(?P<id>\w{1,12})\]: (?P<url>\S+)[ \t]*$", re.MULTILINE)
_CITED = re.compile(r"\[\^(?P<id>\w{1,12})\]")
_UNSEEN = re.compile(r"<span style=\"display:none\">[^<>]{0,5000}</span>")


def _fits(document: Any) -> bool:
    return isinstance(document, str) and _LOGO.match(document) is not None


def _chats(document: Any) -> Iterator[Chat]:
    turns = list(_turns(_LOGO.sub("", document, count=1)))
    messages = joined(message for turn in turns for message in _said(turn))
    if messages:
        voice, _ = model_voice(messages, family="Perplexity")
        searched = "searched the web" if any(_NOTE.search(turn) for turn in turns) else ""
        yield Chat("", messages, voice, held=document, searched=searched)


def _turns(thread: str) -> Iterator[str]:
    """Yield the turns of a thread.

    A rule and a heading within an answer, before its end, are part of it.
    """
    parts: list[str] = []
    for part in _RULED_OFF.split(thread):
        parts.append(part)
        if _ENDS.search(part):
            yield "---\n\n".join(parts)
            parts = []
    if parts:
        yield "---\n\n".join(parts)


def _said(turn: str) -> Iterator[Message]:
    question = _QUESTION.match(turn)
    start = question.end() if question else 0
    ends = _ENDS.search(turn, start)
    notes = {note["id"]: note["url"] for note in _NOTE.finditer(turn, ends.end() if ends else len(turn))}

    def link(cited: re.Match[str]) -> str:
        markdown_link = link_to(notes.get(cited["id"], ""), "")
        return f" ({markdown_link})" if markdown_link else cited[0]

    answer = _UNSEEN.sub("", turn[start : ends.start() if ends else len(turn)])
    yield Message("prompt", question["words"] if question else "")
    yield Message("answer", _CITED.sub(link, answer))


EXPORT = Export("perplexity", _fits, _chats)
