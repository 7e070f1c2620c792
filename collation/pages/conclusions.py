"""The team's own answers, as values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class ShownEvidence:
    """A quotation under a conclusion.

    `name` and `key` are the respondent's; both are "" for the paper, whose `page` is 0 for the abstract.
    """

    text: str
    name: str = ""
    key: str = ""
    response_id: int | None = None
    start: int = 0
    page: int | None = None


@dataclass(frozen=True)
class ShownConclusion:
    """The team's own answer, why, and what would settle it.

    `says` is what its form is filled with.
    """

    question: str
    answer: str
    why: str
    settled_by: str
    by: str
    at: datetime
    evidence: tuple[ShownEvidence, ...]
    says: dict[str, Any]


def documented(conclusion: ShownConclusion) -> dict[str, Any]:
    """A conclusion in the collation document."""
    return {
        "question": conclusion.question,
        "answer": conclusion.answer,
        "why": conclusion.why,
        **({"settled_by": conclusion.settled_by} if conclusion.settled_by else {}),
        "by": conclusion.by,
        "evidence": [
            {"respondent": one.key or None, "page": one.page, "quote": one.text} for one in conclusion.evidence
        ],
    }
