"""Conversations as texts in an archive, one file each.

A text is a conversation if it bears the labels of both sides, which tells it from a note beside it; a text that comes
alone needs no such sign. A text that is extracted is read like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reviews.intake.document import turns
from reviews.intake.exports.chat import Chat, Message, joined
from reviews.intake.exports.export import Export
from reviews.intake.formats import markdown
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.question_headings import NO_SHEET
from reviews.intake.page.speaker_labels import find_markers


def _fits(document: Any) -> bool:
    if not isinstance(document, str) or document.lstrip()[:1] == "<":
        return False
    return {"user", "model"} <= {marker.speaker for marker in find_markers(lines_of(document, fences=True))}


def _chats(document: Any) -> Iterator[Chat]:
    parsed = markdown.FORMAT.parse(document, stated=None, kind="", sheet=NO_SHEET)
    messages_of_turns = (
        message
        for turn in turns(parsed)
        for message in (Message("prompt", turn.prompt), Message("answer", turn.answer))
    )
    if messages := joined(messages_of_turns):
        yield Chat("", messages, parsed.voices[0], held=document, title=parsed.title)


EXPORT = Export(markdown.FORMAT.name, _fits, _chats)
