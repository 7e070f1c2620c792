"""The HTML of stretches of responses, cut and painted once and then kept: a response never changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from django.utils.safestring import SafeString

from collation.assemble.cache import cached
from collation.cells import Passage
from reviews import richtext
from reviews.models import Response


@dataclass(frozen=True, order=True)
class Fragment:
    """`words` are `text[start:end]` of a response, and <mark> goes over the spans in `marks`.

    All offsets count in the response's text, in code points.
    """

    response_id: int
    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, passage: Passage, spans: Iterable[tuple[int, int]]) -> Self:
        """A passage; of the spans those that reach into it are painted."""
        marks = sorted({(start, end) for start, end in spans if start < passage.end and passage.start < end})
        return cls(passage.response_id, passage.start, passage.end, passage.text, tuple(marks))


def html_of(stretches: Iterable[Fragment]) -> dict[Fragment, SafeString]:
    """The safe HTML of each stretch: one query, or none if the same stretches were shown before."""
    wanted = sorted(set(stretches))
    known = cached(f"stretches:{sha256(repr(wanted).encode()).hexdigest()}", lambda: _cut(wanted))
    return dict(zip(wanted, known, strict=True))


def _cut(wanted: list[Fragment]) -> list[SafeString]:
    ids = {stretch.response_id for stretch in wanted}
    html = dict(Response.objects.filter(pk__in=ids).values_list("pk", "html"))
    return [
        richtext.fragment(html[stretch.response_id], stretch.start, stretch.end, stretch.marks) for stretch in wanted
    ]
