"""A conversation of an export, and the document made of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import accumulate, groupby
from operator import attrgetter
from typing import Any, Literal

from reviews.intake.bytes.decode import clean
from reviews.intake.document import (
    SOURCES,
    UNNAMED_MODEL,
    Branch,
    IntakeError,
    Messages,
    Parsed,
    Piece,
    Role,
    Voice,
    trimmed,
)
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.escaping import escaped
from reviews.intake.page.evidence_basis import evidence_basis
from reviews.intake.page.model_names import model_called, model_named
from reviews.intake.page.newest_first import TURNED
from reviews.intake.page.question_headings import NO_SHEET, Sheet, match_sheet
from reviews.intake.page.thoughts import WHY as THOUGHTS
from reviews.intake.page.thoughts import find_thoughts

_FEW = 5
_MOST_SOURCES = 500
_ADDRESSES, _TITLES = ("url", "uri", "link"), ("title", "name", "attribution")
_NO_VERSIONS = ("", "auto", "unknown")


@dataclass(frozen=True)
class Message:
    """The words of one side, without interruption.

    `model` is the export's name for the model that answers, "" if it has none. `ids` are those of the export's own
    messages. `pasted` holds texts that a person pasted and the product made files of, each behind the words that stand
    for it in `text`. `thoughts` are those of the model before its words, `sources` the (title, address) that the
    product shows beside them.
    """

    role: Literal["prompt", "answer"]
    text: str
    model: str = ""
    ids: tuple[str, ...] = ()
    pasted: tuple[tuple[str, str], ...] = ()
    thoughts: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Conversation:
    """One conversation of an export, to choose from.

    `date` is an ISO date or "".
    """

    id: str
    title: str
    date: str
    model: str
    first_prompt: str
    prompts: int


@dataclass(frozen=True)
class Chat:
    """One conversation as read.

    Prompts and answers are in order; no two neighbours are of the same side, and none is empty. `held` is the part of
    the export that is this conversation alone: a JSON value, or the text of a page. `searched` says in words that it
    looked things up on the web, "" if it did not. `branches` are those that are not read. `leaf_key` is the export's
    key for the last message of the branch that is read, "" if the export keeps one branch alone. `newest_first`: the
    messages stand from the newest to the oldest.
    """

    id: str
    messages: tuple[Message, ...]
    voice: Voice
    held: Any
    title: str = ""
    searched: str = ""
    warnings: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    leaf_key: str = ""
    newest_first: bool = False

    @property
    def listed(self) -> Conversation:
        """The description by which a person chooses."""
        prompts = [message.text for message in self.messages if message.role == "prompt"]
        model = f"{self.voice.name} {self.voice.version}".strip()
        first = " ".join(prompts[0].split())[:200] if prompts else ""
        return Conversation(self.id, self.title, self.voice.said_on, model, first, len(prompts))

    @property
    def alone(self) -> bytes:
        """A document that holds this conversation and no other."""
        text = self.held if isinstance(self.held, str) else json.dumps(self.held)
        return text.encode("utf-8", "replace")

    def ended_at(self, leaf: str, name: str) -> Chat:
        """The conversation, changed to read as another of its branches.

        Raises IntakeError, naming the file, if it has no such branch.
        """
        if leaf not in {branch.id for branch in self.branches}:
            raise IntakeError(f"{name or 'This conversation'} has no other branch “{leaf[:100]}”.")
        return replace(self, held={**self.held, self.leaf_key: leaf})


class ManyConversations(IntakeError):
    """An export holds several conversations and none was chosen; `conversations` lists them."""

    def __init__(self, name: str, conversations: Sequence[Conversation]) -> None:
        self.conversations = tuple(conversations)
        first = "; ".join(
            f"{conversation.id} “{conversation.title[:60] or conversation.first_prompt[:60]}”"
            + (f", {conversation.date}" if conversation.date else "")
            for conversation in conversations[:_FEW]
        )
        more = f"; and {len(conversations) - _FEW:,} more" if len(conversations) > _FEW else ""
        super().__init__(f"{name} holds {len(conversations):,} conversations: choose one by its id. {first}{more}.")


def joined(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The messages, with neighbours of one side joined.

    The text and the names of sources are cleaned (`clean`), and what says nothing is dropped: thoughts without an
    answer, too.
    """
    cleaned = (
        replace(
            message,
            text=trimmed(clean(message.text)),
            thoughts=trimmed(clean(message.thoughts)),
            sources=tuple((" ".join(clean(title).split()), clean(url)) for title, url in message.sources),
        )
        for message in messages
    )
    runs = (list(run) for _, run in groupby(filter(_holds_something, cleaned), key=attrgetter("role")))
    return tuple(_one_of(run) for run in runs if any(map(_says_more_than_thoughts, run)))


def _holds_something(message: Message) -> bool:
    return bool(message.thoughts) or says_something(message)


def _says_more_than_thoughts(message: Message) -> bool:
    """Whether its words hold more than thoughts."""
    words = (text for text, role, _ in _said(message, "") if role == message.role)
    return any(says_something(replace(message, text=text)) for text in words)


