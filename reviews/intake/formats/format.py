"""The interface of a format of texts."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from reviews.intake.document import Parsed, Voice
from reviews.intake.page.question_headings import Sheet


class Sniff(Protocol):
    def __call__(self, text: str) -> bool:
        """Whether a text looks like this format."""


class Parse(Protocol):
    def __call__(self, text: str, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
        """Read a text of this format."""


class Format(NamedTuple):
    """A format by name, with its recogniser and its parser."""

    name: str
    sniff: Sniff
    parse: Parse
