"""Search the paper's own text. Pure.

A hit has its place and a few words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from reviews.characters import UNSEEN

SHORTEST_SOUGHT, LONGEST_SOUGHT = 2, 200
MOST_EXCERPTS = 20  # of one page
_UNSEEN = f"[{re.escape(''.join(sorted(UNSEEN)))}]*"
_WRITTEN = {
    "ffi": "(?:\ufb03|{f}{f}{i}|\ufb00{u}{i}|{f}\ufb01)",
    "ffl": "(?:\ufb04|{f}{f}{l}|\ufb00{u}{l}|{f}\ufb02)",
    "ff": "(?:\ufb00|{f}{f})",
    "fi": "(?:\ufb01|{f}{i})",
    "fl": "(?:\ufb02|{f}{l})",
}
"""The ways in which a text may hold some letters, as patterns."""

_LETTERS = re.compile(r"ff[il]|f[fil]|.", re.IGNORECASE | re.DOTALL)
_AROUND = 90  # characters on each side of what was found


@dataclass(frozen=True)
class PageWords:
    """Words of the paper.

    `found`: they are the words that were sought.
    """

    words: str
    found: bool = False


@dataclass(frozen=True)
class SearchedPage:
    """A page to read, with the hits in it.

    Its paragraphs are in parts. `hits` counts all hits; `excerpts` holds those of the first MOST_EXCERPTS.
    """

    number: int
    paragraphs: tuple[tuple[PageWords, ...], ...]
    hits: int = 0
    excerpts: tuple[tuple[PageWords, ...], ...] = ()


def read_pages(pages: Iterable[tuple[int, str]], sought: str = "") -> list[SearchedPage]:
    """The pages (number, text), with the hits of `sought` marked.

    A hit is its words in this order, in whatever case, with any white space between them, within a paragraph. Letters
    may stand as a ligature, with characters that nobody sees between them. There is none for fewer than SHORTEST_SOUGHT
    characters.
    """
    words = sought[:LONGEST_SOUGHT].split()
    asked = len("".join(words)) >= SHORTEST_SOUGHT
    pattern = re.compile(r"\s+".join(map(_pattern, words)), re.IGNORECASE) if asked else None
    return [_page(number, text, pattern) for number, text in pages]


def _pattern(word: str) -> str:
    """The pattern of a word in whatever characters it is written."""
    ways = {"u": _UNSEEN, "f": f"f{_UNSEEN}", "i": "i", "l": "l"}
    return _UNSEEN.join(
        _WRITTEN[letters.lower()].format(**ways) if letters.lower() in _WRITTEN else re.escape(letters)
        for letters in _LETTERS.findall(word)
    )


def _page(number: int, text: str, pattern: re.Pattern[str] | None) -> SearchedPage:
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    spans = [[match.span() for match in pattern.finditer(body)] if pattern else [] for body in paragraphs]
    excerpts = (_excerpt(body, *span) for body, hits in zip(paragraphs, spans, strict=True) for span in hits)
    return SearchedPage(
        number,
        tuple(_parts(body, hits) for body, hits in zip(paragraphs, spans, strict=True)),
        sum(map(len, spans)),
        tuple(islice(excerpts, MOST_EXCERPTS)),
    )


def _parts(text: str, spans: Iterable[tuple[int, int]]) -> tuple[PageWords, ...]:
    parts, position = [], 0
    for start, end in spans:
        parts += [PageWords(text[position:start]), PageWords(text[start:end], found=True)]
        position = end
    return tuple(part for part in (*parts, PageWords(text[position:])) if part.words)


def _excerpt(text: str, start: int, end: int) -> tuple[PageWords, ...]:
    """The hit and whole words around it.

    "…" stands where the text goes on.
    """
    first, last = max(0, start - _AROUND), end + _AROUND
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + "…"
    return tuple(
        part for part in (PageWords(before), PageWords(text[start:end], found=True), PageWords(after)) if part.words
    )
