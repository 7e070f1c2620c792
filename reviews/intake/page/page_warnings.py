"""Warnings about a page as read."""

from __future__ import annotations

from collections.abc import Iterator

from reviews.intake.document import Parsed, ParsedTurn, Piece, turns

_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def page_warnings(parsed: Parsed, *, of: str = "page") -> Iterator[str]:
    """Yield what a person should look at, in words.

    `of` is what was read: a "page" or an "export".
    """
    where = f"{'in' if of == 'export' else 'on'} the {of}"
    by_voice: dict[int, list[ParsedTurn]] = {number: [] for number in range(len(parsed.voices))}
    for turn in turns(parsed):
        by_voice[turn.voice].append(turn)
    in_a_row = {piece.voice for piece in answers_in_a_row(parsed)}
    for number, voice in enumerate(parsed.voices):
        own = by_voice[number]
        if not voice.is_named:
            yield f"The {of} does not say who answers: name the respondent."
        if voice.kind == "model" and own and not own[0].prompt:
            yield f"The first answer of {voice.name} has no prompt {where}."
        if number in in_a_row:
            yield f"Two answers of {voice.name} stand in a row {where}: a prompt may be missing."
        guessed = sum(1 for turn in own if turn.prompt and turn.prompt_found_by == "heuristic")
        if guessed == 1:
            yield f"One prompt to {voice.name} was found by its wording alone: check it."
        elif guessed:
            count = _COUNTS[guessed] if guessed < len(_COUNTS) else f"{guessed:,}"
            yield f"{count} prompts to {voice.name} were found by their wording alone: check them."
        if own and not own[-1].answer:
            yield f"The last prompt to {voice.name} has no answer {where}."


def answers_in_a_row(parsed: Parsed) -> Iterator[Piece]:
    """Yield the answers of a model that follow an answer of its.

    A label parts both, so they were said at different times, and the prompt between them is missing.
    """
    before: Piece | None = None
    is_parted = False
    for piece in parsed.pieces:
        if piece.role == "marker":
            is_parted = True
        elif piece.role != "furniture" and piece.voice is not None and parsed.text[piece.start : piece.end].strip():
            again = before is not None and before.role == piece.role == "answer" and before.voice == piece.voice
            if again and is_parted and parsed.voices[piece.voice].kind == "model":
                yield piece
            before, is_parted = piece, False
