"""Claude.ai's data export (`conversations.json`), and single conversations.

Those are as the site's own API gives them.

Source: the files themselves (Settings → Privacy → Export data). No specification is published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reviews.intake.bytes.html_tokens import attribute
from reviews.intake.document import Branch
from reviews.intake.exports.branches import other_ways, way_to
from reviews.intake.exports.chat import (
    Chat,
    Message,
    branching_chat,
    joined,
    links_among,
    object_in,
    objects_in,
    seconds_of,
    text_of,
    work,
)
from reviews.intake.exports.export import Export

_ROLES = {"human": "prompt", "assistant": "answer"}
_ASIDE = re.compile(r"<(antThinking|antArtifact)\b([^<>]{0,2000})>", re.IGNORECASE)
_SEARCHES = ("web_search", "web_fetch", "launch_extended_search_task")
_NOTICE = (
    r"(?:This block is not supported on your current device yet|"
    r"(?:[\w ]{1,30} )?artifacts [\w ]{1,20}the Analysis Tool "
    r"[\w ]{0,40}(?:not|n['’]t)(?: yet)? supported(?: yet)? on mobile)\."
)
_NOT_SHOWN = re.compile(rf"(?:\n{{0,5}}(?:```\n{_NOTICE}\n```|(?<![^\n]){_NOTICE}(?=\n|\Z)))+\n{{0,5}}", re.IGNORECASE)
_PASTED = re.compile(r"|paste[\w -]{0,20}(?:\.txt|\.md)?", re.IGNORECASE)
_AS_WORDS = ("text/markdown", "text/plain", "application/vnd.ant.markdown")


def _fits(document: Any) -> bool:
    return any(isinstance(conversation.get("chat_messages"), list) for conversation in _conversations(document))


def _conversations(document: Any) -> list[dict[str, Any]]:
    return objects_in(document if isinstance(document, list) else [document])


def _chats(document: Any) -> Iterator[Chat]:
    for conversation in _conversations(document):
        shown, other = _ways(conversation)
        messages = joined(message for record in shown if (message := _said(record)))
        if messages:
            yield branching_chat(
                conversation,
                messages,
                id=text_of(conversation.get("uuid")),
                title=text_of(conversation.get("name")),
                family="Claude",
                default=text_of(conversation.get("model")),
                moments=(record.get("created_at") for record in (conversation, *shown)),
                searches=any(map(_searches, shown)),
                other=other,
                leaf_key="current_leaf_message_uuid",
            )


def _ways(conversation: dict[str, Any]) -> tuple[list[dict[str, Any]], tuple[tuple[Branch, ...], tuple[str, ...]]]:
    """The messages of the current branch, the other branches, and warnings.

    If no two messages answer the same one, all are taken in the order of the file.
    """
    every = objects_in(conversation.get("chat_messages"))
    by_id = {uuid: message for message in every if (uuid := text_of(message.get("uuid")))}
    parents = {
        uuid: parent for uuid, message in by_id.items() if (parent := text_of(message.get("parent_message_uuid")))
    }
    if max(Counter(parents.values()).values(), default=0) < 2:
        return every, ((), ())
    leaf = text_of(conversation.get("current_leaf_message_uuid"))
    path = [uuid for uuid in way_to(leaf if leaf in by_id else list(by_id)[-1], parents) if uuid in by_id]
    spoken = {uuid: spoken_message for uuid, message in by_id.items() if (spoken_message := _said(message))}
    moments = {uuid: seconds_of(message.get("created_at")) for uuid, message in by_id.items()}
    return [by_id[uuid] for uuid in path], other_ways(path, parents, spoken, moments)


def _said(message: dict[str, Any]) -> Message | None:
    role = _ROLES.get(text_of(message.get("sender")))
    ids = (uuid,) if (uuid := text_of(message.get("uuid"))) else ()
    if role == "prompt":
        return _asked(message, ids)
    if not role:
        return None
    blocks = objects_in(message.get("content"))
    answer, written = _parted(_words(message))
    thoughts = [text_of(block.get("thinking")) for block in blocks if block.get("type") == "thinking"]
    return Message(
        "answer",
        answer,
        text_of(message.get("model")),
        ids,
        thoughts="\n\n".join(filter(str.strip, (*thoughts, *written))),
        sources=tuple(links_among([block.get("citations") for block in blocks])),
    )


def _asked(message: dict[str, Any], ids: tuple[str, ...]) -> Message:
    """A prompt, with the names of its files.

    A long text that a person pasted comes as a file too. If there are no other words, it is the prompt.
    """
    words, files, pasted = _words(message), _attached(message), _pasted(message)
    if pasted and not words.strip():
        contents = dict(pasted)
        return Message("prompt", "\n\n".join(contents.get(file, file) for file in files), ids=ids)
    return Message("prompt", "\n\n".join(filter(None, (*files, words))), ids=ids, pasted=pasted)


def _words(message: dict[str, Any]) -> str:
    """The text blocks and artifacts of a message, in order.

    Its `text` if there are none, or if that is the same.
    """
    blocks = objects_in(message.get("content"))
    whole = text_of(message.get("text"))
    plain = [text_of(block.get("text")) for block in blocks if block.get("type") == "text"]
    texts = [text_of(block.get("text")) if block.get("type") == "text" else _drawn(block) for block in blocks]
    if not any(text.strip() for text in texts):
        return whole or text_of(message.get("content"))
    return whole if "".join(plain) == whole and texts == plain else "\n\n".join(text for text in texts if text.strip())


def _drawn(block: dict[str, Any]) -> str:
    """The artifact or file that a block makes, with its label.

    For a change, the replacement of the part. "" for every other tool, and for thoughts.
    """
    given = object_in(block.get("input"))
    if block.get("type") == "tool_use" and block.get("name") == "create_file":
        path = text_of(given.get("path"))
        ending = path.rpartition(".")[2].lower()
        label = f"File: {path.rpartition('/')[2] or 'without a name'}"
        return work(label, text_of(given.get("file_text")), language=None if ending in ("md", "txt") else ending)
    if block.get("type") != "tool_use" or block.get("name") != "artifacts":
        return ""
    if given.get("command") == "update":
        return work("Artifact, changed in part", text_of(given.get("new_str")), language="")
    return _artifact(
        text_of(given.get("content")),
        title=text_of(given.get("title")),
        type=text_of(given.get("type")),
        language=text_of(given.get("language")),
    )


def _attached(message: dict[str, Any]) -> list[str]:
    """The names of attached files, each in brackets.

    Text that a person pasted as a file may have no name.
    """
    files = (*objects_in(message.get("attachments")), *objects_in(message.get("files")))
    nameless = [_stand_in(file) for file in files if file.get("extracted_content") and not file.get("file_name")]
    names = (_stand_in(file) for file in files if text_of(file.get("file_name")))
    return list(dict.fromkeys([*names, *nameless]))


def _stand_in(file: dict[str, Any]) -> str:
    name = text_of(file.get("file_name"))
    return f"[file: {name}]" if name else "[file]"


def _pasted(message: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The texts that a person pasted and the site made files of.

    Each comes behind the words that stand for it. What was uploaded has a name of its own.
    """
    return tuple(
        (_stand_in(file), content)
        for file in objects_in(message.get("attachments"))
        if (content := text_of(file.get("extracted_content"))).strip()
        and _PASTED.fullmatch(text_of(file.get("file_name")))
    )


def _searches(message: dict[str, Any]) -> bool:
    return any(
        block.get("type") == "tool_use" and block.get("name") in _SEARCHES
        for block in objects_in(message.get("content"))
    )


def _parted(text: str) -> tuple[str, list[str]]:
    """An answer and the thoughts in it; its artifacts are labelled blocks."""
    kept: list[str] = []
    thoughts: list[str] = []
    position = 0
    while opening := _ASIDE.search(text, position):
        end = text.find(f"</{opening[1]}>", opening.end())
        if end < 0:
            break
        kept.append(text[position : opening.start()])
        content = text[opening.end() : end]
        if opening[1].lower() == "antartifact":
            labels = {name: attribute(opening[2], name) for name in ("title", "type", "language")}
            kept.append(f"\n\n{_artifact(content, **labels)}\n\n")
        else:
            thoughts.append(content)
        position = end + len(opening[1]) + 3
    return _NOT_SHOWN.sub("\n\n", "".join((*kept, text[position:]))), thoughts


def _artifact(content: str, *, title: str, type: str, language: str) -> str:
    label = f"Artifact: {title.strip() or 'without a title'}"
    return work(label, content, language=None if type in _AS_WORDS else language)


EXPORT = Export("claude", _fits, _chats)
