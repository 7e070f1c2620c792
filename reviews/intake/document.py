"""What a document holds: its text cut into pieces that leave nothing out.

A parser turns bytes into one `Parsed`. A person's correction turns one `Parsed` into another.
Both are pure; `reviews.intake` stores nothing itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Role = Literal["prompt", "answer", "marker", "furniture"]
FoundBy = Literal["marker", "timestamp", "heuristic", "format", "person"]
Markup = Literal["plain", "markdown"]
EvidenceBasis = Literal["full_paper", "abstract_only", "web_search", "unknown"]

UNNAMED_MODEL, UNNAMED_PERSON = "Unnamed model", "Unnamed reviewer"
ROLES: tuple[Role, ...] = ("prompt", "answer", "marker", "furniture")

_BLANK_LINES_ABOVE = re.compile(r"\A(?:[^\S\n]*\n)+")


class IntakeError(ValueError):
    """A document that is refused; the message is one sentence in words that names the place."""


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
    """The head of one transcript: who speaks, and what is known of the sitting."""

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
        """Whether anybody said who speaks: the names of those of whom nobody did are none."""
        return " ".join(self.name.casefold().split()) not in _NO_NAMES


_NO_NAMES = {"", UNNAMED_MODEL.casefold(), UNNAMED_PERSON.casefold()}


@dataclass(frozen=True)
class Said:
    """`text[start:end]` of a document is what one side said in a row: the messages of an export with these ids, in
    order."""

    ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Branch:
    """Another way that a conversation went: `id` is its last message's, `differs` the first words that it has alone,
    `prompts` and `answers` count its turns' sides."""

    id: str
    differs: str
    prompts: int
    answers: int
    date: str = ""  # ISO date, or empty


