"""ShareGPT's conversations, and formats like it.

They are lists of turns "from" human and gpt, or with a "role".

Source: the data sets that use the layout (one JSON list, or one JSON object a line). The same with `role` and `content`
is what chat interfaces take and many tools write (Open WebUI around a `chat`), with `role` and `parts` what Google's
take, with `role` and `say` what the browser extensions of chatgptexporter.com write, with `author` what those of
RevivalStack do, and with `sender` and `isCreatedByUser` what LibreChat does. In DialogStudio's form of the data set, a
`log` pairs utterances with responses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reviews.intake.bytes.decode import clean
from reviews.intake.exports.chat import (
    Chat,
    Message,
    iso_date,
    joined,
    links_among,
    model_voice,
    object_in,
    objects_in,
    seconds_of,
    text_of,
)
from reviews.intake.exports.export import Export
from reviews.intake.formats.html_to_markdown import as_markdown
from reviews.intake.page.dates import moment_in
from reviews.intake.page.model_names import model_at
from reviews.intake.page.newest_first import order_of

_TURNS = ("conversations", "conversation", "messages", "items", "contents")
_SPEAKERS = ("from", "role", "author", "sender")
_PEOPLE = ("human", "user", "prompt")
_MODELS = {
    "gpt": "ChatGPT",
    "chatgpt": "ChatGPT",
    "bing": "Copilot",
    "bard": "Gemini",
    "claude": "Claude",
    "gemini": "Gemini",
    "assistant": "",
    "model": "",
    "bot": "",
    "chatbot": "",
    "ai": "",
    "response": "",
}
_SAID = ("value", "content", "say", "text", "parts")
_THOUGHT = ("reasoning_content", "reasoning", "thinking", "thought")
_SOURCES = ("citations", "sources", "annotations", "references", "search_results", "webSearchResults")
_HTML = re.compile(r"\s*<(?:div|p|ol|ul|pre|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)


def _fits(document: Any) -> bool:
    return any(_is_turn(turn) for conversation in _conversations(document) for turn in _turns(conversation)[:2])


def _conversations(document: Any) -> list[dict[str, Any]]:
    """The conversations of a list, or a document's only one.

    A bare list of turns is one conversation. A document that has turns of its own is one too, whatever else it holds:
    so each conversation of a list reads alone as it does there.
    """
    if isinstance(document, list) and any(map(_is_turn, document)):
        return [{"conversations": document}]
    if isinstance(document, dict) and not any(map(_said, _turns(document))):
        if any(map(_turns, objects_in(document.get("chats")))):
            return objects_in(document["chats"])
        if any(map(_log, document.values())):
            return objects_in(list(document.values()))
    return objects_in(document if isinstance(document, list) else [document])


def _turns(conversation: dict[str, Any]) -> list[dict[str, Any]]:
    inner = object_in(conversation.get("chat")) or conversation
    return next((found for key in _TURNS if (found := objects_in(inner.get(key)))), _log(conversation))


def _log(conversation: object) -> list[dict[str, Any]]:
    """The turns of a conversation's log, if it has one."""
    pairs = objects_in(object_in(conversation).get("log"))
    return [
        {"from": speaker, "value": pair[key]}
        for pair in pairs
        for speaker, key in (("human", "user utterance"), ("gpt", "system response"))
        if key in pair
    ]


def _is_turn(value: object) -> bool:
    turn = object_in(value)
    if isinstance(turn.get("from"), str) or isinstance(turn.get("role"), str):
        return any(key in turn for key in _SAID)
    return _speaker(turn) in (*_PEOPLE, *_MODELS) and ("content" in turn or "text" in turn)


def _chats(document: Any) -> Iterator[Chat]:
    for conversation in _conversations(document):
        turns = _turns(conversation)
        spoken = [(message, turn) for turn in turns if (message := _said(turn))]
        messages = joined(message for message, _ in spoken)
        if not messages:
            continue
        about = object_in(conversation.get("metadata"))
        link = text_of(about.get("link")) or text_of(conversation.get("url"))
        site = model_at(link)
        speakers = (*(_MODELS.get(_speaker(turn), "") for turn in turns), "Gemini" * ("contents" in conversation))
        model = text_of(conversation.get("model")) or text_of(object_in(conversation.get("config")).get("model"))
        family = "" if model else next(filter(None, (*speakers, site.name if site else "")), "")
        voice, warnings = model_voice(messages, family=family, default=model)
        keys = ("create_time", "created_at", "date", "timestamp", "createdAt")
        moments = [next(filter(None, (seconds_of(turn.get(key)) for key in keys)), None) for _, turn in spoken]
        order = order_of([(said.role == "prompt", at) for (said, _), at in zip(spoken, moments, strict=True)])
        days = (iso_date(record.get(key)) for record in (conversation, *turns[:1]) for key in keys)
        created = moment_in(text_of(object_in(about.get("dates")).get("created")))
        said_on = next(filter(None, (*days, created.date().isoformat() if created else "")), "")
        yield Chat(
            id=_id(conversation.get("id")),
            messages=messages,
            voice=replace(voice, said_on=said_on, link=link if site else ""),
            held=conversation,
            title=clean(text_of(conversation.get("title")) or text_of(about.get("title"))).strip(),
            warnings=warnings,
            newest_first=order == "newest_first",
        )


def _id(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _speaker(turn: dict[str, Any]) -> str:
    if isinstance(by_user := turn.get("isCreatedByUser"), bool):
        return "user" if by_user else "assistant"
    return next((name for key in _SPEAKERS if (name := text_of(turn.get(key)))), "").strip().lower()


def _said(turn: dict[str, Any]) -> Message | None:
    """The message of a person or a model; None for others.

    Others are systems, tools and the like.
    """
    speaker, text = _speaker(turn), next(filter(None, (_words(turn.get(key)) for key in _SAID)), "")
    if speaker in _PEOPLE:
        return Message("prompt", text)
    if speaker not in _MODELS:
        return None
    parts = [part for key in _SAID for part in objects_in(turn.get(key))]
    return Message(
        "answer",
        as_markdown(text) if _HTML.match(text) else text,
        text_of(turn.get("model")),
        thoughts="\n\n".join(filter(str.strip, (*(text_of(turn.get(key)) for key in _THOUGHT), *map(_thought, parts)))),
        sources=tuple(links_among([record.get(key) for record in (turn, *parts) for key in _SOURCES])),
    )


def _thought(part: dict[str, Any]) -> str:
    """The words of a part that is a thought, "" for others."""
    if not (part.get("thought") or part.get("type") in ("thinking", "reasoning", "think")):
        return ""
    return next((words for key in (*_THOUGHT, "text", "think") if (words := text_of(part.get(key)))), "")


def _words(value: object) -> str:
    """A text, or the texts among its parts."""
    if not isinstance(value, list):
        return text_of(value)
    parts = [part if isinstance(part, str) else _part(object_in(part)) for part in value]
    return "\n\n".join(filter(None, parts))


def _part(part: dict[str, Any]) -> str:
    if part.get("type") in ("image_url", "image", "input_image"):
        return "[image]"
    if part.get("thought") or part.get("type") not in ("text", "input_text", "output_text", None):
        return ""
    return text_of(part.get("text"))


EXPORT = Export("sharegpt", _fits, _chats)
