"""The HTML of parts of responses, cut and painted once.

It can be cached, since a response never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from django.utils.safestring import SafeString

from collation.assemble.cache import cached
from collation.cells import Passage
from reviews import richtext
from reviews.models import Response


@dataclass(frozen=True, order=True)
class Fragment:
    """A part of a response, with spans to paint.

    `words` are `text[start:end]` of the response; `marks` are the spans under a <mark>, as `richtext.fragment` takes
    them. All offsets count in the response's text, in code points.
    """

    response_id: int
    start: int
    end: int
    words: str
    marks: tuple[tuple[Any, ...], ...] = ()

    @classmethod
    def of(cls, passage: Passage, spans: Iterable[tuple[Any, ...]]) -> Self:
        """A passage; of the spans those that reach into it are painted."""
        marks = sorted({span for span in spans if span[0] < passage.end and passage.start < span[1]})
        return cls(passage.response_id, passage.start, passage.end, passage.text, tuple(marks))


def html_of_responses(ids: Sequence[int]) -> dict[int, str]:
    """The HTML of whole responses, by their ids.

    One query.
    """
    return dict(Response.objects.filter(pk__in=ids).values_list("pk", "html"))


def html_of(
    fragments: Iterable[Fragment], responses: Callable[[Sequence[int]], Mapping[int, str]] = html_of_responses
) -> dict[Fragment, SafeString]:
    """The safe HTML of each fragment.

    No query if the same fragments were shown together before, else `responses` gives the HTML of these responses.
    """
    wanted = sorted(set(fragments))
    known = cached(f"fragments:{sha256(repr(wanted).encode()).hexdigest()}", lambda: _cut(wanted, responses))
    return dict(zip(wanted, known, strict=True))


def _cut(wanted: list[Fragment], responses: Callable[[Sequence[int]], Mapping[int, str]]) -> list[SafeString]:
    html = responses(sorted({fragment.response_id for fragment in wanted}))
    return [
        richtext.painted(
            richtext.fragment(html[fragment.response_id], fragment.start, fragment.end, fragment.marks), fragment.marks
        )
        for fragment in wanted
    ]
