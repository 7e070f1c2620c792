"""What every format is: a text that is read into turns, or an export of conversations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from reviews.intake.chat import Chat
from reviews.intake.pieces import Parsed, Voice
from reviews.intake.sheet import Sheet


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


class Export(NamedTuple):
    """A format of saved conversations, of which one file can hold many.

    Both functions take a document as it was read: the value of a JSON text, else the text itself. `fits` says whether
    it is of this format, `chats` gives its conversations that say something, in order.
    """

    name: str
    fits: Callable[[Any], bool]
    chats: Callable[[Any], Iterable[Chat]]
