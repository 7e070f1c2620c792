"""Verbs of the conflict queue: settle, leave open, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from reviews.domain.cells import cell_of
from reviews.domain.changes import changing, lock_comparison, summarise_judgements, summarise_nothing
from reviews.domain.history import delete_by, save_by
from reviews.domain.marks import resolve_cell
from reviews.domain.optimistic_lock import refuse_unseen, token
from reviews.domain.phases import begin_reconciling
from reviews.models import Comparison, Deferral, Mark, MarkState, Question, Resolution, Transcript, User
from reviews.refusal import Refused
from reviews.scale import ABSTAINED

MARKED_SINCE = "Somebody marked this cell after you opened the page. Look at the marks again, then settle it."
UNANIMOUS = "All reviewers marked it so."


@dataclass(frozen=True)
class UnanimousCell:
    """A cell, the value that all its marks name, and their token."""

    question: Question
    transcript: Transcript
    value: str
    marks: str


def marks_token(marks: Sequence[tuple[int, str]]) -> str:
    """The token of the marks of a cell, as (reviewer id, value)."""
    return token({str(reviewer): value for reviewer, value in sorted(marks)})


def settle_conflict(
    *, question: Question, transcript: Transcript, by: User, value: str, why: str, seen: str | None, marks: str | None
) -> Resolution:
    """Settle a cell whose marks differ.

    `marks` is the `marks_token` of what the person saw, `seen` as in `resolve_cell`. Raises Refused if the cell was
    marked since, and as `resolve_cell` does.
    """
    with transaction.atomic():
        lock_comparison(question.comparison)
        _refuse_marked_since(question, transcript, marks)
        return resolve_cell(question=question, transcript=transcript, by=by, value=value, why=why, seen=seen)


def settle_together(*, comparison: Comparison, by: User, cells: Sequence[UnanimousCell]) -> list[Resolution]:
    """Settle cells on which all reviewers agree, at one moment.

    Raises Refused if one was marked since, is settled, or its marks do not name that value alone; then none is settled.
    """
    if not cells:
        raise Refused("There is no unanimous cell left to settle.")
    with changing(comparison, summary=summarise_judgements):
        now, settled = timezone.now(), []
        for one in cells:
            cell = cell_of(comparison=comparison, question=one.question, transcript=one.transcript)
            _refuse_marked_since(one.question, one.transcript, one.marks)
            said = {value for _, value in _marks(one.question, one.transcript)} - {ABSTAINED}
            if said != {one.value} or Resolution.objects.filter(cell=cell).exists():
                raise Refused("One of these cells is settled, or its marks differ by now. Look at the list again.")
            resolution = Resolution(cell=cell, value=one.value, why=UNANIMOUS, created_by=by, created_at=now)
            resolution.save()
            settled.append(resolution)
        begin_reconciling(comparison, by)
    return settled


def undo_settlements(*, comparison: Comparison, by: User, at: datetime) -> int:
    """Take back settlements that the person made together, `at` one moment.

    Gives their number. Those that somebody changed or took back since stay as they are. After a publication, it begins
    the phase Reconcile, as every change of a settlement does.
    """
    with changing(comparison, summary=summarise_judgements) as change:
        own = list(Resolution.objects.filter(cell__comparison=comparison, created_by=by, created_at=at, why=UNANIMOUS))
        change.nothing = not own
        if own and comparison.marks_closed:
            begin_reconciling(comparison, by)
        delete_by(own, by)
    return len(own)


def leave_open(*, question: Question, transcript: Transcript, by: User, note: str, seen: str | None = None) -> None:
    """Leave a conflict open for now, with a note.

    `seen` is the token of {"note"} as the person saw it. Raises Refused for an empty note, for a question that is not
    scored, and Overtaken if another was written since.
    """
    note = note.strip()
    if not note:
        raise Refused("Say what is missing to settle it.", "note")
    if not question.scored:
        raise Refused("This question is not scored: there is nothing to settle.", "note")
    comparison = question.comparison
    with changing(comparison, summary=summarise_nothing) as change:
        cell = cell_of(comparison=comparison, question=question, transcript=transcript)
        deferral = Deferral.objects.filter(cell=cell).first()
        stored = deferral.note if deferral else ""
        refuse_unseen(seen, stored={"note": stored}, wanted={"note": note})
        change.nothing = stored == note
        if not change.nothing:
            deferral = deferral or Deferral(cell=cell)
            deferral.note, deferral.created_by, deferral.created_at = note, by, timezone.now()
            save_by(deferral, by)


def take_up_again(*, question: Question, transcript: Transcript, by: User) -> None:
    """Put a conflict that was left open back in its place."""
    with changing(question.comparison, summary=summarise_nothing) as change:
        deferrals = list(Deferral.objects.filter(cell__question=question, cell__transcript=transcript))
        change.nothing = not deferrals
        delete_by(deferrals, by)


def _marks(question: Question, transcript: Transcript) -> list[tuple[int, str]]:
    standing = Mark.objects.standing().filter(state=MarkState.SUBMITTED)
    return list(standing.filter(cell__question=question, cell__transcript=transcript).values_list("reviewer", "value"))


def _refuse_marked_since(question: Question, transcript: Transcript, seen: str | None) -> None:
    if seen is not None and seen != marks_token(_marks(question, transcript)):
        raise Refused(MARKED_SINCE)
