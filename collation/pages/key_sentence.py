"""The sentence that stands for a cell while it is folded. Pure."""

from __future__ import annotations

from itertools import chain

from collation.cells import Cell, Passage
from collation.language.words import sentences
from collation.pages.highlights import Evidence, carrying
from collation.record import Turn
from collation.wording import shortened

_KEY_WORDS = 320  # characters
_NO_SENTENCES = {"heading", "row", "code"}  # kinds of blocks


def key_sentence(cell: Cell, evidence: Evidence) -> str:
    """The words that carry the verdict, else the first sentence.

    A heading, a table's row and code are no sentences, unless there is nothing else.
    """
    passages = cell.reading.passages
    turns = {passage.response_id: cell.respondent.turns[passage.response] for passage in passages}
    quoted = (
        turns[response].quote(start, end)
        for response, start, end in carrying(cell, evidence)
        if any(passage.response_id == response and passage.start <= start < end <= passage.end for passage in passages)
    )
    said = (_first_sentence(turns[passage.response_id], passage) for passage in passages)
    found = chain(quoted, said, (passage.text for passage in passages))
    return shortened(next(filter(None, found), ""), _KEY_WORDS)


def _first_sentence(turn: Turn, passage: Passage) -> str:
    for block in turn.blocks:
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        if block.kind in _NO_SENTENCES or start >= end:
            continue
        for first, last in sentences(turn.text, start, end):
            return turn.quote(first, last)
    return ""
