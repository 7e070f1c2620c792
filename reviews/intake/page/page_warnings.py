"""Warnings about a page as read."""

from __future__ import annotations

from collections.abc import Iterator

from reviews.intake.document import ParsedTurn, Voice

_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def page_warnings(voices: tuple[Voice, ...], turns: tuple[ParsedTurn, ...], *, of: str = "page") -> Iterator[str]:
    """Yield what a person should look at, in words.

    `of` is what was read: a "page" or an "export".
    """
    where = f"{'in' if of == 'export' else 'on'} the {of}"
    by_voice: dict[int, list[ParsedTurn]] = {number: [] for number in range(len(voices))}
    for turn in turns:
        by_voice[turn.voice].append(turn)
    for number, voice in enumerate(voices):
        own = by_voice[number]
        if not voice.is_named:
            yield f"The {of} does not say who answers: name the respondent."
        if voice.kind == "model" and own and not own[0].prompt:
            yield f"The first answer of {voice.name} has no prompt {where}."
        guessed = sum(1 for turn in own if turn.prompt and turn.prompt_found_by == "heuristic")
        if guessed == 1:
            yield f"One prompt to {voice.name} was found by its wording alone: check it."
        elif guessed:
            count = _COUNTS[guessed] if guessed < len(_COUNTS) else f"{guessed:,}"
            yield f"{count} prompts to {voice.name} were found by their wording alone: check them."
        if own and not own[-1].answer:
            yield f"The last prompt to {voice.name} has no answer {where}."
