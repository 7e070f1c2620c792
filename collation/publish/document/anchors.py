"""The ids of a published page, each given once. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

PARTS = (
    *("standing", "legend", "conclusions", "facts", "findings", "crux", "agreement", "gaps", "alike", "texts"),
    *("respondents", "method", "cite", "formats", "contents", "replies", "turned", "history"),
)
"""The ids of the parts of a page."""


class Anchors:
    """Gives the ids of one page.

    An id is made of what it names, so that it is the same in the next version. The few that would be the same on one
    page are numbered in the order of the page.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*PARTS, *taken}

    def take(self, *names: str) -> str:
        """An id of these names, such as "safe-gemini"."""
        wanted = "-".join(names)
        numbered = (f"{wanted}-{number}" for number in range(2, len(self._taken) + 3))
        given = next(one for one in (wanted, *numbered) if one not in self._taken)
        self._taken.add(given)
        return given

    def of_words(self, within: str, *words: str) -> str:
        """An id of words that stand within something."""
        return self.take(within, digest(*words))


def digest(*words: str) -> str:
    """Eight characters that stand for these words."""
    return sha256("\n".join(words).encode()).hexdigest()[:8]
