"""ChatGPT's data export, and single conversations saved as JSON.

Source: the files themselves (Settings → Data controls → Export data: `conversations.json`, in large exports
`conversations-000.json` and on) and the page `chat.html` beside them, which holds the same as `jsonData` and shows what
a reader of the site sees: the way from `current_node` to the root, and of it what the two sides said in words. What the
model wrote into a canvas, drew, and reported of deep research belongs to its answer, though tools carry it. The page of
a shared link, saved as it came, holds its conversation too. No specification is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from reviews.intake.bytes.json_stream import read_json
from reviews.intake.bytes.turbo_stream import object_with
from reviews.intake.document import IntakeError
from reviews.intake.exports.branches import other_ways, way_to
from reviews.intake.exports.chat import (
    Chat,
    Message,
    branching_chat,
    joined,
    link_to,
    links_among,
    object_in,
    objects_in,
    seconds_of,
    text_of,
    work,
)
from reviews.intake.exports.export import Export

_MOST_LINKS = 1000
_SAID = ("text", "multimodal_text")
_PICTURES = ("image_asset_pointer", "image_url")
_DRAWN = ("dalle", "generation")
_REPORT = "The latest state of the widget is: "
_PAGE_DATA = re.compile(r"\bvar\s+jsonData\s*=\s*(?=[\[{])|<script id=\"__NEXT_DATA__\"[^<>]{0,200}>(?=\{)")
_STREAMED, _LINEAR = "streamController.enqueue(", '\\"linear_conversation\\"'
_PAGE_DATA_ENDS = re.compile(r"\n\s*(?:var|let|const|function|document|window)\b|</script", re.IGNORECASE)
_SEARCHES = ("browser", "web", "web.run", "web.search")
_MARKED = re.compile("[\ue200-\ue2ff]|【")
_MARK = re.compile("\ue200([a-z_]{1,30})((?:\ue202[^\ue200-\ue202]{0,2000}){0,40})\ue201")
_CUT_SHORT = re.compile("\ue200[a-z_]{1,30}(?:\ue202turn\\d+[a-z]+\\d+)+")
_LEFT_OVER = re.compile("[\ue200-\ue2ff]")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.){1,300})"')


def _fits(document: Any) -> bool:
    if isinstance(document, str):
        data = _PAGE_DATA.search(document)
        holds = data is not None and document.find('"mapping"', data.end()) >= 0
        return document.lstrip()[:1] == "<" and (holds or (_STREAMED in document and _LINEAR in document))
    return any(isinstance(conversation.get("mapping"), dict) for conversation in _conversations(document))


def _conversations(document: Any) -> list[dict[str, Any]]:
    """Yield the conversations of a document.

    It is a list, an object that holds a list, an object that is a conversation itself, or a page.
    """
    if isinstance(document, str):
        document = _in_page(document)
    if isinstance(document, dict) and "mapping" not in document:
        document = document.get("conversations")
    return objects_in(document if isinstance(document, list) else [document])


def _in_page(page: str) -> Any:
    data = _PAGE_DATA.search(page)
    start = data.end() if data else len(page)
    if 0 <= page.find(_STREAMED) < start:
        return _in_a_row(object_with(page, ("linear_conversation",), "The page"))
    ends = _PAGE_DATA_ENDS.search(page, start)
    value = read_json(page[start : ends.start() if ends else len(page)].rstrip("; \r\n\t"), "The page of the export")
    for key in ("props", "pageProps", "serverResponse", "data"):
        value = value.get(key, value) if isinstance(value, dict) else value
    return value


def _in_a_row(conversation: dict[str, Any] | None) -> dict[str, Any] | None:
    """A conversation as a tree, also if its messages are a list.

    A conversation that is a tree is returned unchanged.
    """
    if not conversation or isinstance(conversation.get("mapping"), dict):
        return conversation
    row = objects_in(conversation.get("linear_conversation"))
    tree = {f"{index}": {**node, "parent": f"{index - 1}", "children": []} for index, node in enumerate(row)}
    return {**conversation, "mapping": tree, "current_node": f"{len(row) - 1}"}


def _chats(document: Any) -> Iterator[Chat]:
    for conversation in _conversations(document):
        nodes = {key: node for key, node in object_in(conversation.get("mapping")).items() if isinstance(node, dict)}
        parents = _parents(nodes)
        path = way_to(_current(nodes, parents, text_of(conversation.get("current_node"))), parents)
        spoken = {key: shown_message for key, node in nodes.items() if (shown_message := _said(key, node))}
        messages = joined(spoken[key] for key in path if key in spoken)
        if not messages:
            continue
        shown = [object_in(nodes[key].get("message")) for key in path]
        yield branching_chat(
            conversation,
            messages,
            id=text_of(conversation.get("conversation_id")) or text_of(conversation.get("id")),
            title=text_of(conversation.get("title")),
            family="ChatGPT",
            default=text_of(conversation.get("default_model_slug")),
            moments=(message.get("create_time") for message in (conversation, *shown)),
            searches=any(map(_searches, shown)),
            other=other_ways(path, parents, spoken, {key: _moment(node) for key, node in nodes.items()}),
            leaf_key="current_node",
        )


def _parents(nodes: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The parent of each node, as it says itself, else its parent."""
    parents = {
        child: key
        for key, node in nodes.items()
        if isinstance(children := node.get("children"), list)
        for child in children
        if isinstance(child, str) and child in nodes
    }
    return parents | {key: parent for key, node in nodes.items() if (parent := text_of(node.get("parent"))) in nodes}


