"""A document: its text, cut into pieces that leave nothing out.

A parser turns bytes into one `Parsed`; a correction (`reviews.intake.corrections`) turns one `Parsed` into another.
Both are pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from reviews.refusal import Refused

Role = Literal["prompt", "answer", "marker", "furniture"]
FoundBy = Literal["marker", "timestamp", "heuristic", "format", "person"]
Markup = Literal["plain", "markdown"]
EvidenceBasis = Literal["full_paper", "abstract_only", "web_search", "unknown"]

UNNAMED_MODEL, UNNAMED_PERSON = "Unnamed model", "Unnamed reviewer"
ROLES: tuple[Role, ...] = ("prompt", "answer", "marker", "furniture")
SOURCES = "sources of the answer"
"""Why a list of sources is set aside.

An export has it beside the answer, where it is kept.
"""

_BLANK_LINES_ABOVE = re.compile(r"\A(?:[^\S\n]*\n)+")


class IntakeError(Refused):
    """A document is refused.

    The message is one sentence in words that names the place.
    """


@dataclass(frozen=True)
class Piece:
    """`text[start:end]` of a document, in code points, and what it is.

    `voice` is the index of the respondent whose transcript the piece belongs to, None for what belongs
    to no transcript. A piece of role prompt or answer always has a voice.
    `why` says in words how the boundary before the piece was found.
    """

    start: int
    end: int
    role: Role
    voice: int | None
    found_by: FoundBy
    why: str = ""


@dataclass(frozen=True)
class Voice:
    """The head of one transcript: the respondent and the sitting."""

    name: str
    kind: Literal["model", "person"] = "model"
    vendor: str = ""
    version: str = ""
    evidence_basis: EvidenceBasis = "unknown"
    evidence_quote: str = ""
    said_on: str = ""  # ISO date, or empty
    link: str = ""  # http(s) only, or empty

    @property
    def is_named(self) -> bool:
        """Whether the name is a real one, not a stand-in."""
        return " ".join(self.name.casefold().split()) not in _NO_NAMES


_NO_NAMES = {"", UNNAMED_MODEL.casefold(), UNNAMED_PERSON.casefold()}


@dataclass(frozen=True)
class Messages:
    """`text[start:end]`, the words of one side without interruption.

    `ids` are those of the export's messages in it, in order.
    """

    ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Branch:
    """A branch of a conversation that is not read.

    `id` is its last message's. `differs` are its first words that no other branch has. `prompts` and `answers` count
    its messages.
    """

    id: str
    differs: str
    prompts: int
    answers: int
    date: str = ""  # ISO date, or empty


@dataclass(frozen=True)
class Parsed:
    """A document as read.

    `pieces` in order partition `text`: each starts at the end of the last one, the first at 0, and the last ends at
    len(text). An empty text has no pieces.

    `conversation` is the export's id of this conversation and `messages` are the places of its messages, both empty if
    the export has none. Corrections change neither. `branches` are those that are not read. `newest_first`: the
    messages stand in the text from the newest to the oldest. `settled` are the keys of doubts that a person looked at
    (`reviews.intake.doubts`).
    """

    text: str
    markup: Markup
    format: str
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...]
    title: str = ""
    warnings: tuple[str, ...] = ()
    conversation: str = ""
    messages: tuple[Messages, ...] = ()
    branches: tuple[Branch, ...] = ()
    newest_first: bool = False
    settled: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedTurn:
    """One turn of one voice, to be stored.

    `ranges` are the (start, end, role) of its pieces. `sources` is the list of its sources that an export has beside
    the answer, as Markdown, or "".
    """

    voice: int
    prompt: str
    prompt_found_by: FoundBy
    answer: str
    ranges: tuple[tuple[int, int, Role], ...]
    sources: str = ""


def trimmed(text: str) -> str:
    """The text without blank lines above it and white space below it."""
    return _BLANK_LINES_ABOVE.sub("", text.rstrip())


def turns(parsed: Parsed) -> tuple[ParsedTurn, ...]:
    """The turns of a document, by voice, as they were written.

    Within a voice a run of prompt pieces opens a turn. The answer pieces after it are its answer, joined by a blank
    line if something was set aside between them. Answer pieces before any prompt make a turn whose prompt is empty; a
    prompt without an answer makes one whose answer is empty. Pieces of white space count as nothing.
    """
    return tuple(chain.from_iterable(_turns_of(parsed, voice) for voice in range(len(parsed.voices))))


def _turns_of(parsed: Parsed, voice: int) -> Iterator[ParsedTurn]:
    """Yield the turns of one voice."""
    prompts: list[str] = []
    answers: list[str] = []
    ranges: list[tuple[int, int, Role]] = []
    listed: list[str] = []
    speaks = False
    found_by: FoundBy = "format"

    def turn() -> ParsedTurn:
        return ParsedTurn(
            voice=voice,
            prompt="\n\n".join(prompts),
            prompt_found_by=found_by,
            answer="\n\n".join(answers),
            ranges=tuple(ranges),
            sources="\n\n".join(listed),
        )

    for piece in _as_written(parsed):
        if piece.role == "furniture" and piece.why == SOURCES and speaks and answers:
            listed.append(parsed.text[piece.start : piece.end])
        speaks = piece.voice == voice if piece.role in ("prompt", "answer") else speaks
        if piece.voice != voice or piece.role not in ("prompt", "answer"):
            continue
        words = trimmed(parsed.text[piece.start : piece.end])
        if not words:
            continue
        if piece.role == "prompt" and answers:
            yield turn()
            prompts, answers, ranges, listed = [], [], [], []
        if not ranges:
            found_by = piece.found_by
        ranges.append((piece.start, piece.end, piece.role))
        (prompts if piece.role == "prompt" else answers).append(words.strip() if piece.role == "prompt" else words)
    if ranges:
        yield turn()


def _as_written(parsed: Parsed) -> Iterator[Piece]:
    """The pieces in the order in which they were written.

    If the newest message stands first, they are turned message by message; if prompts stand above their answers, both
    together.
    """
    if not parsed.newest_first:
        return iter(parsed.pieces)
    messages: list[list[Piece]] = [[]]
    for piece in parsed.pieces:
        if piece.role == "marker" and any(one.role in ("prompt", "answer") for one in messages[-1]):
            messages.append([])
        messages[-1].append(piece)
    spoken = [next((one.role for one in message if one.role in ("prompt", "answer")), "") for message in messages]
    if next(filter(None, spoken), "") != "prompt":
        return chain.from_iterable(reversed(messages))
    exchanges: list[list[Piece]] = [[]]
    for message, role in zip(messages, spoken, strict=True):
        if role == "prompt" and exchanges[-1]:
            exchanges.append([])
        exchanges[-1] += message
    return chain.from_iterable(reversed(exchanges))


def is_partition(parsed: Parsed) -> bool:
    """Whether the pieces partition the text, with voices that exist."""
    end = 0
    for piece in parsed.pieces:
        if piece.start != end or piece.end <= piece.start:
            return False
        if piece.voice is not None and not 0 <= piece.voice < len(parsed.voices):
            return False
        if piece.voice is None and piece.role in ("prompt", "answer"):
            return False
        end = piece.end
    return end == len(parsed.text)