def _one_of(run: Sequence[Message]) -> Message:
    spoken = list(filter(says_something, run))
    return Message(
        run[0].role,
        "\n\n".join(message.text for message in spoken),
        next((message.model for message in spoken if message.model), ""),
        tuple(id for message in spoken for id in message.ids),
        tuple(pasted for message in spoken for pasted in message.pasted),
        "\n\n".join(message.thoughts for message in run if message.thoughts),
        tuple(dict.fromkeys(source for message in spoken for source in message.sources)),
    )


def says_something(message: Message) -> bool:
    """Whether there is anything to see in it."""
    return any(character.isprintable() and not character.isspace() for character in message.text)


def model_voice(messages: Iterable[Message], *, family: str = "", default: str = "") -> tuple[Voice, tuple[str, ...]]:
    """The voice of the models that the messages name, and warnings.

    `default` is the model if the messages name none, `family` who answers in this kind of export, whatever the model is
    called. Several models are a warning.
    """
    counts = Counter(message.model for message in messages if message.role == "answer")
    named = [(model, count) for model, count in counts.most_common() if model.lower() not in _NO_VERSIONS]
    model = named[0][0] if named else default if default.lower() not in _NO_VERSIONS else ""
    model = clean(model).strip()
    known = model_called(model) or Voice(family or model or UNNAMED_MODEL)
    house = model_named(family)
    name, vendor = (house.name, house.vendor) if house else (known.name, known.vendor)
    version = (known.version or model) if model != name else ""
    warnings = (
        [f"Several models answer here: {', '.join(f'{model} ({count:,})' for model, count in named)}."]
        if len(named) > 1
        else []
    )
    return Voice(name[:100], vendor=vendor, version=version[:100]), tuple(warnings)


def branching_chat(
    held: dict[str, Any],
    messages: tuple[Message, ...],
    *,
    id: str,
    title: str,
    family: str,
    default: str,
    moments: Iterable[object],
    searches: bool,
    other: tuple[tuple[Branch, ...], tuple[str, ...]],
    leaf_key: str,
) -> Chat:
    """The conversation of a JSON object, of which one branch is read.

    Its day is that of the first of `moments` that is one. `family` and `default` are as in `model_voice`; `other` are
    the branches that are not read, and the warnings about them.
    """
    voice, warnings = model_voice(messages, family=family, default=default)
    branches, left_out = other
    return Chat(
        id=id,
        messages=messages,
        voice=replace(voice, said_on=next(filter(None, map(iso_date, moments)), "")),
        held=held,
        title=clean(title).strip(),
        searched="searched the web" if searches else "",
        warnings=(*warnings, *left_out),
        branches=branches,
        leaf_key=leaf_key,
    )


def iso_date(moment: object) -> str:
    """The day of a moment as an ISO date (UTC), else "".

    A moment is in ISO 8601, or in seconds since 1970.
    """
    try:
        if isinstance(moment, str):
            return datetime.fromisoformat(moment[:10]).date().isoformat()
        if isinstance(moment, int | float) and not isinstance(moment, bool):
            return datetime.fromtimestamp(moment, UTC).date().isoformat() if moment > 0 else ""
    except (ValueError, OverflowError, OSError):
        pass
    return ""


def seconds_of(moment: object) -> float:
    """A moment in seconds since 1970, 0 for anything else.

    It is given so, or in ISO 8601.
    """
    if isinstance(moment, str):
        try:
            return datetime.fromisoformat(moment).timestamp()
        except (ValueError, OverflowError):
            return 0.0
    return moment if isinstance(moment, int | float) else 0.0


def text_of(value: object) -> str:
    """The value if it is text, else ""."""
    return value if isinstance(value, str) else ""