def _current(nodes: dict[str, dict[str, Any]], parents: dict[str, str], leaf: str) -> str:
    """The last node of the branch that the site shows.

    If the export names none, that is the newest node.
    """
    if leaf in nodes:
        return leaf
    inner = set(parents.values())
    ends = [key for key in nodes if key not in inner] or list(nodes)
    return max(ends, key=lambda key: _moment(nodes[key]), default="")


def _moment(node: dict[str, Any]) -> float:
    return seconds_of(object_in(node.get("message")).get("create_time"))


def _said(key: str, node: dict[str, Any]) -> Message | None:
    """The message of a node, as readers of the site see it.

    None for what is hidden, thought, or said to or by a tool.
    """
    message = object_in(node.get("message"))
    role = object_in(message.get("author")).get("role")
    about = object_in(message.get("metadata"))
    content = object_in(message.get("content"))
    ids = (text_of(message.get("id")) or key,)
    words = _words(content)
    if role == "tool" and words.startswith(_REPORT):
        report = object_in(object_in(_json(words.removeprefix(_REPORT))).get("report_message"))
        answers = object_in(report.get("author")).get("role") == "assistant"
        return _said(key, {"message": {**report, "id": ids[0]}}) if answers else None
    if about.get("is_visually_hidden_from_conversation") or about.get("is_user_system_message"):
        return None
    if role == "tool":
        drawn = _pictures(message)
        return Message("answer", "\n\n".join(["[image]"] * drawn), ids=ids) if drawn else None
    if role == "assistant" and text_of(message.get("recipient")).startswith("canmore."):
        return Message("answer", _canvas(message, words), text_of(about.get("model_slug")), ids)
    if role not in ("user", "assistant") or content.get("content_type") not in _SAID:
        return None
    if role == "assistant" and (message.get("recipient") not in (None, "all") or message.get("channel") == "analysis"):
        return None
    if role == "user":
        return Message("prompt", "\n\n".join(filter(None, (*_attached(about), words))), ids=ids)
    shown = [reference.get("sources") for reference in objects_in(about.get("content_references"))]
    model = text_of(about.get("model_slug"))
    return Message("answer", _with_links(words, about), model, ids, sources=tuple(links_among(shown)))


def _words(content: dict[str, Any]) -> str:
    parts = content.get("parts")
    return "\n\n".join(filter(None, map(_part, parts if isinstance(parts, list) else [])))


def _json(words: str) -> Any:
    """The content of a message as JSON; None for anything else."""
    try:
        return read_json(words, "The message")
    except IntakeError:
        return None


