"""The interface of a format of saved conversations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from reviews.intake.exports.chat import Chat


class Export(NamedTuple):
    """A format of saved conversations, of which one file can hold many.

    Both functions take a document as it was read: the value of a JSON text, else the text itself. `fits` says whether
    it is of this format, `chats` gives its conversations that say something, in order.
    """

    name: str
    fits: Callable[[Any], bool]
    chats: Callable[[Any], Iterable[Chat]]
