"""What every format is."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from reviews.intake.pieces import Parsed, Voice


class Sniff(Protocol):
    def __call__(self, text: str) -> bool:
        """Whether a text looks like this format."""


class Parse(Protocol):
    def __call__(self, text: str, *, told: Voice | None, kind: str) -> Parsed:
        """Reads a text of this format."""


class Format(NamedTuple):
    """A format by name: how it is recognised from content, and how it is read."""

    name: str
    sniff: Sniff
    parse: Parse
