"""Reads the queue of one reviewer, apart from the collation."""

from __future__ import annotations

from collation import wording
from collation.cells import Cell, Collation
from collation.pages.queue import Queue, extra_mark, queue
from reviews.domain.assigning import places_to_mark
from reviews.domain.guidelines import Guidelines, standing_guidelines
from reviews.lens import Lens
from reviews.models import Comparison, Question, Transcript


def queue_of(comparison: Comparison, view: Lens, collation: Collation) -> Queue:
    """The queue of the lens's viewer, who is a member.

    One query.
    """
    return queue(collation, view.viewer_id or 0, places_to_mark(comparison, view.viewer_id or 0))


def said_of_mark(comparison: Comparison, view: Lens, question: Question, transcript: Transcript, value: str) -> str:
    """What the viewer is told of their mark.

    Where it is, and if it is extra. No query if everyone marks every cell, else one.
    """
    told = wording.marked(value, view.masked(question.text), view.name(transcript))
    each, place = comparison.marks_per_cell, (question.pk, transcript.pk)
    if each is None or place in (places_to_mark(comparison, view.viewer_id or 0) or ()):
        return told
    return f"{told} {extra_mark(each)}"


def guidelines_for(comparison: Comparison, cell: Cell) -> list[tuple[str, Guidelines]]:
    """The guidelines for marking a cell, with what each is about.

    Two queries.
    """
    standing = standing_guidelines(comparison)
    of = ("This question", standing.get(cell.question.question_id)), ("All questions", standing.get(None))
    return [(about, told) for about, told in of if told]
