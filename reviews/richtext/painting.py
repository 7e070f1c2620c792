"""A stretch of rendered HTML, with <mark> painted over spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from reviews.richtext.drawing import drawn
from reviews.richtext.highlighting import Layers, layers_of, reference, referring
from reviews.richtext.reading import RenderedToken, text_of, walk
from reviews.richtext.sanitiser import escaped, sanitised, sanitised_with_marks

_START = re.compile(r'start="([0-9]+)"')


def safe(html: str) -> SafeString:
    """Stored HTML, to be shown.

    HTML of `render` comes out unchanged but for its formulas, which are drawn; anything else sanitised.
    """
    return mark_safe(drawn(sanitised(html)))  # noqa: S308


def painted(html: str, marks: Iterable[Sequence[object]] = ()) -> SafeString:
    """HTML of `fragment` or `paint`, to be shown: its formulas are drawn.

    The references to its annotations become links, if `marks` are those that it was painted with. Anything else comes
    out sanitised.
    """
    return mark_safe(drawn(referring(sanitised_with_marks(html), marks)))  # noqa: S308


def paint(html: str, spans: Iterable[Sequence[object]]) -> SafeString:
    """The HTML of `render`, with <mark> over each span.

    A span is (start, end, …) of its text.
    """
    return fragment(html, 0, len(text_of(html)), spans)


def fragment(html: str, start: int, end: int, marks: Iterable[Sequence[object]] = ()) -> SafeString:
    """The HTML of `text[start:end]`, inside its elements.

    `html` is what `render` gave. Items stand in their list with their number, rows in their table, below its header row
    if the fragment starts after that. The result can be kept: `painted` draws its formulas.

    <mark> is painted over each of the spans in `marks`, a `Highlight` or its first fields. They count in the same text,
    may overlap, and may cross any boundary; each piece of text has a <mark> of its own. The part of a span after `end`
    is not shown.

    The text of the result has the same characters as `text[start:end]`, white space and a repeated header aside.
    """
    cutter = _Cutter(start, end, layers_of(marks, start))
    for token in _tokens(html):
        if token.at > end and not cutter.in_row():  # nothing from here on is shown
            break
        cutter.take(token)
    return mark_safe(sanitised_with_marks("".join((*cutter.out, *cutter.unclosed()))))  # noqa: S308


@lru_cache(maxsize=1)
def _tokens(html: str) -> tuple[RenderedToken, ...]:
    """The tokens of stored HTML, from which a page cuts many fragments."""
    return tuple(walk(sanitised(html)))


@dataclass
class _Element:
    """An open element; `written` once it stands in the result.

    `items` counts the items of a list or the cells of a row so far; `before` holds a header that is not shown so far,
    for the table below it. `at` is the place in the result where it begins.
    """

    name: str
    raw: str
    written: bool = False
    at: int = 0
    items: int = 0
    before: list[str] = field(default_factory=list)


class _Cutter:
    """Write the part of the HTML that lies in the fragment.

    An element is written when something in it is.
    """

    def __init__(self, start: int, end: int, layers: Layers) -> None:
        self.start, self.end, self.layers = start, end, layers
        self.path = [_Element("", "", written=True)]
        self.out: list[str] = []

    def take(self, token: RenderedToken) -> None:
        if token.kind == "characters":
            self._characters(token)
        elif token.kind == "open":
            self._enter(token)
        elif token.kind == "close":
            self._leave()
        elif token.kind == "void" and self.out and token.at < self.end:
            self._write_path()
            self.out.append(token.raw)

    def _enter(self, token: RenderedToken) -> None:
        self.path[-1].items += token.name in ("li", "td", "th")
        self.path.append(_Element(token.name, token.raw))
        inside = self.start < token.at < self.end  # of an empty row, too: the text has a gap for it
        if token.name in ("td", "th") and (inside or self.path[-2].written):
            self._write_path()

    def _leave(self) -> None:
        element = self.path.pop()
        if element.written:
            self.out.append(f"</{element.name}>")
        elif element.name == "thead" or self._in_header():
            self.path[-1].before.append(f"{element.raw}{''.join(element.before)}</{element.name}>")

    def in_row(self) -> bool:
        """Whether a row is begun.

        It is shown with all of its cells.
        """
        return any(element.name == "tr" and element.written for element in self.path)

    def unclosed(self) -> Iterator[str]:
        """The end tags that the result still lacks."""
        return (f"</{element.name}>" for element in reversed(self.path[1:]) if element.written)

    def _in_header(self) -> bool:
        return any(element.name == "thead" for element in self.path)

    def _characters(self, token: RenderedToken) -> None:
        start, end = max(self.start, token.at), min(self.end, token.at + len(token.data))
        if start >= end:
            if self._in_header():
                self.path[-1].before.append(token.raw)
            return
        self._write_path()
        for first, last, tag, refers in self.layers.pieces(start, end):
            for number in refers:
                self._refer(number)
            piece = escaped(token.data[first - token.at : last - token.at])
            self.out.append(f"{tag}{piece}</mark>" if tag else piece)

    def _refer(self, number: int) -> None:
        """Write a reference.

        One that begins in a link or a formula stands before it.
        """
        outer = next((element for element in self.path if element.name in ("a", "var")), None)
        self.out.insert(outer.at if outer else len(self.out), reference(number))
        if outer:
            outer.at += 1

    def _write_path(self) -> None:
        """Write the start tags that the result still lacks."""
        for element in self.path:
            if element.written:
                continue
            element.written, element.at = True, len(self.out)
            raw = element.raw
            if element.name == "ol":
                first = _START.search(raw)
                number = (int(first[1]) if first else 1) + max(element.items - 1, 0)
                raw = f'<ol start="{number}">' if number != 1 else "<ol>"
            self.out.append(raw)
            if element.name == "table":
                self.out += element.before
            elif element.name == "tr":
                cell = "th" if self._in_header() else "td"
                self.out.append(f"<{cell}></{cell}>" * (element.items - 1))
