"""Spans of responses, as verbs take them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reviews.models import Response


@dataclass(frozen=True)
class TextSpan:
    """`text[start:end]` of a response, in code points."""

    response: Response
    start: int
    end: int

    @property
    def quotation(self) -> str:
        return self.response.text[self.start : self.end]

    @property
    def is_inside(self) -> bool:
        """Whether there are such characters in the text."""
        return 0 <= self.start < self.end <= len(self.response.text)

    @property
    def place(self) -> dict[str, Any]:
        """Where it stands, as fields of a `Span`."""
        return {"response": self.response, "start": self.start, "end": self.end}

    @property
    def fields(self) -> dict[str, Any]:
        """All fields of a `Span`."""
        return {**self.place, "quotation": self.quotation}
