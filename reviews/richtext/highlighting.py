"""What is painted over a text, cut where anything begins or ends.

Each piece of text has one <mark>, which names all that covers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reviews.richtext.sanitiser import EVIDENCE, KINDS, quoted

_REFERENCE = re.compile(r'<mark data-ref="([0-9]+)"></mark>')


class Highlight(NamedTuple):
    """A span to paint: `text[start:end]`, in code points.

    `kind` is one of `sanitiser.KINDS`; "" is the evidence of a mark, which has a plain <mark> where it is alone.

    An annotation has its `number` and the `slot` of its colour. If `said` tells what it is, a reference to it stands
    before its first piece: an empty link to the address `to`, with the id `anchor` if it has one.
    """

    start: int
    end: int
    kind: str = ""
    number: int = 0
    slot: int = 0
    said: str = ""
    to: str = ""
    anchor: str = ""


class PaintedPiece(NamedTuple):
    """A piece of text with the start tag of its <mark>.

    `refers` are the annotations whose references stand before it.
    """

    start: int
    end: int
    tag: str
    refers: tuple[int, ...] = ()


class Layers:
    """The painted pieces of a text, in order."""

    def __init__(self, pieces: Sequence[PaintedPiece]) -> None:
        self._pieces, self._next = pieces, 0
        self._refers: tuple[int, ...] = ()

    def pieces(self, start: int, end: int) -> Iterator[PaintedPiece]:
        """All pieces of `text[start:end]`, bare ones too.

        Each call begins where the one before ended, or later. What refers comes once, also if its first piece is never
        asked for.
        """
        position = start
        while position < end:
            self._pass(position)
            found = self._pieces[self._next - 1] if self._next else None
            if found and position < found.end:
                refers, self._refers = self._refers, ()
                yield PaintedPiece(position, min(end, found.end), found.tag, refers)
                position = min(end, found.end)
            else:
                following = self._pieces[self._next].start if self._next < len(self._pieces) else end
                yield PaintedPiece(position, min(end, following), "")
                position = min(end, following)

    def _pass(self, position: int) -> None:
        """Take in the pieces that begin at the position or before."""
        while self._next < len(self._pieces) and self._pieces[self._next].start <= position:
            self._refers += self._pieces[self._next].refers
            self._next += 1


def layers_of(marks: Iterable[Sequence[object]], start: int = 0) -> Layers:
    """The pieces that these spans make of a text from `start` on.

    A span is a `Highlight`, or the first fields of one.
    """
    highlights = [mark if isinstance(mark, Highlight) else Highlight(*mark) for mark in marks]  # type: ignore[arg-type]
    highlights = _joined(one._replace(start=max(one.start, start)) for one in highlights if one.end > start)
    edges = sorted({edge for one in highlights for edge in (one.start, one.end)})
    waiting = sorted(highlights, key=lambda one: one.start, reverse=True)
    covering: list[Highlight] = []
    pieces = []
    for first, last in pairwise(edges):
        covering = [one for one in covering if one.end > first]
        beginning = []
        while waiting and waiting[-1].start == first:
            beginning.append(waiting.pop())
        covering += beginning
        if covering:
            pieces.append(PaintedPiece(first, last, _tag(covering), tuple(one.number for one in beginning if one.said)))
    return Layers(pieces)


def referring(html: str, marks: Iterable[Sequence[object]]) -> str:
    """Sanitised HTML of a fragment, with its references made links."""
    links = {one.number: _link(one) for one in marks if isinstance(one, Highlight) and one.said}
    return _REFERENCE.sub(lambda match: links.get(int(match[1]), ""), html)


def reference(number: int) -> str:
    """What stands for a reference until `referring` makes it a link."""
    return f'<mark data-ref="{number}"></mark>'


def _link(one: Highlight) -> str:
    values: Mapping[str, str] = {"id": one.anchor, "href": one.to, "data-slot": str(one.slot), "aria-label": one.said}
    written = "".join(f' {name}="{quoted(value)}"' for name, value in values.items() if value)
    return f'<a class="annotation-ref"{written}></a>'


def _joined(highlights: Iterable[Highlight]) -> list[Highlight]:
    """The highlights, with those of one kind joined that overlap.

    Annotations stay apart.
    """
    joined: list[Highlight] = []
    last: dict[str, int] = {}
    for one in sorted(highlights):
        at = last.get(one.kind, -1)
        if one.start >= one.end:
            continue
        if not one.number and at >= 0 and one.start < joined[at].end:
            joined[at] = joined[at]._replace(end=max(one.end, joined[at].end))
            continue
        if not one.number:
            last[one.kind] = len(joined)
        joined.append(one)
    return joined


def _innermost(one: Highlight) -> tuple[int, bool, int]:
    """Put the shortest first; of those alike, a labelled one."""
    return one.end - one.start, not one.slot, -one.number


def _tag(covering: Sequence[Highlight]) -> str:
    """The start tag that names all that covers a piece."""
    kinds = {one.kind or EVIDENCE for one in covering}
    plain = all(not one.kind for one in covering)
    notes = sorted((one for one in covering if one.number), key=_innermost)
    tag = "<mark" if plain else f'<mark class="{" ".join(kind for kind in KINDS if kind in kinds)}"'
    if notes:
        numbers = " ".join(str(one.number) for one in notes)
        tag += f' data-annotations="{numbers}" data-slot="{notes[0].slot}" data-depth="{len(notes)}"'
    return f"{tag}>"
