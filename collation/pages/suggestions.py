"""What readers suggest for one cell, as its panel shows it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from collation import wording
from collation.cells import Cell
from collation.record import Suggestion
from reviews.scale import UNREAD


@dataclass(frozen=True)
class ShownSuggestion:
    """A suggestion, who makes it, and what keeps it from leading.

    `who` is "GPT-5.2 on 29 Nov 2026" or the rules; `value` a verdict or an absence, None if it has none. `note` says
    why it leads nothing, or that the reader and the respondent have one maker; "" otherwise.
    """

    suggestion: Suggestion
    who: str
    value: str | None
    note: str

    @property
    def place(self) -> str:
        """Where its words stand, as a mark takes it.

        "" if it quotes none.
        """
        one = self.suggestion
        return f"{one.response_id}:{one.start}+0" if one.quote and not one.orphaned else ""


def shown_suggestions(cell: Cell) -> tuple[ShownSuggestion, ...]:
    """The suggestions for a cell: those that lead, then the others.

    The rules come last of either, and only if they have read it.
    """
    rules = () if cell.reading.state == UNREAD else (cell.reading.suggestion,)
    shown = [_shown(one, cell) for one in (*cell.suggestions, *rules)]
    return tuple(sorted(shown, key=lambda one: not one.suggestion.leads))


def _shown(suggestion: Suggestion, cell: Cell) -> ShownSuggestion:
    absent = not suggestion.by and cell.reading.state != "answered"
    value = cell.reading.state if absent else suggestion.value
    return ShownSuggestion(suggestion, wording.who_read(suggestion), value, _note(suggestion))


def _note(suggestion: Suggestion) -> str:
    if suggestion.dismissed:
        return "dismissed"
    if suggestion.orphaned:
        return "its words are no longer in the text"
    if suggestion.suspect:
        return "its words address the reader: it leads nothing"
    return "reads its own family" if suggestion.own_family else ""
