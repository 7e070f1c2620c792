"""Conversations as RevivalStack's AI Chat Exporter writes them.

They are Markdown with a table of contents. Each turn is a section "chat-1", which begins with the prompt as a
quotation.

Source: the exporter's own samples (github.com/revivalstack/ai-chat-exporter).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from reviews.intake.exports.chat import Chat, Message, joined, model_voice
from reviews.intake.exports.export import Export
from reviews.intake.page.front_matter import day_in, front_matter, link_in, voice_in

_TOP = "###### [top](#table-of-contents)"
_TURN = re.compile(r"^## chat-\d{1,5}\n{1,3}(?P<prompt>(?:>[^\n]*\n)+)", re.MULTILINE)
_QUOTED = re.compile(r"^>[ \t]?", re.MULTILINE)


def _fits(document: Any) -> bool:
    return isinstance(document, str) and _TOP in document and _TURN.search(document) is not None


def _chats(document: Any) -> Iterator[Chat]:
    turns = list(_TURN.finditer(document))
    starts = (*(turn.start() for turn in turns), len(document))
    messages = joined(
        message
        for turn, (_, end) in zip(turns, pairwise(starts), strict=True)
        for message in (
            Message("prompt", _QUOTED.sub("", turn["prompt"])),
            Message("answer", _answer(document[turn.end() : end])),
        )
    )
    if messages:
        head, _ = front_matter(document)
        voice = voice_in(head) or model_voice(messages)[0]
        voice = replace(voice, link=link_in(head), said_on=day_in(head))
        yield Chat("", messages, voice, held=document, title=head.get("title", ""))


def _answer(section: str) -> str:
    return section.rstrip().removesuffix(_TOP).rstrip().removesuffix("___")


EXPORT = Export("revivalstack", _fits, _chats)
