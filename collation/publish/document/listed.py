"""A publication in a list, and what finds it. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from collation.pages.matrix import MatrixRow, matrix
from collation.publish.document.parse import thaw
from collation.wording import listed

MOST_ROWS, MOST_COLUMNS = 6, 10
"""The questions and respondents that a small matrix holds.

If there are more, they are counted.
"""


@dataclass(frozen=True)
class EntryRow:
    """A question and its verdicts.

    A cell is the respondent's name, the verdict and the word for it; `counted` says the same of many: "7 yes, 2 no".
    """

    key: str
    text: str
    cells: tuple[tuple[str, str, str], ...]
    counted: str


@dataclass(frozen=True)
class Entry:
    """A publication in a list.

    `about` says who is compared, and on which paper; `words` find it, besides those that are shown. `heads` are the
    letters and names of the columns, empty if there are too many. `more` is the number of questions that are not shown.
    """

    about: str
    words: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[EntryRow, ...]
    more: int


def entry(document: dict[str, Any]) -> Entry:
    """What a list shows of a document."""
    laid = matrix(thaw(document))
    names = [each["name"] for each in document["respondents"]]
    return Entry(
        about=f"{listed(names)} on “{document['paper']['title']}”",
        words=_words(document),
        heads=tuple(zip(laid.initials, names, strict=True)) if len(names) <= MOST_COLUMNS else (),
        rows=tuple(map(_row, laid.rows[:MOST_ROWS])),
        more=max(0, len(laid.rows) - MOST_ROWS),
    )


def _row(row: MatrixRow) -> EntryRow:
    cells = tuple((cell.name, cell.value, cell.word) for cell in row.cells)
    words = Counter(word for _, _, word in cells)
    return EntryRow(row.key, row.text, cells, ", ".join(f"{count} {word}" for word, count in words.most_common()))


def _words(document: dict[str, Any]) -> str:
    paper = document["paper"]
    told = [
        *paper["authors"],
        paper["arxiv_id"],
        paper["doi"],
        *(each["text"] for each in document["questions"]),
        *(fact["topic"] for fact in document["facts"]),
        *(finding["title"] for finding in document["findings"]),
    ]
    return " ".join(" ".join(filter(None, told)).split())
