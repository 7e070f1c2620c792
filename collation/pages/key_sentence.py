"""The sentence that stands for a cell while it is folded. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from collation.cells import Cell, Passage
from collation.language.words import sentences
from collation.pages.highlights import Evidence, Span, carrying
from collation.record import Turn
from collation.wording import shortened

_KEY_WORDS = 320  # characters
_NO_SENTENCES = {"heading", "row", "code"}  # kinds of blocks
_LEADS_ON = (":", "?", "：", "？")  # what ends so says nothing by itself

Noted = tuple[int, int, int]
"""(start, end, slot) of an annotation."""


@dataclass(frozen=True)
class KeySentence:
    """The words that stand for a folded cell.

    `carries` if they carry its verdict. `runs` are their pieces, each with the slot of the annotation on it, None
    without one.
    """

    runs: tuple[tuple[str, int | None], ...]
    carries: bool

    @property
    def words(self) -> str:
        return "".join(words for words, _slot in self.runs)


def key_sentence(cell: Cell, evidence: Evidence, notes: Mapping[int, Sequence[Noted]] = {}) -> KeySentence | None:
    """The words that carry the verdict, else the first telling sentence.

    A heading, a table's row and code are no sentences, nor is what leads on to what follows, unless there is nothing
    else. `notes` are the annotations of each response. None if the cell has no words.
    """
    passages = cell.reading.passages
    turns = {passage.response_id: cell.respondent.turns[passage.response] for passage in passages}
    carrying_here = (
        span
        for span in carrying(cell, evidence)
        if any(one.response_id == span[0] and one.start <= span[1] < span[2] <= one.end for one in passages)
    )
    said = [span for passage in passages for span in _sentences(turns[passage.response_id], passage)]
    telling = (span for span in said if not turns[span[0]].quote(*span[1:]).endswith(_LEADS_ON))
    whole = ((passage.response_id, passage.start, passage.end) for passage in passages)
    carries = next(carrying_here, None)
    found = carries or next(chain(telling, said, whole), None)
    if found is None:
        return None
    response, start, end = found
    return KeySentence(_runs(turns[response], start, end, notes.get(response, ())), carries is not None)


def _sentences(turn: Turn, passage: Passage) -> Iterator[Span]:
    for block in turn.blocks:
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        if block.kind not in _NO_SENTENCES and start < end:
            for first, last in sentences(turn.text, start, end):
                yield passage.response_id, first, last


def _runs(turn: Turn, start: int, end: int, notes: Sequence[Noted]) -> tuple[tuple[str, int | None], ...]:
    """The words on one line, cut where an annotation begins or ends.

    Long ones end at a word.
    """
    here = sorted((last - first, slot, first, last) for first, last, slot in notes if first < end and start < last)
    edges = sorted({start, end, *(max(start, first) for *_, first, _ in here), *(min(end, last) for *_, last in here)})
    runs: list[tuple[str, int | None]] = []
    left = len(shortened(turn.quote(start, end), _KEY_WORDS).removesuffix("…"))
    for first, last in pairwise(edges):
        words = " ".join(f"[{turn.quote(first, last)}]".split())[1:-1]
        slot = next((slot for _, slot, begin, stop in here if begin <= first < stop), None)
        runs.append((words[:left], slot))
        left -= len(words[:left])
    if len(" ".join(turn.quote(start, end).split())) > _KEY_WORDS:
        runs.append(("…", None))
    return tuple(run for run in runs if run[0])
