"""What to look at in a document as it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal
from zlib import crc32

from reviews.intake.document import Parsed, turns
from reviews.intake.page.page_warnings import answers_in_a_row, page_warnings

MOST_QUOTED = 90
"""Characters of a prompt that a list shows."""


@dataclass(frozen=True)
class Doubt:
    """Something to look at before a document is stored.

    A "name" is a respondent without one. A "prompt" was found by its wording alone. A "gap" is a prompt or an answer
    that is missing, a "warning" anything else that the reading noted. `place` is the (start, end) of the part of the
    text that it is about, None if there is none. A person settles a gap or a warning by its `key`.
    """

    kind: Literal["name", "prompt", "gap", "warning"]
    key: str
    words: str
    place: tuple[int, int] | None = None
    whose: str = ""

    @property
    def id(self) -> str:
        """A name for its line in a page."""
        return f"doubt-{self.key}"

    @property
    def at(self) -> str:
        """Its place as corrections write it, or ""."""
        return f"{self.place[0]}-{self.place[1]}" if self.place else ""


def doubts(parsed: Parsed) -> list[Doubt]:
    """What is not settled yet, by place; what has none comes first."""
    found = chain(_names(parsed), _gaps(parsed), _prompts(parsed), _warnings(parsed))
    return sorted(
        (doubt for doubt in found if doubt.key not in parsed.settled), key=lambda doubt: doubt.place or (-1, -1)
    )


def standing_warnings(parsed: Parsed) -> tuple[str, ...]:
    """The warnings of a reading that no correction settles.

    The others are told by `doubts`, as the document stands. `parsed` is not corrected yet.
    """
    told = {words for of in ("page", "export") for words in page_warnings(parsed, of=of)}
    return tuple(words for words in parsed.warnings if words not in told)


def _names(parsed: Parsed) -> Iterator[Doubt]:
    for voice in sorted({turn.voice for turn in turns(parsed) if turn.answer}):
        if not parsed.voices[voice].is_named:
            yield Doubt("name", f"name-{voice}", "Who answers here is not named yet")


def _prompts(parsed: Parsed) -> Iterator[Doubt]:
    for piece in parsed.pieces:
        if piece.role == "prompt" and piece.found_by == "heuristic" and piece.voice is not None:
            words = " ".join(parsed.text[piece.start : piece.end].split())
            quoted = words if len(words) <= MOST_QUOTED else f"{words[: MOST_QUOTED - 1]}…"
            whose = parsed.voices[piece.voice].name
            yield Doubt("prompt", f"prompt-{piece.start}-{piece.end}", quoted, (piece.start, piece.end), whose)


def _gaps(parsed: Parsed) -> Iterator[Doubt]:
    parsed_turns = turns(parsed)
    for number, voice in enumerate(parsed.voices):
        own = [turn for turn in parsed_turns if turn.voice == number]
        if own and voice.kind == "model" and not own[0].prompt:
            start, end, _ = own[0].ranges[0]
            yield Doubt("gap", f"gap-{number}-first", f"The first answer of {voice.name} has no prompt", (start, end))
        if own and not own[-1].answer:
            start, end, _ = own[-1].ranges[0]
            yield Doubt("gap", f"gap-{number}-last", f"The last prompt to {voice.name} has no answer", (start, end))
    for piece in answers_in_a_row(parsed):
        name = parsed.voices[piece.voice or 0].name
        words = f"Two answers of {name} stand in a row: a prompt may be missing"
        yield Doubt("gap", f"gap-{piece.start}-again", words, (piece.start, piece.end))


def _warnings(parsed: Parsed) -> Iterator[Doubt]:
    for words in dict.fromkeys(parsed.warnings):
        yield Doubt("warning", f"warning-{crc32(words.encode()):08x}", words)
