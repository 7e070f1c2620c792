"""Verbs of phases: what each opens, and moves between them.

An act of a later phase begins it: the first mark begins Mark, a settlement Reconcile, a publication Published, which
closes the marks. Everything else is chosen by an editor.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from reviews.access import MARK
from reviews.domain.blinding import note_shown
from reviews.domain.changes import changing
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.models import Cell, Comparison, Mark, MarkState, Phase, PhaseMove, Question, User
from reviews.models.comparison import BLIND_PHASES
from reviews.refusal import Refused
from reviews.scale import ABSTAINED

ORDER = tuple(Phase.values)

MARKS_CLOSED = (
    "This comparison is published, so its marks are closed. An editor can open them again by moving it to Reconcile."
)


@dataclass(frozen=True)
class Standing:
    """How far the marks of a comparison are, in numbers of cells.

    `conflicts` and `unanimous` are marked by two or more and not settled; reviewers abstain in neither.
    """

    cells: int
    marked: int
    conflicts: int
    unanimous: int
    settled: int
    reviewers: int


@dataclass(frozen=True)
class NextPhase:
    """A phase to move to: what changes with the move, in sentences.

    `back` if it is an earlier one, which is asked once more. `refused` says why it cannot be chosen now, or "".
    """

    value: str
    label: str
    changes: tuple[str, ...]
    back: bool
    refused: str = ""


def set_phase(*, comparison: Comparison, by: User, phase: str, seen: str | None = None) -> None:
    """Move the comparison to another phase.

    `seen` is the token of {"phase"} as the person saw it. Raises Refused for an unknown phase, and for "published" if
    no version stands; Overtaken if the phase has changed since.
    """
    if phase not in Phase.values:
        raise Refused("There is no such phase.", "phase")
    with changing(comparison) as change:
        if phase == Phase.PUBLISHED and not comparison.publications.standing().exists():
            raise Refused("Nothing is published yet. Publish a version, and the phase follows by itself.", "phase")
        refuse_unseen(seen, stored={"phase": comparison.phase}, wanted={"phase": phase})
        change.nothing = not move(comparison, by, phase)


def move(comparison: Comparison, by: User | None, phase: str, *, by_act: bool = False) -> bool:
    """Move to another phase, and keep who did it.

    Gives False if it is there already. Call it inside a change of the comparison.
    """
    before = comparison.phase
    if before == phase:
        return False
    note_shown(comparison)
    comparison.phase = phase
    comparison.save(update_fields=["phase", "names_shown", "others_shown"])
    moved = {"before": before, "after": phase, "by_act": by_act}
    PhaseMove.objects.create(comparison=comparison, **moved, created_by=by, created_at=timezone.now())
    return True


def begin_marking(comparison: Comparison, by: User) -> None:
    """Let a mark begin its phase. Call it inside a change."""
    if comparison.phase == Phase.COLLECT:
        move(comparison, by, Phase.MARK, by_act=True)


def refuse_closed_marks(comparison: Comparison) -> None:
    """Refuse a change of marks in a published comparison.

    Call it inside a change.
    """
    if comparison.marks_closed:
        raise Refused(MARKS_CLOSED)


def begin_reconciling(comparison: Comparison, by: User) -> None:
    """Let a settlement begin its phase, also after a publication.

    Not while something is hidden from reviewers: that is revealed by a choice, never by the way. Call it inside a
    change.
    """
    if not (comparison.hides_names or comparison.hides_others):
        move(comparison, by, Phase.RECONCILE, by_act=True)


def standing(comparison: Comparison) -> Standing:
    """How far the marks are. Three queries."""
    current = {"question__archived_at": None, "question__scored": True}
    current |= {"transcript__archived_at": None, "transcript__first": None}
    said = Q(marks__in=Mark.objects.standing().filter(state=MarkState.SUBMITTED).exclude(value=ABSTAINED))
    cells = Cell.objects.filter(comparison=comparison, **current).annotate(
        reviewers=Count("marks__reviewer", filter=said, distinct=True),
        values_said=Count("marks__value", filter=said, distinct=True),
    )
    rows = list(cells.values_list("reviewers", "values_said", "resolution"))
    left = [(reviewers, values) for reviewers, values, resolution in rows if resolution is None]
    team, guests = comparison.team.memberships, comparison.guests
    people = set(team.filter(role__in=MARK).values_list("user", flat=True))
    people |= set(guests.filter(role__in=MARK).values_list("user", flat=True))
    return Standing(
        cells=Question.objects.current().filter(comparison=comparison, scored=True).count()
        * comparison.transcripts.columns().count(),
        marked=sum(bool(reviewers) for reviewers, _, _ in rows),
        conflicts=sum(values > 1 for _, values in left),
        unanimous=sum(reviewers > 1 and values == 1 for reviewers, values in left),
        settled=sum(resolution is not None for _, _, resolution in rows),
        reviewers=len(people),
    )


def next_phases(comparison: Comparison) -> list[NextPhase]:
    """The other phases, and what a move to each changes."""
    now, published = standing(comparison), comparison.publications.standing().exists()
    here = ORDER.index(comparison.current_phase)
    return [
        NextPhase(
            value,
            Phase(value).label,
            (*_revealed(comparison, value), *_changes(value, comparison.current_phase, now)),
            at < here,
            "" if value != Phase.PUBLISHED or published else "Nothing is published yet: publishing moves it here.",
        )
        for at, value in enumerate(ORDER)
        if value != comparison.current_phase
    ]


def _revealed(comparison: Comparison, to: str) -> tuple[str, ...]:
    """What reviewers see from the move on, and did not before."""
    hidden = [name for name, hides in (("Names", comparison.hides_names), ("Marks", comparison.hides_others)) if hides]
    if not hidden or to in BLIND_PHASES:
        return ()
    return (f"{' and '.join(hidden).capitalize()} are revealed to every reviewer, who may revise their marks.",)


def _changes(to: str, now: str, standing: Standing) -> tuple[str, ...]:
    """What a move changes, and what it leaves."""
    reopens = "Marks open again. The published version stays public as it is."
    reopened = (reopens,) if now == Phase.PUBLISHED else ()
    if to == Phase.COLLECT:
        kept = f"{_several(standing.marked, 'marked cell')} and {_several(standing.settled, 'settlement')} stay."
        return (*reopened, "The team collects answers. The next mark begins Mark again.", kept)
    if to == Phase.MARK:
        opens = f"Marking opens for {_several(standing.reviewers, 'reviewer')}, on {_several(standing.cells, 'cell')}."
        freezes = "The wording and the scale of a question freeze with its first mark."
        stay = (f"{_several(standing.settled, 'settled cell')} stay settled.",) if standing.settled else ()
        return (*reopened, opens, freezes, *stay)
    if to == Phase.RECONCILE:
        unmarked = standing.cells - standing.marked
        return (
            *reopened,
            f"{_several(standing.conflicts, 'cell')} in conflict, {standing.unanimous} unanimous, {unmarked} unmarked.",
            "Settling opens for editors. Marks stay open, and the history keeps what was marked before.",
        )
    return ("Marks close. A settlement opens them again.",)


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
