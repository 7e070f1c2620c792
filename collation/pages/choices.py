"""What a reader can choose on Compare: density, rows, highlights. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from collation.pages.arrangement import KINDS, Arrangement

_DENSITIES = {
    "comfortable": ("Whole answers", "All that each respondent says"),
    "compact": (
        "Key sentences",
        "The words that carry each verdict, or how the answer begins if there is no verdict yet",
    ),
    "pinned": ("Two side by side", "Two respondents whole, the others as a list beside them"),
}
_ROWS = {"": "All rows", "diverging": "Diverging rows"}
_FOUND_ROWS = {"": "Rows with a hit", "every": "All rows", "diverging": "Diverging rows with a hit"}
_LEGEND = {
    "evidence": "the words that carry the verdict",
    "alone": "said by nobody else: a finding of this respondent alone",
    "wording": "words in a prompt that nobody else was asked",
    "note": "annotated",
}


@dataclass(frozen=True)
class ViewChoice:
    """One way to arrange the page.

    `key` is unique among the choices of its kind; `query` asks for it, and is never empty. `does` says more, or is "".
    """

    key: str
    words: str
    query: str
    on: bool
    does: str = ""


@dataclass(frozen=True)
class LegendEntry:
    """What one kind of highlight means, and whether it is shown."""

    kind: str
    words: str
    on: bool


def densities(arrangement: Arrangement) -> tuple[ViewChoice, ...]:
    """The densities; two are pinned only if there are three or more."""
    return tuple(
        ViewChoice(density, words, _query(arrangement.dense(density)), arrangement.shown_as == density, does)
        for density, (words, does) in _DENSITIES.items()
        if density != "pinned" or len(arrangement.columns) > 2
    )


def rows(arrangement: Arrangement) -> tuple[ViewChoice, ...]:
    """The choices of rows."""
    known = _FOUND_ROWS if arrangement.search else _ROWS
    shown = arrangement.rows if arrangement.rows in known else ""
    return tuple(
        ViewChoice(key or "any", words, _query(arrangement.showing(key)), key == shown) for key, words in known.items()
    )


def legend(arrangement: Arrangement, kinds: Collection[str]) -> tuple[LegendEntry, ...]:
    """The kinds of highlights on the page, or switched off."""
    return tuple(
        LegendEntry(kind, _LEGEND[kind], kind not in arrangement.off)
        for kind in KINDS
        if kind in kinds or kind in arrangement.off
    )


def _query(arrangement: Arrangement) -> str:
    return arrangement.query or "?view=everybody"