@dataclass(frozen=True)
class Parsed:
    """A document as read: `pieces` in order partition `text` (each starts where the last ended, the first
    at 0, the last at len(text)); an empty text has no pieces.

    `conversation` is the id under which an export knows this conversation and `said` the places of its messages, both
    empty where it gives none. Corrections change neither. `branches` are the ways not read.
    """

    text: str
    markup: Markup
    format: str
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...]
    title: str = ""
    warnings: tuple[str, ...] = ()
    conversation: str = ""
    said: tuple[Said, ...] = ()
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One turn of one voice, as it would be stored. `ranges` are the (start, end, role) of its pieces."""

    voice: int
    prompt: str
    prompt_found_by: FoundBy
    answer: str
    ranges: tuple[tuple[int, int, Role], ...]


def turns(parsed: Parsed) -> tuple[Turn, ...]:
    """The turns of a document, in order of voice, then of place.

    Within a voice a run of prompt pieces opens a turn and the answer pieces after it are its answer, joined
    by a blank line where something was set aside between them. Answer pieces before any prompt make a turn
    whose prompt is empty. A prompt without an answer makes a turn whose answer is empty. Pieces of white
    space only count as nothing.
    """
    found: list[Turn] = []
    for voice in range(len(parsed.voices)):
        prompts: list[str] = []
        answers: list[str] = []
        ranges: list[tuple[int, int, Role]] = []
        found_by: FoundBy = "format"
        for piece in parsed.pieces:
            if piece.voice != voice or piece.role not in ("prompt", "answer"):
                continue
            said = _BLANK_LINES_ABOVE.sub("", parsed.text[piece.start : piece.end].rstrip())
            if not said:
                continue
            if piece.role == "prompt" and answers:
                found.append(Turn(voice, "\n\n".join(prompts), found_by, "\n\n".join(answers), tuple(ranges)))
                prompts, answers, ranges = [], [], []
            if not ranges:
                found_by = piece.found_by
            ranges.append((piece.start, piece.end, piece.role))
            (prompts if piece.role == "prompt" else answers).append(said.strip() if piece.role == "prompt" else said)
        if ranges:
            found.append(Turn(voice, "\n\n".join(prompts), found_by, "\n\n".join(answers), tuple(ranges)))
    return tuple(found)


def is_partition(parsed: Parsed) -> bool:
    """Whether the pieces leave nothing of the text out, overlap nowhere, and name voices that exist."""
    at = 0
    for piece in parsed.pieces:
        if piece.start != at or piece.end <= piece.start:
            return False
        if piece.voice is not None and not 0 <= piece.voice < len(parsed.voices):
            return False
        if piece.voice is None and piece.role in ("prompt", "answer"):
            return False
        at = piece.end
    return at == len(parsed.text)


def split_at(parsed: Parsed, offset: int, role: Role) -> Parsed:
    """Cuts the piece that holds `offset` in two; what follows the cut takes `role`.

    Raises IntakeError if the offset is not strictly inside a piece.
    """
    for index, piece in enumerate(parsed.pieces):
        if piece.start < offset < piece.end:
            voice = (
                piece.voice
                if piece.voice is not None or role in ("marker", "furniture")
                else _nearest_voice(parsed, index)
            )
            head = replace(piece, end=offset)
            tail = Piece(offset, piece.end, role, voice, "person", "split here by hand")
            return replace(parsed, pieces=(*parsed.pieces[:index], head, tail, *parsed.pieces[index + 1 :]))
    raise IntakeError("There is nothing to split at that place.")


def piece_at(parsed: Parsed, offset: int) -> int:
    """The index of the piece that holds `offset`. Raises IntakeError if none does."""
    for index, piece in enumerate(parsed.pieces):
        if piece.start <= offset < piece.end:
            return index
    raise IntakeError("There is no such place in this document.")


def cut_at(parsed: Parsed, offset: int) -> Parsed:
    """A piece starts at `offset` then, of the same role and voice as before; unchanged where one does."""
    piece = parsed.pieces[piece_at(parsed, offset)]
    return parsed if piece.start == offset else split_at(parsed, offset, piece.role)


def carve(parsed: Parsed, start: int, end: int, role: Role) -> Parsed:
    """Makes `text[start:end]` one piece of that role, cut out of what holds it.

    It is joined to a neighbour of the same role and voice, so that a prompt can grow by a paragraph, and a
    wrong prompt given back to the answer around it leaves no seam. Raises IntakeError for an empty range or
    one outside the text.
    """
    if not 0 <= start < end <= len(parsed.text):
        raise IntakeError("There is no such place in this document.")
    parsed = cut_at(parsed, start)
    if end < len(parsed.text):
        parsed = cut_at(parsed, end)
    first, last = piece_at(parsed, start), piece_at(parsed, end - 1)
    voice = parsed.pieces[first].voice
    if voice is None and role in ("prompt", "answer"):
        voice = _nearest_voice(parsed, first)
    alike = [
        index
        for index in (first - 1, last + 1)
        if 0 <= index < len(parsed.pieces) and _is(parsed.pieces[index], role, voice)
    ]
    first, last = min([first, *alike]), max([last, *alike])
    whole = Piece(parsed.pieces[first].start, parsed.pieces[last].end, role, voice, "person", "said by hand")
    return replace(parsed, pieces=(*parsed.pieces[:first], whole, *parsed.pieces[last + 1 :]))


def merge_with_previous(parsed: Parsed, index: int) -> Parsed:
    """Joins piece `index` to the one before it, whose role and voice the whole takes."""
    if not 0 < index < len(parsed.pieces):
        raise IntakeError("There is no piece before this one to merge with.")
    before, piece = parsed.pieces[index - 1], parsed.pieces[index]
    whole = replace(before, end=piece.end, found_by="person", why="merged by hand")
    return replace(parsed, pieces=(*parsed.pieces[: index - 1], whole, *parsed.pieces[index + 1 :]))


def set_voice(parsed: Parsed, index: int, voice: int | None, *, to_the_end: bool = True) -> Parsed:
    """Gives piece `index` to another voice; with `to_the_end`, all that follows of the same voice too.

    What belongs to nobody is passed over: a respondent's words may have furniture between them.
    """
    _piece(parsed, index)
    if voice is not None and not 0 <= voice < len(parsed.voices):
        raise IntakeError("There is no such respondent in this document.")
    changed = list(parsed.pieces)
    last = len(changed) if to_the_end else index + 1
    had = next((piece.voice for piece in changed[index:last] if piece.voice is not None), None)
    for at in range(index, last):
        if changed[at].voice is None and (had is not None or at > index):
            continue
        if changed[at].voice != had:
            break
        role = "furniture" if voice is None and changed[at].role in ("prompt", "answer") else changed[at].role
        changed[at] = replace(changed[at], voice=voice, role=role, found_by="person", why="said by hand")
    return replace(parsed, pieces=tuple(changed))


def start_voice(parsed: Parsed, index: int, voice: Voice, *, to_the_end: bool = True) -> Parsed:
    """A new respondent says piece `index`; with `to_the_end`, all that followed there of the old one too."""
    with_voice = replace(parsed, voices=(*parsed.voices, voice))
    return set_voice(with_voice, index, len(parsed.voices), to_the_end=to_the_end)


def describe_voice(parsed: Parsed, index: int, voice: Voice) -> Parsed:
    """Replaces what is known of one voice (name, kind, version, evidence basis …)."""
    if not 0 <= index < len(parsed.voices):
        raise IntakeError("There is no such respondent in this document.")
    return replace(parsed, voices=(*parsed.voices[:index], voice, *parsed.voices[index + 1 :]))


def _piece(parsed: Parsed, index: int) -> Piece:
    if not 0 <= index < len(parsed.pieces):
        raise IntakeError("There is no such piece in this document.")
    return parsed.pieces[index]


def _is(piece: Piece, role: Role, voice: int | None) -> bool:
    return piece.role == role and piece.voice == voice


def _nearest_voice(parsed: Parsed, index: int) -> int:
    """The voice of the nearest piece that has one, looking back first."""
    if not parsed.voices:
        raise IntakeError("Name a respondent first.")
    for piece in (*reversed(parsed.pieces[:index]), *parsed.pieces[index:]):
        if piece.voice is not None:
            return piece.voice
    return 0