def _pictures(message: dict[str, Any]) -> int:
    """The number of pictures that a tool drew in this message.

    Pictures that it found, or made of pages, do not count.
    """
    parts = objects_in(object_in(message.get("content")).get("parts"))
    draws = "text2im" in text_of(object_in(message.get("author")).get("name"))
    return sum(
        part.get("content_type") in _PICTURES
        and (draws or any(object_in(part.get("metadata")).get(key) for key in _DRAWN))
        for part in parts
    )


def _canvas(message: dict[str, Any], words: str) -> str:
    """The text that the model writes into a canvas in this message.

    That is a whole text with its name, or the replacements of parts.
    """
    content = object_in(message.get("content"))
    written = _json(words or text_of(content.get("text"))) or next(iter(objects_in(content.get("parts"))), None)
    written = object_in(written)
    kind = text_of(written.get("type"))
    language = kind.partition("/")[2] if kind.startswith("code/") else None
    if "content" in written:
        return work(
            f"Canvas: {text_of(written.get('name')) or 'without a name'}",
            text_of(written["content"]),
            language=language,
        )
    updates = objects_in(written.get("updates"))
    if any(update.get("pattern") == ".*" for update in updates):
        return work("Canvas, written anew", "\n\n".join(text_of(update.get("replacement")) for update in updates))
    return work("Canvas, changed in part", "\n\n".join(text_of(update.get("replacement")) for update in updates))


def _part(part: Any) -> str:
    if isinstance(part, str):
        return part
    kind = object_in(part).get("content_type")
    if kind in _PICTURES:
        return "[image]"
    return text_of(part.get("text")) if kind == "audio_transcription" else ""


def _attached(about: dict[str, Any]) -> list[str]:
    """The names of attached files; pictures are shown in the message itself."""
    return [
        f"[file: {name}]"
        for file in objects_in(about.get("attachments"))
        if (name := text_of(file.get("name")))
        and not text_of(file.get("mime_type") or file.get("mimeType")).startswith("image/")
    ]


def _searches(message: dict[str, Any]) -> bool:
    """Whether the model looked things up on the web here."""
    about = object_in(message.get("metadata"))
    return message.get("recipient") in _SEARCHES or bool(objects_in(about.get("search_result_groups")))


def _with_links(words: str, about: dict[str, Any]) -> str:
    """The words, with links in place of the marks of citations.

    Marks that stand for nothing are dropped.
    """
    if not _MARKED.search(words):
        return words
    for mark, stands_for in islice(chain(_references(about), _citations(words, about)), _MOST_LINKS):
        words = words.replace(mark, stands_for, 1)
    return _LEFT_OVER.sub("", _CUT_SHORT.sub("", _MARK.sub(_own_words, words)))


def _references(about: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The marks in the words, and the links or words behind them."""
    for reference in objects_in(about.get("content_references")):
        mark = text_of(reference.get("matched_text"))
        if not _MARKED.search(mark):
            continue
        pages = [reference, *objects_in(reference.get("items"))]
        links = [link for page in pages if (link := _link(page))]
        if links:
            yield mark, f" ({', '.join(links)})"
        elif mark.startswith("【"):
            yield mark, mark
        else:
            yield mark, _MARK.sub(_own_words, mark)


def _citations(words: str, about: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The marks of older exports ("【7†source】"), which are told by their places."""
    for citation in objects_in(about.get("citations")):
        start, end = citation.get("start_ix"), citation.get("end_ix")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(words):
            mark, link = words[start:end], _link(object_in(citation.get("metadata")))
            if link and mark.startswith("【"):
                yield mark, f" ({link})"


def _link(page: dict[str, Any]) -> str:
    words = next((said for key in ("attribution", "title", "name") if (said := text_of(page.get(key)).strip())), "")
    return link_to(text_of(page.get("url")), words)


def _own_words(mark: re.Match[str]) -> str:
    """The words of a mark itself.

    That is the name of a thing, or the words of a link. Citations and pictures have none.
    """
    fields = mark[2].split("\ue202")[1:]
    if mark[1] == "entity":
        quoted = _QUOTED.findall(mark[2])
        return quoted[1] if len(quoted) > 1 else ""
    return fields[0] if mark[1] in ("url", "filecite_title") and fields else ""


EXPORT = Export("chatgpt", _fits, _chats)
