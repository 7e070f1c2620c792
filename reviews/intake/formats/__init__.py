"""The formats that documents come in, behind one `parse`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reviews.intake.archive import is_archive, members
from reviews.intake.chat import Chat, Conversation, ManyConversations, as_parsed
from reviews.intake.decode import decode
from reviews.intake.formats import (
    aistudio,
    chatgpt,
    claude,
    clipboard_html,
    gemini_takeout,
    markdown,
    plain,
    saved_page,
    sharegpt,
)
from reviews.intake.formats.format import Export, Format
from reviews.intake.json_text import may_be_json, read_json
from reviews.intake.pasted import told_voice
from reviews.intake.pieces import IntakeError, Parsed

EXPORTS = (
    chatgpt.EXPORT, claude.EXPORT, aistudio.EXPORT, gemini_takeout.EXPORT, sharegpt.EXPORT, saved_page.EXPORT,
)  # fmt: skip
TEXTS = (clipboard_html.FORMAT, markdown.FORMAT, plain.FORMAT)
FORMATS: tuple[Export | Format, ...] = (*EXPORTS, *TEXTS)
_BY_NAME = {format.name: format for format in FORMATS}
_EXPORTED = re.compile(r'"(?:mapping|chat_messages|chunkedPrompt|safeHtmlItem|conversations)"\s*:')
_JSON_FILE, _PAGE_FILE = re.compile(r"\.jsonl?$", re.IGNORECASE), re.compile(r"\.html?$", re.IGNORECASE)


def parse(
    data: bytes,
    *,
    name: str = "",
    format: str = "auto",
    html: str | None = None,
    respondent: str = "",
    kind: str = "",
    conversation: str = "",
) -> Parsed:
    """Reads one document into turns; nothing is stored.

    `name` is used in sentences only. `format` is a name in FORMATS, or "auto": what the content looks like.
    `html` is the clipboard's own text/html, preferred where it holds the words of `data`. `respondent` and
    `kind` ("model" or "person") say who answers where the document names nobody or one only. `conversation` is the id
    of the one to read where an export holds several.
    Raises IntakeError, one sentence that names the file, for what cannot be read; ManyConversations, which lists
    them, where one has to be chosen.
    """
    chosen = _format(format)
    told = told_voice(respondent, kind)
    if found := _export(data, name, chosen, as_it_is=bool(respondent)):
        export, chats = found
        return as_parsed(_choose(chats, name, conversation), format=export.name, told=told)
    if html and format in ("auto", clipboard_html.FORMAT.name) and data.strip():
        plain_text = decode(data, name)
        converted = clipboard_html.as_markdown(html)
        if clipboard_html.holds(converted, plain_text):
            return clipboard_html.read(converted, told=told, kind=kind)
    text = decode(data if data.strip() or not html else html.encode("utf-8", "replace"), name)
    reader = chosen if isinstance(chosen, Format) else next(known for known in TEXTS if known.sniff(text))
    return reader.parse(text, told=told, kind=kind)


def conversations(data: bytes, *, name: str = "", format: str = "auto") -> tuple[Conversation, ...]:
    """What an export holds, to choose from, in its own order; nothing for a document that is none.

    Raises IntakeError as `parse` does.
    """
    found = _export(data, name, _format(format), as_it_is=True)
    return tuple(chat.listed for chat in found[1]) if found else ()


def alone(data: bytes, *, name: str = "", format: str = "auto", conversation: str = "", branch: str = "") -> bytes:
    """What to keep of a document: the bytes as they came, or of an archive, or an export of several conversations,
    the one that was chosen and none of the others.

    `branch` is the id of another way that the conversation went: what is kept reads as that one.
    Raises IntakeError and ManyConversations as `parse` does.
    """
    found = _export(data, name, _format(format), as_it_is=True)
    if not found:
        if branch:
            raise IntakeError(f"{name or 'The text'} is no export of a conversation: it has no branches.")
        return data
    chat = _choose(found[1], name, conversation)
    if branch:
        return chat.ended_at(branch).alone
    return chat.alone if is_archive(data) or len(found[1]) > 1 else data


def _format(name: str) -> Export | Format | None:
    if name != "auto" and name not in _BY_NAME:
        raise IntakeError(f"There is no format “{name}”: choose auto, {', '.join(_BY_NAME)}.")
    return _BY_NAME.get(name)


def _choose(chats: Sequence[Chat], name: str, conversation: str) -> Chat:
    if conversation:
        for chat in chats:
            if chat.id == conversation:
                return chat
        raise IntakeError(f"{name or 'The export'} holds no conversation “{conversation[:100]}”.")
    if len(chats) > 1:
        raise ManyConversations(name or "The export", [chat.listed for chat in chats])
    return chats[0]


def _export(
    data: bytes, name: str, chosen: Export | Format | None, *, as_it_is: bool
) -> tuple[Export, list[Chat]] | None:
    """The export that a document is, with its conversations, at least one; None for a document to read as text.

    `as_it_is`: JSON that is no export is text like any other; else it is refused.
    """
    if isinstance(chosen, Format) or not data.strip():
        return None
    known = (chosen,) if chosen else EXPORTS
    name = name or "The pasted text"
    found: dict[Export, list[Chat]] = {}
    for documents in _documents(data, name, sure=chosen is not None):
        for document in documents:
            export = next((each for each in known if each.fits(document)), None)
            if export:
                found.setdefault(export, []).extend(export.chats(document))
            elif not (isinstance(document, str) or chosen or as_it_is or is_archive(data)):
                raise IntakeError(
                    f"{name} is JSON, but no export of conversations that is read here. To take it as one answer, say "
                    "who said it."
                )
        if any(found.values()):
            break
    for export in known:
        if chats := found.get(export):
            return export, _with_ids(chats)
    if found or chosen or is_archive(data):
        what = f"{chosen.name} conversation" if chosen else "conversation"
        raise IntakeError(f"{name} holds no {what} that says something.")
    return None


def _documents(data: bytes, name: str, *, sure: bool) -> Iterator[Iterator[Any]]:
    """What there is to look at in a file: the value of its JSON, else its text; of an archive, the JSON files in it,
    then the pages."""
    if is_archive(data):
        yield _archived(data, name, _JSON_FILE)
        yield _archived(data, name, _PAGE_FILE)
    else:
        yield iter([_document(data, name, sure=sure)])


def _archived(data: bytes, name: str, ending: re.Pattern[str]) -> Iterator[Any]:
    """The documents in an archive. What cannot be read is passed over, unless it is an export."""
    for member in members(data, name, ending):
        try:
            yield _document(member.data, f"{name} ({member.name})", sure=False)
        except IntakeError:
            if _is_export(member.data.decode("latin-1")):
                raise


def _document(data: bytes, name: str, *, sure: bool) -> Any:
    """The value of a text that is JSON, else the text. Raises IntakeError for an export that is cut short; with
    `sure`, for everything that begins like JSON and is none."""
    text = decode(data, name)
    if not may_be_json(text):
        return text
    try:
        value = read_json(text, name)
    except IntakeError:
        if sure or _is_export(text):
            raise
        return text
    return value if isinstance(value, dict) or any(isinstance(one, dict) for one in value) else text


def _is_export(text: str) -> bool:
    return may_be_json(text) and _EXPORTED.search(text[:100_000]) is not None


def _with_ids(chats: Sequence[Chat]) -> list[Chat]:
    """The conversations, each with an id that no other has: its own, else its number."""
    taken: set[str] = set()
    found = []
    for number, chat in enumerate(chats, 1):
        id = chat.id if chat.id and chat.id not in taken else str(number)
        while id in taken:
            id += "-again"
        taken.add(id)
        found.append(replace(chat, id=id))
    return found
