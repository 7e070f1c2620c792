"""Reads the queue of one reviewer, apart from the collation."""

from __future__ import annotations

from collation.cells import Collation
from collation.pages.queue import Place, Queue, extra_mark, queue
from reviews.domain.assigning import places_to_mark
from reviews.lens import Lens
from reviews.models import Comparison


def queue_of(comparison: Comparison, view: Lens, collation: Collation) -> Queue:
    """The queue of the lens's viewer, who is a member.

    One query.
    """
    return queue(collation, view.viewer_id or 0, places_to_mark(comparison, view.viewer_id or 0))


def said_of_mark(comparison: Comparison, view: Lens, place: Place) -> str:
    """What the viewer is told of an extra mark.

    "" if it is none. No query if everyone marks every cell, else one.
    """
    each = comparison.marks_per_cell
    if each is None or place in (places_to_mark(comparison, view.viewer_id or 0) or ()):
        return ""
    return extra_mark(each)
