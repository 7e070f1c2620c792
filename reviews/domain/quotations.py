"""The places of quoted words, and where words begin and end."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from reviews.characters import MASK, UNSEEN, UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")

LONGEST_WORD = 200
"""How many characters a span grows at most."""

_ALIKE = {ord(char): kind[0] for kind in ("'’‘ʼ′", '"“”„‟«»″', "-‐‑‒–—−") for char in kind}
"""Quotation marks and dashes, of which people type the plain ones."""

_JOINER = "\u200d"
_IN_WORDS = frozenset("'’_")
"""Signs that belong to a word if they stand between letters."""


def solid(text: str) -> str:
    """The text without white space and unseen characters.

    All kinds of a quotation mark or a dash are one.
    """
    return "".join(char for char in text if not char.isspace() and char not in UNSEEN).translate(_ALIKE)


class SolidText:
    """A text to search many times, whatever its white space.

    White space, unseen and masked characters do not count, nor the kind of a quotation mark or a dash.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._offsets = [
            offset for offset, char in enumerate(text) if not (char.isspace() or char in UNSEEN or char == MASK)
        ]
        self._letters = "".join(text[offset] for offset in self._offsets).translate(_ALIKE)
        self._whole: dict[str, list[tuple[int, int]]] = {}

    def places(self, wanted: str) -> Iterator[tuple[int, int]]:
        """The (start, end) of each place that holds the `solid` words.

        Places may overlap.
        """
        start = self._letters.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            yield self._offsets[start], self._offsets[end - 1] + 1
            start = self._letters.find(wanted, start + 1)

    def whole_places(self, wanted: str) -> list[tuple[int, int]]:
        """Those of the places that tear no word."""
        if wanted not in self._whole:
            self._whole[wanted] = [span for span in self.places(wanted) if is_whole(self.text, *span)]
        return self._whole[wanted]

    def grown_places(self, wanted: str) -> list[tuple[int, int]]:
        """All of the places, grown to whole words."""
        return list(dict.fromkeys(whole_words(self.text, *span) for span in self.places(wanted)))

    def before(self, start: int, count: int) -> tuple[str, bool]:
        """The solid characters before an offset, at most `count`.

        And whether they are all that stand there.
        """
        at = bisect_left(self._offsets, start)
        return self._letters[max(0, at - count) : at], at <= count

    def after(self, end: int, count: int) -> tuple[str, bool]:
        """The solid characters from an offset on, as in `before`."""
        at = bisect_left(self._offsets, end)
        return self._letters[at : at + count], len(self._letters) <= at + count


def places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """The places of `SolidText`, of a text that is searched once."""
    return SolidText(text).places(wanted)


def are_whole(text: str, start: int, end: int) -> bool:
    """Whether a span begins and ends where words do."""
    torn_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    torn_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (torn_before or torn_after)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends, grown to whole words.

    A letter and its accents, or the parts of one emoji, are never torn apart. In scripts without spaces between words
    it grows no further. A span of white space alone comes out as it is.
    """
    first, last = start, end
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first == last:
        return start, end
    return _grown(text, first, -1), _grown(text, last, 1)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `whole_words` would leave the span as it is."""
    spaced = text[start].isspace() or text[end - 1].isspace()
    return not (spaced or (start > 0 and _is_torn(text, start)) or (end < len(text) and _is_torn(text, end)))


def _grown(text: str, edge: int, step: int) -> int:
    """The next edge of a word in that direction.

    Of an endless word the same edge.
    """
    at = edge
    while 0 < at < len(text) and _is_torn(text, at):
        at += step
        if abs(at - edge) > LONGEST_WORD:
            return edge
    return at


def _is_torn(text: str, at: int) -> bool:
    """Whether the characters before and after `at` belong together."""
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return False
    if _is_attached(after) or before == _JOINER or (_is_flag(before) and _is_flag(after)):
        return True
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    if after in _IN_WORDS:
        return _is_of_word(before) and at + 1 < len(text) and _is_of_word(text[at + 1])
    if before in _IN_WORDS:
        return _is_of_word(after) and at > 1 and _is_of_word(text[at - 2])
    return _is_of_word(before) and _is_of_word(after)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char in UNSEEN or unicodedata.category(char)[0] == "M"


def _is_attached(char: str) -> bool:
    """Whether a character changes the one before it."""
    return unicodedata.category(char)[0] == "M" or char == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
