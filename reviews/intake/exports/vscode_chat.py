"""Visual Studio Code's chats, as "Chat: Export Chat…" saves them.

They are JSON with a list of requests and their responses.

Source: `IExportableChatData` in github.com/microsoft/vscode, `src/vs/workbench/contrib/chat/common/model/chatModel.ts`.
A response is a list of parts: words have a `value` and no `kind`; thoughts, tools and edits of files are of some kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reviews.intake.bytes.decode import clean
from reviews.intake.exports.chat import Chat, Message, iso_date, joined, model_voice, object_in, objects_in, text_of
from reviews.intake.exports.export import Export
from reviews.intake.page.model_names import model_named


def _fits(document: Any) -> bool:
    asked = objects_in(object_in(document).get("requests"))
    return any("message" in request and isinstance(request.get("response"), list) for request in asked)


def _chats(document: Any) -> Iterator[Chat]:
    asked = objects_in(document["requests"])
    messages = joined(message for request in asked for message in _said(request))
    if not messages:
        return
    answers = model_named(text_of(document.get("responderUsername")))
    voice, warnings = model_voice(messages, family=answers.name if answers else "")
    moments = (document.get("creationDate"), *(request.get("timestamp") for request in asked))
    yield Chat(
        id=text_of(document.get("sessionId")),
        messages=messages,
        voice=replace(voice, said_on=next(filter(None, map(_day, moments)), "")),
        held=document,
        title=clean(text_of(document.get("customTitle"))).strip(),
        warnings=warnings,
    )


def _said(request: dict[str, Any]) -> Iterator[Message]:
    asked, id = request.get("message"), text_of(request.get("requestId"))
    text = text_of(asked) or text_of(object_in(asked).get("text"))
    yield Message("prompt", text, ids=(id,) if id else ())
    parts = request.get("response")
    answer = "".join(map(_part, objects_in(parts)))
    yield Message("answer", answer, text_of(request.get("modelId")), (f"{id}-response",) if id else ())


def _part(part: dict[str, Any]) -> str:
    """The words of a part of a response, "" for other kinds.

    A reference gives the name of its target.
    """
    if part.get("kind") in (None, "markdownContent"):
        return text_of(part.get("value")) or text_of(object_in(part.get("content")).get("value"))
    if part.get("kind") != "inlineReference":
        return ""
    path = text_of(object_in(part.get("inlineReference")).get("path"))
    name = text_of(part.get("name")) or path.rpartition("/")[2]
    return f"`{name.replace('`', '')}`" if name else ""


def _day(milliseconds: object) -> str:
    """The day of a moment in milliseconds since 1970."""
    if not isinstance(milliseconds, int | float) or isinstance(milliseconds, bool):
        return ""
    return iso_date(milliseconds // 1000)


EXPORT = Export("vscode_chat", _fits, _chats)
