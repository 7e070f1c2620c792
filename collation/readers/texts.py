"""What a reader is given: paper, questions, texts. Pure values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetTurn:
    """One stored response, as a reader gets it.

    `answer` is the stored text, which every offset counts in; marks of citations in it may be masked. `quoted` are the
    ranges of its block quotes, which hold somebody else's words if the text says whose.
    """

    response_id: int
    prompt: str
    answer: str
    quoted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class SheetText:
    """All that one respondent said. `kind` is model or person."""

    key: str
    name: str
    kind: str
    turns: tuple[SheetTurn, ...]


@dataclass(frozen=True)
class SheetQuestion:
    """A question that all are held to.

    `scale` holds the values, lowest first; () if it is not scored.
    """

    key: str
    text: str
    scale: tuple[str, ...]


@dataclass(frozen=True)
class SheetLabel:
    """A label that words of an answer can deserve."""

    key: str
    name: str


@dataclass(frozen=True)
class SheetPaper:
    """The thing under review.

    `pages` is its stored text, () if there is none or if it may not be given to models.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    address: str = ""
    pages: tuple[str, ...] = ()
