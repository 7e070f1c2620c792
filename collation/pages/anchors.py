"""The addresses of words that respondents said. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collation.cells import Collation, Row

_KEY = re.compile(r"([0-9]{1,19})-([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, order=True)
class Anchor:
    """The place of words: `text[start:end]` of a response, in code points."""

    response_id: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """What an address has of it: "12-340-395"."""
        return f"{self.response_id}-{self.start}-{self.end}"

    @property
    def id(self) -> str:
        """The id of the element that holds the words."""
        return f"r-{self.key}"

    def overlaps(self, other: Anchor) -> bool:
        return self.response_id == other.response_id and self.start < other.end and other.start < self.end


def anchor_of(key: str) -> Anchor | None:
    """The anchor that an address names.

    None if it names none, or a range that is empty.
    """
    found = _KEY.fullmatch(key)
    anchor = Anchor(*map(int, found.groups())) if found else None
    return anchor if anchor and anchor.start < anchor.end else None


def row_with(collation: Collation, words: Anchor) -> Row | None:
    """The row with most of these words in a passage."""
    held: list[tuple[int, Row]] = []
    for row in collation.rows:
        for cell in row.cells:
            for passage in cell.reading.passages:
                if words.overlaps(Anchor(passage.response_id, passage.start, passage.end)):
                    held.append((min(words.end, passage.end) - max(words.start, passage.start), row))
    return max(held, key=lambda part: part[0])[1] if held else None
