"""The turns that no row of Compare holds whole. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from collation.cells import Collation
from collation.pages.arrangement import Arrangement
from collation.record import Respondent, Turn
from collation.wording import listed, several, shortened

_FIRST_WORDS = 280  # characters of a turn that are shown of it
_UNPUBLISHED = "will not be published"


@dataclass(frozen=True)
class OtherTurn:
    """A turn that the rows do not hold whole.

    `in_part` if they hold something of it.
    `chosen` says whether someone chose to publish it although no row holds it, `extent` how much of its respondent
    is published.
    """

    turn: Turn
    first_words: str
    in_part: bool
    chosen: bool
    extent: str

    @property
    def publication(self) -> str:
        """The part of it that a publication will show, in words."""
        if self.extent == "full" and (self.in_part or self.chosen):
            return "will be published whole"
        quoted = self.extent == "quotations" and self.in_part
        return "will be published in quotations" if quoted else _UNPUBLISHED


@dataclass(frozen=True)
class OtherTurns:
    """Those of one respondent."""

    respondent: Respondent
    turns: tuple[OtherTurn, ...]

    @property
    def title(self) -> str:
        what = "turn" if all(turn.in_part for turn in self.turns) else "other turn"
        return f"{several(len(self.turns), what)} of {self.respondent.name}"

    @property
    def standing(self) -> str:
        """How much of them the rows hold, and how much is published."""
        counts = Counter(turn.publication for turn in self.turns)
        if len(self.turns) == 1:
            [turn] = self.turns
            return f"{'Part of it stands' if turn.in_part else 'Nothing of it is set'} in a row. It {turn.publication}."
        part = sum(turn.in_part for turn in self.turns)
        stand = f"Part of {part} stands in the rows" if part else "Nothing of them is set in a row"
        if part and part < len(self.turns):
            stand += f", nothing of {len(self.turns) - part}"
        if len(counts) == 1:
            [told] = counts
            return f"{stand}. {'None will be published' if told == _UNPUBLISHED else f'All {told}'}."
        return f"{stand}. {listed([f'{count} {words}' for words, count in counts.items()]).capitalize()}."


def other_turns(
    collation: Collation, arrangement: Arrangement, publication: Mapping[int, tuple[bool, str]]
) -> tuple[OtherTurns, ...]:
    """The turns of the columns shown outside of the rows.

    `publication` says of each, by its response, whether someone chose to publish it, and how much of its respondent is.
    """
    held = {passage.response_id for row in collation.rows for cell in row.cells for passage in cell.reading.passages}
    return tuple(
        OtherTurns(
            respondent,
            tuple(
                OtherTurn(
                    turn,
                    shortened(turn.text, _FIRST_WORDS),
                    turn.response_id in held,
                    *publication[turn.response_id],
                )
                for turn in turns
            ),
        )
        for respondent, turns in zip(collation.respondents, collation.other_turns, strict=True)
        if turns and respondent.key in arrangement.columns
    )
