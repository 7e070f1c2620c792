"""Reads one whole turn: its chunks, and the questions that they serve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from collation import wording
from collation.assemble.fragments import Fragment, html_of
from collation.cells import Cell, Collation, Passage
from collation.language.chunks import LONGEST_CHOICE, Chunk, chunks, parts
from collation.pages.anchors import Anchor
from collation.record import Block, Question, Turn
from reviews.domain.selections import solid
from reviews.models import Response
from reviews.richtext import Highlight


@dataclass(frozen=True)
class Serving:
    """A passage that begins in a chunk, and its question."""

    question: Question
    passage: Passage


@dataclass(frozen=True)
class ShownChunk:
    """A chunk to read.

    `held` if a passage runs through all of it; `serves` are the passages that begin in it.
    `size` counts its characters that are no white space. `parts` are the (start, end, words) that it is made of, if
    they are several; `whole` says that it can be chosen whole, too. `anchor` is the id of the words that the address
    names, if they begin here.
    """

    chunk: Chunk
    words: str
    html: SafeString
    size: int
    held: bool
    serves: tuple[Serving, ...]
    anchor: str
    whole: bool
    parts: tuple[tuple[int, int, str], ...]


def cells_of(collation: Collation, response: int) -> list[Cell]:
    """The cells of scored questions that a response has passages in."""
    cells = [cell for row in collation.rows if row.question.scored for cell in row.cells]
    return [cell for cell in cells if any(one.response_id == response for one in cell.reading.passages)]


def whole_turn(
    response: Response, collation: Collation, annotated: Sequence[Highlight] = (), linked: Anchor | None = None
) -> tuple[ShownChunk, ...]:
    """The chunks of a response, in order.

    A passage that holds only a part of a chunk is painted there, and so are what is `annotated` and the words that the
    address names. One query, and one more for what was annotated since.
    """
    serving = [
        Serving(row.question, passage)
        for row in collation.rows
        for cell in row.cells
        for passage in cell.reading.passages
        if passage.response_id == response.pk
    ]
    passages = [serve.passage for serve in serving]
    all_chunks = chunks([Block(*block) for block in response.blocks], response.text)
    if linked:
        annotated = (*annotated, Highlight(linked.start, linked.end, "linked"))
    led_to = next(
        (chunk for chunk in all_chunks if linked and linked.start < chunk.end and chunk.start < linked.end), None
    )
    bare = [
        Fragment(response.pk, chunk.start, chunk.end, response.text[chunk.start : chunk.end], _parts(chunk, passages))
        for chunk in all_chunks
    ]
    fragments = [
        replace(fragment, marks=(*fragment.marks, *notes))
        for fragment, notes in zip(bare, _annotated(all_chunks, annotated), strict=True)
    ]
    # What has no notes is cut once, whatever is annotated beside it.
    html = {**html_of(bare), **html_of(set(fragments) - set(bare))}
    made_of = [parts(chunk, response.text) for chunk in all_chunks]
    return tuple(
        ShownChunk(
            chunk=chunk,
            words=wording.shortened(response.text[chunk.start : chunk.end], 60),
            html=html[fragment],
            size=solid(fragment.words),
            held=any(passage.start <= chunk.start and chunk.end <= passage.end for passage in passages),
            serves=tuple(serve for serve in serving if chunk.start <= serve.passage.start < chunk.end),
            anchor=linked.id if linked and chunk is led_to else "",
            whole=len(spans) < 2 or chunk.end - chunk.start <= LONGEST_CHOICE,
            parts=tuple((start, end, response.text[start:end]) for start, end in spans) if len(spans) > 1 else (),
        )
        for chunk, fragment, spans in zip(all_chunks, fragments, made_of, strict=True)
    )


def _annotated(all_chunks: Sequence[Chunk], annotated: Sequence[Highlight]) -> list[list[Highlight]]:
    """What is annotated in each chunk.

    Only the first one refers to it.
    """
    referred: set[int] = set()
    result = []
    for chunk in all_chunks:
        here = [one for one in annotated if one.start < chunk.end and chunk.start < one.end]
        result.append([one._replace(said="", to="", anchor="") if one.number in referred else one for one in here])
        referred |= {one.number for one in here}
    return result


def neighbours(response: Response, collation: Collation) -> tuple[Turn | None, Turn | None]:
    """The turns before and after, of the same respondent."""
    turns = next((other.turns for other in collation.respondents if other.transcript_id == response.transcript_id), ())
    before = [turn for turn in turns if turn.position < response.position]
    after = [turn for turn in turns if turn.position > response.position]
    return before[-1] if before else None, after[0] if after else None


def _parts(chunk: Chunk, passages: Iterable[Passage]) -> tuple[tuple[int, int], ...]:
    return tuple(
        sorted(
            {
                (passage.start, passage.end)
                for passage in passages
                if passage.start < chunk.end
                and chunk.start < passage.end
                and not (passage.start <= chunk.start and chunk.end <= passage.end)
            }
        )
    )