def objects_in(value: object) -> list[dict[str, Any]]:
    """The JSON objects of a list; none for any other value."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def object_in(value: object) -> dict[str, Any]:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def link_to(url: str, words: str) -> str:
    """A Markdown link to an http(s) address, empty for any other."""
    if not re.fullmatch(r"https?://[^\s<>\"]{1,2000}", url):
        return ""
    words = escaped(re.sub(r"\s+", " ", words).strip()[:200] or url.split("/")[2], first=False)
    return f"[{words}]({url.replace('(', '%28').replace(')', '%29')})"


def links_among(value: object, depth: int = 4) -> Iterator[tuple[str, str]]:
    """Yield the titles and addresses that a JSON value holds.

    They are objects with a "url" and perhaps a "title", or bare addresses; what is nested deeper is not looked at.
    """
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        yield "", value
    elif isinstance(value, list) and depth:
        for item in value[:_MOST_SOURCES]:
            yield from links_among(item, depth - 1)
    elif isinstance(value, dict):
        url = next((found for key in _ADDRESSES if (found := text_of(value.get(key)))), "")
        title = next((found for key in _TITLES if (found := text_of(value.get(key)).strip())), "")
        if url.startswith(("https://", "http://")):
            yield title, url
        elif depth:
            for item in [held for held in value.values() if isinstance(held, dict | list)][:_MOST_SOURCES]:
                yield from links_among(item, depth - 1)


def work(label: str, content: str, *, language: str | None = None) -> str:
    """Markdown of what a model made beside its words.

    A line names it; its content follows as a code block in `language` ("" if the language is unknown), or as text to
    read if `language` is None. "" if there is no content.
    """
    content = content.strip("\n")
    if not content.strip():
        return ""
    label = f"**{' '.join(label.split())[:200]}**"
    if language is None:
        return f"{label}\n\n{content}"
    fence = "`" * max((len(run) + 1 for run in re.findall(r"`{3,}", content)), default=3)
    return f"{label}\n\n{fence}{re.sub(r'[^A-Za-z0-9+#-]', '', language)[:20]}\n{content}\n{fence}"


def _with_the_sheet(message: Message, sheet: Sheet) -> Message:
    """The message, with the Ask sheet in place if it was pasted."""
    text = message.text
    for stand_in, content in message.pasted:
        if match_sheet(lines_of(content), sheet):
            text = text.replace(stand_in, trimmed(clean(content)), 1)
    return replace(message, text=text)


def as_parsed(chat: Chat, *, format: str, stated: Voice | None, sheet: Sheet = NO_SHEET) -> Parsed:
    """The document of a conversation: labelled messages, and one voice.

    The text of a longer export of a conversation begins with the text of a shorter one, so stored turns keep their
    places. `stated` is who answers, if the caller knows better. `sheet` is what everyone was asked.
    """
    chat = replace(chat, messages=tuple(_with_the_sheet(message, sheet) for message in chat.messages))
    voice = chat.voice
    if stated and stated.is_named:
        version = stated.version or (voice.version if stated.name == voice.name else "")
        voice = replace(stated, version=version, said_on=voice.said_on, link=voice.link)
    parts: list[tuple[str, Role, str]] = []
    runs: list[Messages] = []
    position = 0
    for message in chat.messages:
        who, whose = ("You", "the person") if message.role == "prompt" else (voice.name, "the respondent")
        gap = "\n\n" if parts else ""
        before: list[tuple[str, Role, str]] = [(f"{gap}#### {who}:\n\n", "marker", "says who speaks")]
        if message.thoughts:
            before.append((f"{message.thoughts}\n\n", "furniture", THOUGHTS))
        position += sum(len(text) for text, _, _ in before)
        if message.ids:
            runs.append(Messages(tuple(map(clean, message.ids)), position, position + len(message.text)))
        parts += (*before, *_said(message, f"a message of {whose} in the export"))
        position += len(message.text)
        if listed := list(filter(None, (link_to(url, title) for title, url in message.sources))):
            parts.append(("\n\n- " + "\n- ".join(listed), "furniture", SOURCES))
            position += len(parts[-1][0])
    ends = list(accumulate(len(text) for text, _, _ in parts))
    pieces = tuple(
        Piece(start, end, role, 0, "format", why)
        for (_, role, why), start, end in zip(parts, [0, *ends], ends, strict=False)
    )
    answers = "\n\n".join(text for text, role, _ in parts if role == "answer")
    basis, quote = evidence_basis(answers, searched=chat.searched)
    return Parsed(
        text="".join(text for text, _, _ in parts),
        markup="markdown",
        format=format,
        pieces=pieces,
        voices=(replace(voice, evidence_basis=basis, evidence_quote=quote),),
        title=chat.title,
        warnings=(*chat.warnings, *([TURNED] if chat.newest_first else []), *_gaps(chat, voice.name)),
        conversation=clean(chat.id)[:200] if runs else "",
        messages=tuple(runs),
        newest_first=chat.newest_first,
        branches=tuple(branch for branch in chat.branches if branch.id == clean(branch.id)),
    )


def _said(message: Message, why: str) -> list[tuple[str, Role, str]]:
    """The parts of a message: its words, and what was thought before."""
    text = message.text
    thoughts = find_thoughts(lines_of(text, fences=True)) if message.role == "answer" else []
    parts: list[tuple[str, Role, str]] = []
    position = 0
    for start, end in thoughts:
        parts += [(text[position:start], message.role, why), (text[start:end], "furniture", THOUGHTS)]
        position = end
    parts.append((text[position:], message.role, why))
    return [part for part in parts if part[0]]


def _gaps(chat: Chat, name: str) -> list[str]:
    warnings = []
    if name == UNNAMED_MODEL:
        warnings.append("The export does not say who answers: name the respondent.")
    is_turned = chat.newest_first and chat.messages[0].role == "answer"
    first, last = (-1, 0) if is_turned else (0, -1)
    if chat.messages[first].role == "answer":
        warnings.append(f"The first answer of {name} has no prompt in the export.")
    if chat.messages[last].role == "prompt":
        warnings.append(f"The last prompt to {name} has no answer in the export.")
    return warnings
