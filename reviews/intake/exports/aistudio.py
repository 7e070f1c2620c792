"""Google AI Studio's prompts, as its folder in Google Drive keeps them.

A file is one conversation, in JSON, without an extension.

Source: the files themselves. No specification is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reviews.intake.bytes.decode import clean
from reviews.intake.exports.chat import Chat, Message, iso_date, joined, model_voice, object_in, objects_in, text_of
from reviews.intake.exports.export import Export

_FILES = {
    "driveDocument": "document",
    "driveImage": "image",
    "driveVideo": "video",
    "driveAudio": "recording",
    "inlineImage": "image",
    "inlineFile": "file",
    "inlineData": "file",
    "youtubeVideo": "video",
}
_FAMILIES = ("Gemini", "Gemma")


def _fits(document: Any) -> bool:
    return isinstance(object_in(object_in(document).get("chunkedPrompt")).get("chunks"), list)


def _chats(document: Any) -> Iterator[Chat]:
    chunks = objects_in(document["chunkedPrompt"]["chunks"])
    messages = joined(message for chunk in chunks if (message := _said(chunk)))
    if not messages:
        return
    model = text_of(object_in(document.get("runSettings")).get("model")).removeprefix("models/")
    family = next((name for name in _FAMILIES if model.lower().startswith(name.lower())), "")
    voice, warnings = model_voice(messages, family=family or ("" if model else "Gemini"), default=model)
    if _words(object_in(document.get("systemInstruction"))).strip():
        warnings = (*warnings, "A system instruction stood before the conversation: it is left out.")
    days = (iso_date(record.get("createTime")) for record in (document, *chunks))
    yield Chat(
        id="",
        messages=messages,
        voice=replace(voice, said_on=next(filter(None, days), "")),
        held=document,
        title=clean(text_of(document.get("title"))).strip(),
        searched="searched the web" if any(_searches(chunk) for chunk in chunks) else "",
        warnings=warnings,
    )


def _said(chunk: dict[str, Any]) -> Message | None:
    """The message of a chunk, which may be a thought alone."""
    role = chunk.get("role")
    if role not in ("user", "model"):
        return None
    if chunk.get("isThought") or chunk.get("thought"):
        return Message("answer", "", thoughts=text_of(chunk.get("text")))
    files = [f"[{what}]" for key, what in _FILES.items() if chunk.get(key)]
    words = "\n\n".join(filter(None, (*files, _words(chunk))))
    return Message("prompt" if role == "user" else "answer", words)


def _words(chunk: dict[str, Any]) -> str:
    """The text of a chunk, else that of its parts.

    Parts are streamed pieces of one text; thoughts are left out.
    """
    parts = [item for item in objects_in(chunk.get("parts")) if not (item.get("thought") or item.get("isThought"))]
    return text_of(chunk.get("text")) or "".join(text_of(part.get("text")) for part in parts)


def _searches(chunk: dict[str, Any]) -> bool:
    return bool(object_in(chunk.get("grounding")).get("webSearchQueries"))


EXPORT = Export("aistudio", _fits, _chats)
