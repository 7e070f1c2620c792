"""Conversations as Obsidian's importers write them.

They are Markdown in which each message is a callout, "> [!user] …".

Source: the notes of Nexus AI Chat Importer (github.com/Superkikim/nexus-ai-chat-importer), whose callouts are
`nexus_user` and `nexus_agent`, and callouts that bear a speaker's name, "> [!note] ChatGPT".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reviews.intake.exports.chat import Chat, Message, joined, model_voice
from reviews.intake.exports.export import Export
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.front_matter import day_in, front_matter, link_in, printed_head, voice_in
from reviews.intake.page.speaker_labels import speaker_named

_OPENS = re.compile(r">[ \t]?\[!(?P<kind>[\w-]{1,40})\][+-]?[ \t]*(?P<title>.{0,300})")
_SPEAKERS = ("user", "human", "you", "me", "agent", "assistant", "ai", "bot")
_NAMED = re.compile(r"[*_]*(?P<who>[^*_]{1,60}?)[*_]*(?: - .{0,60})?")
_QUOTED = re.compile(r">[ \t]?")
_FILE = re.compile(r"^> \[!nexus_attachment\][+-]? \*\*(?P<name>[^*\n]{1,200})\*\*.*$", re.MULTILINE)


@dataclass
class _Callout:
    """A message: speaker, model that the callout names, and lines."""

    speaker: str
    name: str
    lines: list[str] = field(default_factory=list)


def _fits(document: Any) -> bool:
    if not isinstance(document, str) or "[!" not in document:
        return False
    return {"user", "model"} <= {callout.speaker for callout in _callouts(document)}


def _callouts(text: str) -> Iterator[_Callout]:
    """Yield the callouts that are messages.

    A line that is not quoted ends one. A callout of another kind inside a message is part of it.
    """
    callout: _Callout | None = None
    for line in lines_of(text):
        opens = _OPENS.match(line.text)
        if opens and (named := _named(opens["kind"], opens["title"].strip())):
            if callout:
                yield callout
            callout = named
        elif callout and line.text.startswith(">"):
            callout.lines.append(_QUOTED.sub("", line.text, count=1))
        elif callout:
            yield callout
            callout = None
    if callout:
        yield callout


def _named(kind: str, title: str) -> _Callout | None:
    """The callout of a speaker, by its title, else by its kind.

    If the kind says who speaks, the title is part of the message.
    """
    named = _NAMED.fullmatch(title)
    callout = _spoken(named["who"]) if named else None
    if callout or not (callout := _spoken(re.split(r"[_-]", kind)[-1])):
        return callout
    return replace(callout, lines=[title])


def _spoken(words: str) -> _Callout | None:
    speaker = speaker_named(words)
    if not speaker or not (speaker.voice or speaker.words in _SPEAKERS):
        return None
    return _Callout(speaker.speaker, speaker.voice.name if speaker.voice else "")


def _chats(document: Any) -> Iterator[Chat]:
    head, end = front_matter(document)
    head = printed_head(document, end)[0] | head
    messages = joined(map(_said, _callouts(document)))
    if messages:
        named = voice_in(head)
        voice, warnings = model_voice(messages)
        voice = replace(named or voice, link=link_in(head), said_on=day_in(head))
        yield Chat(
            id=head.get("conversation_id", ""),
            messages=messages,
            voice=voice,
            held=document,
            title=head.get("title", ""),
            warnings=warnings,
        )


def _said(callout: _Callout) -> Message:
    words = _FILE.sub(lambda file: f"[file: {file['name']}]", "\n".join(callout.lines))
    return Message("prompt" if callout.speaker == "user" else "answer", words, callout.name)


EXPORT = Export("callouts", _fits, _chats)
