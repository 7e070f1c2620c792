"""The formats of exports, and the reading of their conversations.

One conversation is read at a time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from reviews.intake.bytes.decode import MAX_BYTES, decode
from reviews.intake.bytes.json_stream import JsonSlice, may_be_json, read_json, read_value, values
from reviews.intake.document import IntakeError
from reviews.intake.exports import (
    aistudio,
    callouts,
    chatgpt,
    claude,
    gemini_takeout,
    labelled,
    perplexity,
    revivalstack,
    saved_page,
    sharegpt,
    vscode_chat,
)
from reviews.intake.exports.chat import Chat, Conversation
from reviews.intake.exports.export import Export

EXPORTS = (
    chatgpt.EXPORT, claude.EXPORT, aistudio.EXPORT, gemini_takeout.EXPORT, sharegpt.EXPORT, saved_page.EXPORT,
    callouts.EXPORT, vscode_chat.EXPORT, perplexity.EXPORT, revivalstack.EXPORT,
)  # fmt: skip
MOST_CONVERSATIONS = 100_000
HEAD = 100_000
"""Bytes of a document in which an export shows what it is."""
_FIRST = 10_000
_LONGEST_ID = 200
_EXPORTED = re.compile(r'"(?:mapping|chat_messages|chunkedPrompt|safeHtmlItem|conversations)"\s*:')


class UploadPart(NamedTuple):
    """A document of an upload: `file[start:end]`, in bytes.

    `as_text`: it is one of the texts of an archive, which is a conversation if it bears the labels of both sides.
    """

    name: str
    start: int
    end: int
    as_text: bool = False


@dataclass(frozen=True)
class FoundConversation:
    """A conversation and its place in a file.

    `file[start:end]` is `data`, which reads as `document` and holds it. `id` is its own, or one made for it if it has
    none or shares it with another.
    """

    id: str
    chat: Chat
    export: Export
    start: int
    end: int
    data: bytes
    document: Any

    @property
    def listed(self) -> Conversation:
        """The description by which a person chooses."""
        return replace(self.chat.listed, id=self.id)

    @property
    def alone(self) -> bytes:
        """A document that holds this conversation and no other.

        These are the bytes as they came if they hold nothing else.
        """
        return self.data if self.chat.held is self.document else self.chat.alone


def conversations_in(
    file: BinaryIO,
    parts: Sequence[UploadPart],
    *,
    among: Sequence[Export] = EXPORTS,
    sure: bool = False,
    read_from: int = 0,
    known: Collection[str] = (),
) -> Iterator[tuple[int, FoundConversation | None]]:
    """Yield each conversation with the offset that was read so far.

    Begins at byte `read_from`: 0, or an offset that was yielded before. None in place of a conversation is progress
    alone. Conversations that say nothing are passed over. The last offset is the end of the last part.

    Lists and lines of conversations are read one at a time; all else is read whole, up to MAX_BYTES. `among` are the
    formats that are tried. `sure`: what begins like JSON must be one of them. `known` are the ids that were given
    before `read_from`.

    Raises IntakeError, naming the document and the place, for an export that cannot be read.
    """
    ids = set(known)
    looked_at = len(ids)
    for part in parts:
        if read_from < part.end:
            read = _read_value_by_value if _is_sequence(file, part, among) else _read_whole
            tried = (*among, labelled.EXPORT) if part.as_text else among
            for offset, conversation in read(file, part, tried, sure=sure, read_from=max(read_from, part.start)):
                looked_at += 1
                if looked_at > MOST_CONVERSATIONS:
                    raise IntakeError(
                        f"{part.name} holds too much: at most {MOST_CONVERSATIONS:,} conversations are looked through."
                    )
                if conversation:
                    own = "".join(filter(str.isprintable, conversation.id))[:_LONGEST_ID]
                    conversation = replace(conversation, id=_unique_id(own, ids))
                    ids.add(conversation.id)
                yield offset, conversation
        yield part.end, None


def document_of(data: bytes, name: str, *, sure: bool) -> Any:
    """The value of a text that is JSON, else the text.

    Raises IntakeError for an export that is cut short; with `sure`, for everything that begins like JSON and is none.
    """
    text = decode(data, name)
    if not may_be_json(text):
        return text
    try:
        value = read_json(text, name)
    except IntakeError:
        if sure or _EXPORTED.search(text[:HEAD]):
            raise
        return text
    return value if isinstance(value, dict) or any(isinstance(item, dict) for item in value) else text


def _is_sequence(file: BinaryIO, part: UploadPart, among: Sequence[Export]) -> bool:
    """Whether a document is a list or lines of conversations.

    The first one decides, within the first MAX_BYTES and _FIRST values. False if records that make one conversation
    together come before it, or if one object holds several.
    """
    try:
        for value in islice(values(file, part.start, part.end, part.name), _FIRST):
            document = _value_of(value, part)
            if _fits_any(document, among):
                return len(list(islice(_chats_in(document, among), 2))) < 2
            if _fits_any([document], among) or value.end - part.start > MAX_BYTES:
                return False
    except IntakeError:
        pass
    return False


def _read_value_by_value(
    file: BinaryIO, part: UploadPart, among: Sequence[Export], *, sure: bool, read_from: int
) -> Iterator[tuple[int, FoundConversation | None]]:
    for value in values(file, part.start, part.end, part.name, read_from=read_from):
        document = _value_of(value, part)
        conversations = (
            FoundConversation(
                id=chat.id,
                chat=chat,
                export=export,
                start=value.start,
                end=value.end,
                data=value.data,
                document=document,
            )
            for export, chat in _chats_in(document, among)
        )
        yield value.end, next(conversations, None)


def _read_whole(
    file: BinaryIO, part: UploadPart, among: Sequence[Export], *, sure: bool, read_from: int
) -> Iterator[tuple[int, FoundConversation | None]]:
    """Yield as `conversations_in` does, from a document read at once.

    An offset inside the document counts the conversations that were given.
    """
    size = part.end - part.start
    if size > MAX_BYTES:
        raise IntakeError(f"{part.name} is too large: {size:,} bytes, where at most {MAX_BYTES:,} are read.")
    file.seek(part.start)
    data = file.read(size)
    document = document_of(data, part.name, sure=sure)
    chats = list(_chats_in(document, among))
    ids: set[str] = set()
    for number, (export, chat) in enumerate(chats, 1):
        id = _unique_id(chat.id, ids) if len(chats) > 1 else chat.id
        ids.add(id)
        if number > read_from - part.start:
            offset = part.end if number == len(chats) else part.start + number
            yield (
                offset,
                FoundConversation(
                    id=id, chat=chat, export=export, start=part.start, end=part.end, data=data, document=document
                ),
            )


def _value_of(value: JsonSlice, part: UploadPart) -> Any:
    before = value.start - part.start
    name = f"{part.name} (from byte {before + 1:,} on)" if before else part.name
    return read_value(value.data, name)


def looks_exported(file: BinaryIO, part: UploadPart) -> bool:
    """Whether a document begins like an export in JSON.

    It may be one that cannot be read.
    """
    file.seek(part.start)
    text = file.read(min(HEAD, part.end - part.start)).decode("latin-1")
    return may_be_json(text) and _EXPORTED.search(text) is not None


def _fits_any(document: Any, among: Sequence[Export]) -> bool:
    return any(export.fits(document) for export in among)


def _chats_in(document: Any, among: Sequence[Export]) -> Iterator[tuple[Export, Chat]]:
    export = next((export for export in among if export.fits(document)), None)
    if export:
        yield from ((export, chat) for chat in export.chats(document))


def _unique_id(id: str, ids: Collection[str]) -> str:
    """The id, or one made with the conversation's number.

    The second if the id is empty or one of `ids`.
    """
    number = len(ids) + 1
    id = id or str(number)
    while id in ids:
        id = f"{id}-{number}"
    return id
