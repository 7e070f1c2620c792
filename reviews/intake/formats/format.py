"""What a format of texts is: how it is recognised, and how it is read into turns."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from reviews.intake.document import Parsed, Voice
from reviews.intake.page.question_headings import Sheet


class Sniff(Protocol):
    def __call__(self, text: str) -> bool:
        """Whether a text looks like this format."""


class Parse(Protocol):
    def __call__(self, text: str, *, told: Voice | None, kind: str, sheet: Sheet) -> Parsed:
        """Reads a text of this format."""


class Format(NamedTuple):
    """A format by name: how it is recognised from content, and how it is read."""

    name: str
    sniff: Sniff
    parse: Parse
