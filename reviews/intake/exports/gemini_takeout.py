"""Gemini in Google Takeout.

That is "My Activity" of Gemini Apps, as JSON or as HTML, and the history of Gemini in Workspace.

Source: the files themselves. My Activity (Takeout → My Activity → Gemini Apps: `MyActivity.json` or `MyActivity.html`,
in the language of the account) is sorted from new to old. An entry is one prompt and its answer. Nothing says which
entries are one conversation: without the address of one, entries less than half an hour apart are taken for one. A
conversation in Workspace is a file of `conversation_turns`. No specification is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from reviews.intake.bytes.decode import clean
from reviews.intake.bytes.html_tokens import HtmlToken, attribute, elements, tokens, words_of
from reviews.intake.exports.chat import Chat, Message, iso_date, joined, model_voice, object_in, objects_in, text_of
from reviews.intake.exports.export import Export
from reviews.intake.formats.html_to_markdown import as_markdown, markdown_of
from reviews.intake.page.dates import moment_in

_PAUSE = timedelta(minutes=30)
_OURS = re.compile(r"(?<![a-z])(?:gemini|bard)(?![a-z])", re.IGNORECASE)
_ASKED = re.compile(r"(?:Prompted(?: with:)?|Asked(?: (?:Gemini|Bard):?)?|Said|Branched|Answered)[ \u00a0]")
_ASKED_ELSEWHERE = re.compile(
    r"(?=[^:：\n]{0,40}(?:promp|peti|mensaje|messag|nachricht|メッセージ|プロンプト|提示|訊息|消息|프롬프트|запрос|istem))"
    r"[^:：\n]{2,40}[:：]\s?",
    re.IGNORECASE,
)
_VERB_APART = re.compile(r"[^\u00a0\n]{2,40}(?:\u00a0:)?\u00a0")
_DID = re.compile(
    r"(?:Created|Used|Gave|Selected|Shared|Deleted|Added|Viewed|Visited|Edited|Pinned|Renamed|Exported|Updated|"
    r"Listened)[ \u00a0]"
)
_ATTACHED = re.compile(r"Attached \d{1,3} files?\.?[ \t]*(?P<files>(?:\n- [^\n]*)*)\s*$")
_CELL = re.compile(r"<div[^<>]{0,50}\bclass=\"outer-cell\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https://gemini\.google\.com/app/[\w-]{1,100}")
_MOMENT_LINE = re.compile(r"(?=.*\b20\d\d)(?=.*\d{1,2}[:.]\d\d).{8,60}")


@dataclass(frozen=True)
class _Activity:
    """One prompt and its answer.

    `held` is its record, or its part of the page.
    """

    prompt: str
    answer: str
    moment: datetime | None
    address: str
    held: Any


def _fits(document: Any) -> bool:
    if isinstance(document, str):
        return document.lstrip()[:1] == "<" and bool(_CELL.search(document)) and bool(_OURS.search(document))
    if isinstance(document, dict):
        turns = objects_in(document.get("conversation_turns"))
        return any(turn.keys() & {"user_turn", "system_turn"} for turn in turns)
    return isinstance(document, list) and any(map(_is_record, objects_in(document)))


def _is_record(record: dict[str, Any]) -> bool:
    """Whether a record of activity is of Gemini.

    Other products write the same kind of file.
    """
    products = record.get("products")
    of = [text_of(name) for name in (record.get("header"), *(products if isinstance(products, list) else []))]
    return isinstance(record.get("title"), str) and "time" in record and any(map(_OURS.search, of))


def _chats(document: Any) -> Iterator[Chat]:
    if isinstance(document, dict):
        yield from _in_workspace(document)
        return
    entries = list(_cells(document) if isinstance(document, str) else _records(document))
    for talk in _talks(entries[::-1]):
        messages = joined(
            message
            for activity in talk
            for message in (Message("prompt", activity.prompt), Message("answer", activity.answer))
        )
        if messages:
            yield _chat(talk, messages)


def _chat(talk: list[_Activity], messages: tuple[Message, ...]) -> Chat:
    voice, _ = model_voice(messages, family="Gemini")
    first = talk[0]
    held = [activity.held for activity in talk[::-1]]
    guessed = len(talk) > 1 and not first.address
    return Chat(
        id=first.address.rpartition("/")[2] or (first.moment.strftime("%Y-%m-%dT%H:%M:%S") if first.moment else ""),
        messages=messages,
        voice=replace(voice, said_on=first.moment.date().isoformat() if first.moment else "", link=first.address),
        held="<!doctype html>\n" + "".join(held) if isinstance(first.held, str) else held,
        warnings=(
            (
                "Takeout does not say which prompts are one conversation: those less than half an hour apart are "
                "taken for one.",
            )
            if guessed
            else ()
        ),
    )


def _in_workspace(document: dict[str, Any]) -> Iterator[Chat]:
    messages = joined(message for turn in objects_in(document["conversation_turns"]) for message in _turn(turn))
    if messages:
        voice, _ = model_voice(messages, family="Gemini")
        said_on = iso_date(document.get("creation_time"))
        title = clean(text_of(document.get("title"))).strip()
        yield Chat("", messages, replace(voice, said_on=said_on), held=document, title=title)


def _turn(turn: dict[str, Any]) -> Iterator[Message]:
    """Yield the messages of a turn in Workspace.

    Thoughts stand apart there, and are left out.
    """
    yield Message("prompt", text_of(object_in(turn.get("user_turn")).get("prompt")))
    answer = object_in(turn.get("system_turn"))
    parts = [
        text_of(text)
        for part in objects_in(answer.get("text"))
        for text in (part.get("data"), *(card.get("content") for card in objects_in(part.get("cards"))))
    ]
    pictures = ["[image]"] * bool(answer.get("images"))
    yield Message("answer", "\n\n".join(filter(None, (*parts, *pictures))))


def _talks(entries: list[_Activity]) -> list[list[_Activity]]:
    """The entries, given oldest first, put together into conversations, the newest first."""
    long_ago = datetime.fromtimestamp(0, UTC)
    talks: list[list[_Activity]] = []
    addressed: dict[str, list[_Activity]] = {}
    open_talk: list[_Activity] = []
    for entry in sorted(entries, key=lambda entry: entry.moment or long_ago):
        if entry.address in addressed:
            addressed[entry.address].append(entry)
        elif entry.address:
            talks.append([entry])
            addressed[entry.address] = talks[-1]
        elif open_talk and entry.moment and entry.moment - (open_talk[-1].moment or long_ago) <= _PAUSE:
            open_talk.append(entry)
        else:
            talks.append([entry])
            open_talk = talks[-1]
    return talks[::-1]


def _records(document: list[Any]) -> Iterator[_Activity]:
    """The prompts among the records of the JSON."""
    for record in filter(_is_record, objects_in(document)):
        items = objects_in(record.get("safeHtmlItem"))
        answer = "\n\n".join(as_markdown(text_of(item.get("html"))) for item in items)
        prompt = _prompt(record["title"], answered=bool(answer.strip()))
        if prompt:
            address = _ADDRESS.search(text_of(record.get("titleUrl")))
            yield _Activity(prompt, answer, _iso(text_of(record["time"])), address[0] if address else "", record)


def _cells(page: str) -> Iterator[_Activity]:
    """The prompts among the cells of the page."""
    starts = [cell.start() for cell in _CELL.finditer(page)]
    for start, end in zip(starts, [*starts[1:], len(page)], strict=True):
        cell = page[start:end]
        parts = dict[str, list[HtmlToken]]()
        for kind, inside in elements(tokens(cell), _kind):
            parts.setdefault(kind, inside)
        caption = words_of(parts.get("caption", []))
        address = _ADDRESS.search(cell)
        if not address and not _OURS.search(words_of(parts.get("header", [])) or caption):
            continue
        title, moment, rest = _told_apart(parts.get("body", []))
        answer = markdown_of(rest)
        prompt = _prompt(title, answered=bool(answer.strip()))
        if prompt:
            moment = moment or moment_in(caption)
            yield _Activity(prompt, answer, moment, address[0] if address else "", cell)


def _kind(token: HtmlToken) -> str | None:
    classes = attribute(token.text, "class").split() if token.name in ("div", "p") else []
    if "mdl-typography--caption" in classes:
        return "caption"
    if "content-cell" in classes:
        return "other" if "mdl-typography--text-right" in classes else "body"
    return "header" if "mdl-typography--title" in classes else None


def _told_apart(body: list[HtmlToken]) -> tuple[str, datetime | None, list[HtmlToken]]:
    """The action, its moment, and the answer below it.

    The action is on the lines above the one that is a moment. If no line is a moment, it is everything above the first
    block.
    """
    lines, line = list[str](), ""
    for index, token in enumerate(body):
        if not token.name:
            line += token.text
        elif token.name == "br":
            if _MOMENT_LINE.fullmatch(line.strip()):
                return "\n".join(lines), moment_in(line), body[index + 1 :]
            lines.append(line)
            line = ""
        elif token.name.lstrip("/") not in ("a", "b", "i", "span"):
            return "\n".join((*lines, line)), None, body[index:]
    return "\n".join((*lines, line)), None, []


def _prompt(title: str, *, answered: bool) -> str:
    """The prompt in the title of an entry, "" for other actions.

    If an entry was answered, a title that begins with unknown words is a prompt as a whole.
    """
    asked = _ASKED.match(title) or _ASKED_ELSEWHERE.match(title)
    if not asked and (not answered or _DID.match(title)):
        return ""
    asked = asked or _VERB_APART.match(title)
    text = title[asked.end() :] if asked else title
    attached = _ATTACHED.match(text, max(0, text.rfind("Attached ")))
    if not attached:
        return text.strip()
    names = [line[2:].strip() for line in attached["files"].split("\n") if line]
    files = [f"[file: {name}]" for name in names] or ["[file]"]
    return "\n\n".join((*files, text[: attached.start()].strip()))


def _iso(moment: str) -> datetime | None:
    try:
        parsed = datetime.fromisoformat(moment)
        return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


EXPORT = Export("gemini_takeout", _fits, _chats)
