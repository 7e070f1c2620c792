"""Reads the queue of cells in conflict."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from collation.assemble.collation import collate
from collation.pages.conflicts import ConflictQueue, LeftOpen, Place, StoredMarks, StoredSettlement, queue
from reviews.domain.settling import marks_token
from reviews.lens import Lens
from reviews.models import Comment, Comparison, Deferral, MarkState, Resolution, Thread


def queue_of(comparison: Comparison, view: Lens) -> ConflictQueue:
    """The queue that one viewer may know.

    Three queries beside those of the collation.
    """
    read = {"cell__comparison": comparison}
    settled = Resolution.objects.filter(**read).values_list("cell__question", "cell__transcript", "pk", "created_at")
    deferrals = Deferral.objects.filter(view.shown_cells(), **read).select_related("cell", "created_by")
    return queue(
        collate(comparison, view),
        _marks(view),
        {(question, transcript): StoredSettlement(pk, at) for question, transcript, pk, at in settled},
        {
            (one.cell.question_id, one.cell.transcript_id): LeftOpen(
                one.note, view.person(one.created_by), one.created_at
            )
            for one in deferrals
        },
    )


def _marks(view: Lens) -> dict[Place, StoredMarks]:
    said: dict[Place, list[tuple[int, str]]] = defaultdict(list)
    at: dict[Place, dict[str, datetime]] = defaultdict(dict)
    for mark in view.marks().filter(state=MarkState.SUBMITTED):
        place = mark.cell.question_id, mark.cell.transcript_id
        said[place].append((mark.reviewer_id, mark.value))
        at[place][view.person(mark.reviewer)] = mark.created_at
    return {place: StoredMarks(marks_token(marks), at[place]) for place, marks in said.items()}


def threads_on_cells(comparison: Comparison, view: Lens, found: ConflictQueue) -> dict[Place, list[Thread]]:
    """The threads on the cells in conflict. One query."""
    conflicts = (*found.conflicts, *found.left_open)
    if not conflicts:
        return {}
    comments = Comment.objects.filter(
        view.shown_cells("thread__cell"),
        thread__comparison=comparison,
        thread__cell__question__in={one.cell.question.question_id for one in conflicts},
        thread__cell__transcript__in={one.cell.respondent.transcript_id for one in conflicts},
    )
    threads: dict[Place, list[Thread]] = defaultdict(list)
    for thread in comments.by_thread():
        if thread.cell:
            threads[thread.cell.question_id, thread.cell.transcript_id].append(thread)
    return dict(threads)
