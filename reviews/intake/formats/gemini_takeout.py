"""Gemini in Google Takeout: "My Activity" of Gemini Apps, as JSON or as HTML.

Source: the files themselves (Takeout → My Activity → Gemini Apps: `MyActivity.json` or `MyActivity.html`), which are
sorted from new to old. An entry is one prompt and its answer. Nothing says which entries are one conversation: where
they bear no address of one, those less than half an hour apart are taken for one. No specification is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from reviews.intake.chat import Chat, Message, joined, model_voice, objects_in, text_of
from reviews.intake.formats.clipboard_html import as_markdown, markdown_of
from reviews.intake.formats.format import Export
from reviews.intake.html_tokens import Token, attribute, elements, tokens, words_of

_PAUSE = timedelta(minutes=30)
_OURS = re.compile(r"\b(?:gemini|bard)\b", re.IGNORECASE)
_ASKED = re.compile(r"(?:Prompted(?: with:)?|Asked(?: (?:Gemini|Bard):?)?|Said|Branched|Answered)[ \u00a0]")
_DID = re.compile(
    r"(?:Created|Used|Gave|Selected|Shared|Deleted|Added|Viewed|Visited|Edited|Pinned|Renamed|Exported|Updated|"
    r"Listened)[ \u00a0]"
)
_ATTACHED = re.compile(r"Attached \d{1,3} files?\.?[ \t]*(?P<files>(?:\n- [^\n]*)*)\s*$")
_CELL = re.compile(r"<div[^<>]{0,50}\bclass=\"outer-cell\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https://gemini\.google\.com/app/[\w-]{1,100}")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MOMENT_LINE = re.compile(r"(?=.*\b20\d\d)(?=.*\d{1,2}[:.]\d\d).{8,60}")
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})\.? (?P<month>[A-Za-z]{3})[a-z]*\.?|(?P<us_month>[A-Za-z]{3})[a-z]*\.? (?P<us_day>\d{1,2})),? "
    r"(?P<year>20\d\d),? (?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?:\s*(?P<half>[AP])\.?M)?",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D{1,3}(\d{1,2}):(\d\d)(?::(\d\d))?")


@dataclass(frozen=True)
class _Entry:
    """One prompt and its answer. `held` is its record, or its part of the page."""

    prompt: str
    answer: str
    moment: datetime | None
    address: str
    held: Any


def _fits(document: Any) -> bool:
    if isinstance(document, str):
        return document.lstrip()[:1] == "<" and bool(_CELL.search(document)) and bool(_OURS.search(document))
    return isinstance(document, list) and any(map(_is_record, objects_in(document)))


def _is_record(record: dict[str, Any]) -> bool:
    """Whether a record of activity is of Gemini; other products write the same kind of file."""
    products = record.get("products")
    of = [text_of(name) for name in (record.get("header"), *(products if isinstance(products, list) else []))]
    return isinstance(record.get("title"), str) and "time" in record and any(map(_OURS.search, of))


def _chats(document: Any) -> Iterator[Chat]:
    entries = list(_cells(document) if isinstance(document, str) else _records(document))
    for talk in _talks(entries[::-1]):
        messages = joined(
            message for one in talk for message in (Message("prompt", one.prompt), Message("answer", one.answer))
        )
        if messages:
            yield _chat(talk, messages)


def _chat(talk: list[_Entry], messages: tuple[Message, ...]) -> Chat:
    voice, _ = model_voice(messages, family="Gemini")
    first = talk[0]
    held = [one.held for one in talk[::-1]]
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


def _talks(entries: list[_Entry]) -> list[list[_Entry]]:
    """The entries, given oldest first, put together into conversations, the newest first."""
    long_ago = datetime.fromtimestamp(0, UTC)
    talks: list[list[_Entry]] = []
    addressed: dict[str, list[_Entry]] = {}
    open_talk: list[_Entry] = []
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


def _records(document: list[Any]) -> Iterator[_Entry]:
    """The prompts among the records of the JSON."""
    for record in filter(_is_record, objects_in(document)):
        items = objects_in(record.get("safeHtmlItem"))
        answer = "\n\n".join(as_markdown(text_of(item.get("html"))) for item in items)
        prompt = _prompt(record["title"], answered=bool(answer.strip()))
        if prompt:
            address = _ADDRESS.search(text_of(record.get("titleUrl")))
            yield _Entry(prompt, answer, _iso(text_of(record["time"])), address[0] if address else "", record)


def _cells(page: str) -> Iterator[_Entry]:
    """The prompts among the cells of the page."""
    starts = [found.start() for found in _CELL.finditer(page)]
    for start, end in zip(starts, [*starts[1:], len(page)], strict=True):
        held = page[start:end]
        found = dict[str, list[Token]]()
        for kind, inside in elements(tokens(held), _kind):
            found.setdefault(kind, inside)
        if not _OURS.search(words_of(found.get("header", [])) or words_of(found.get("caption", []))):
            continue
        title, moment, rest = _told_apart(found.get("body", []))
        answer = markdown_of(rest)
        prompt = _prompt(title, answered=bool(answer.strip()))
        if prompt:
            address = _ADDRESS.search(held)
            yield _Entry(prompt, answer, moment, address[0] if address else "", held)


def _kind(token: Token) -> str | None:
    classes = attribute(token.text, "class").split() if token.name in ("div", "p") else []
    if "mdl-typography--caption" in classes:
        return "caption"
    if "content-cell" in classes:
        return "other" if "mdl-typography--text-right" in classes else "body"
    return "header" if "mdl-typography--title" in classes else None


def _told_apart(body: list[Token]) -> tuple[str, datetime | None, list[Token]]:
    """What was done, when, and what was answered: the lines up to the one that is a moment, and what follows it.

    Where no line is a moment, all before the first block is what was done.
    """
    lines, line = list[str](), ""
    for at, token in enumerate(body):
        if not token.name:
            line += token.text
        elif token.name == "br":
            if _MOMENT_LINE.fullmatch(line.strip()):
                return "\n".join(lines), _moment(line.strip()), body[at + 1 :]
            lines.append(line)
            line = ""
        elif token.name.lstrip("/") not in ("a", "b", "i", "span"):
            return "\n".join((*lines, line)), None, body[at:]
    return "\n".join((*lines, line)), None, []


def _prompt(title: str, *, answered: bool) -> str:
    """What a person asked, by an entry's title; empty for what else a person did. Titles in other languages than
    English are prompts, whole, where they were answered."""
    asked = _ASKED.match(title)
    if not asked and (not answered or _DID.match(title)):
        return ""
    words = title[asked.end() :] if asked else title
    attached = _ATTACHED.match(words, max(0, words.rfind("Attached ")))
    if not attached:
        return words.strip()
    names = [line[2:].strip() for line in attached["files"].split("\n") if line]
    files = [f"[file: {name}]" for name in names] or ["[file]"]
    return "\n\n".join((*files, words[: attached.start()].strip()))


def _iso(moment: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(moment)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _moment(line: str) -> datetime | None:
    """A moment as the page prints it, in English or in numbers; None in other words. Zones are passed over."""
    if words := _IN_WORDS.search(line):
        month = (words["month"] or words["us_month"]).lower()
        hour = int(words["hour"]) % 12 + 12 * (words["half"] in "Pp") if words["half"] else int(words["hour"])
        date = (
            words["year"],
            f"{_MONTHS.index(month) + 1}" if month in _MONTHS else "0",
            words["day"] or words["us_day"],
        )
        clock = (f"{hour}", words["minute"], words["second"] or "0")
    elif found := _IN_NUMBERS.search(line):
        date, clock = (found[1], found[2], found[3]), (found[4], found[5], found[6] or "0")
    else:
        return None
    two_digits = [number.zfill(2) for number in (*date, *clock)]
    return _iso("{}-{}-{}T{}:{}:{}".format(*two_digits))


EXPORT = Export("gemini_takeout", _fits, _chats)
