"""Take words out of HTML. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape, unescape

from reviews.richtext.reading import walk

_HREF = re.compile(r'href="([^"]*)"')


def addresses(html: str) -> list[str]:
    """The addresses that the links of the HTML lead to."""
    return [unescape(found) for found in _HREF.findall(html)]


def without_words(html: str, spans: Iterable[tuple[int, int]], instead: str, leads_there: Callable[[str], bool]) -> str:
    """The HTML with `instead` for each span of its text.

    Spans are in order and do not overlap. A link loses its address if `leads_there` says so of it, and keeps its words.
    """
    left = list(spans)
    out: list[str] = []
    open_links: list[bool] = []
    for token in walk(html):
        if token.kind == "characters":
            out.append(_characters(token.at, token.data, token.raw, left, instead))
        elif token.name == "a" and token.kind == "open":
            open_links.append(any(map(leads_there, addresses(token.raw))))
            out.append("" if open_links[-1] else token.raw)
        elif token.name == "a" and token.kind == "close":
            out.append("" if open_links and open_links.pop() else token.raw)
        else:
            out.append(token.raw)
    return "".join(out)


def _characters(at: int, data: str, raw: str, spans: list[tuple[int, int]], instead: str) -> str:
    """A run of characters without the spans.

    A span stands where it begins: its other runs only lose theirs.
    """
    end = at + len(data)
    inside = [(start, stop) for start, stop in spans if start < end and stop > at]
    if not inside:
        return raw
    parts, place = [], at
    for start, stop in inside:
        parts.append(escape(data[place - at : max(start, at) - at], quote=False))
        parts.append(escape(instead, quote=False) if start >= at else "")
        place = min(stop, end)
    return "".join((*parts, escape(data[place - at :], quote=False)))
