"""The words that only some responses of a comparison hold."""

from __future__ import annotations

import re
from functools import cached_property

from django.db.models import QuerySet

from reviews.characters import unmasked
from reviews.models import Comparison, Response

LEAST_QUOTED = 4
"""The fewest words that count as a quotation.

Fewer may stand in a text by chance.
"""

_WORD = re.compile(r"\w+")


class OwnWords:
    """What `own` say, and no other response of the comparison.

    Prompts and answers count, replaced ones too. Case and punctuation do not.
    """

    def __init__(self, comparison: Comparison, own: QuerySet[Response]) -> None:
        self.comparison, self.own = comparison, own

    @cached_property
    def _here(self) -> str:
        return _texts(self.own)

    @cached_property
    def _elsewhere(self) -> str:
        return _texts(Response.objects.filter(transcript__comparison=self.comparison).exclude(pk__in=self.own))

    def quotes(self, text: str) -> bool:
        """Whether a text of four words or more stands here alone."""
        words = _folded(text)
        return words.count(" ") >= LEAST_QUOTED - 1 and words in self._here and words not in self._elsewhere

    def names(self, text: str) -> bool:
        """Whether one of its words stands here alone.

        It may be a part of another word.
        """
        return any(word in self._here and word not in self._elsewhere for word in _folded(text).split())


def _texts(responses: QuerySet[Response]) -> str:
    """All that they say, once more without marks of citations."""
    said = responses.only("prompt", "text", "citations")
    return "\n".join(
        _folded(text)
        for response in said
        for text in (response.prompt, response.text, *([unmasked(response.legible)] if response.citations else []))
    )


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
