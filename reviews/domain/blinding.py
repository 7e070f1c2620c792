"""Verbs of blinding: names and others' marks hidden from reviewers."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Exists, Q
from django.utils import timezone

from reviews.domain.changes import changing, summarise_nothing
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.lens import lens
from reviews.models import Blinding, Cell, Comparison, Guest, Mark, MarkStage, MarkState, Membership, Role, User


def set_blinding(
    *, comparison: Comparison, by: User, names_hidden: bool, others_hidden: bool, seen: str | None = None
) -> None:
    """Say what reviewers do not see from now on.

    To hide nothing is the reveal. Every change keeps who made it. `seen` is the token of `blinding_says` as `by` saw
    it; raises Overtaken if it has changed since.
    """
    wanted = blinding_says(names_hidden=names_hidden, others_hidden=others_hidden)
    with changing(comparison, summary=summarise_nothing) as change:
        stored = blinding_of(comparison)
        refuse_unseen(seen, stored=stored, wanted=wanted)
        change.nothing = stored == wanted
        if change.nothing:
            return
        Blinding.objects.create(comparison=comparison, created_by=by, created_at=timezone.now(), **wanted)
        note_shown(comparison)
        comparison.names_hidden, comparison.others_hidden = names_hidden, others_hidden
        comparison.save(update_fields=["names_hidden", "others_hidden", "names_shown", "others_shown"])


def blinding_says(*, names_hidden: bool = False, others_hidden: bool = False) -> dict[str, bool]:
    """What both switches say, of which `seen` is the token."""
    return {"names_hidden": names_hidden, "others_hidden": others_hidden}


def blinding_of(comparison: Comparison) -> dict[str, bool]:
    """What the switches of a comparison say."""
    return blinding_says(names_hidden=comparison.names_hidden, others_hidden=comparison.others_hidden)


def note_shown(comparison: Comparison) -> None:
    """Remember what reviewers could see until now; the caller saves it.

    Call it before something is hidden: what was shown once is not unseen. Names are shown once a respondent has said
    something and a reviewer is there to read it, and others' marks once somebody has marked.
    """
    if not comparison.names_shown and not comparison.hides_names:
        comparison.names_shown = comparison.transcripts.filter(_has_reviewers(comparison)).exists()
    if not comparison.others_shown and not comparison.hides_others:
        comparison.others_shown = Mark.history.filter(cell__comparison=comparison).exists()


def _has_reviewers(comparison: Comparison) -> Q:
    """Whether anybody is there from whom something can be hidden."""
    members = Membership.objects.filter(team=comparison.team_id, role=Role.REVIEWER)
    guests = Guest.objects.filter(comparison=comparison, role=Role.REVIEWER)
    return Q(Exists(members)) | Q(Exists(guests))


class Sight(NamedTuple):
    """What a reviewer could see when marking a cell.

    None if it is not known.
    """

    stage: str
    saw_others: bool | None
    saw_names: bool | None

    @property
    def fields(self) -> dict[str, Any]:
        return self._asdict()

    def is_revision(self, mark: Mark, *, changed: bool) -> bool:
        """Whether another row says what is said now.

        The mark then stays as it was made blind. It does if it says something else now, or if names are known by now.
        """
        revealed = mark.pk is not None and mark.stage == MarkStage.BLIND and self.stage == MarkStage.REVEALED
        return revealed and (changed or mark.saw_names != self.saw_names)


def sight_of(*, cell: Cell, by: User, own: Mark | None) -> Sight:
    """What `by` can see of the cell, and may have seen before.

    `own` is their standing mark of it. Call it inside `changing`. No query if nothing is hidden from anybody, else one
    for their role; one more if others are hidden and the cell has no submitted mark of theirs.

    A mark is blind if something was hidden. If more is shown by now, its revision is of stage revealed.
    """
    comparison = cell.comparison
    view = lens(by, comparison)
    in_place = own if own and (own.state == MarkState.SUBMITTED or own.stage == MarkStage.REVEALED) else None
    seen_others = in_place is not None or not view.others_hidden or _marked_before(cell, by)
    saw_others = True if seen_others else None if comparison.others_shown else False
    saw_names = None if view.names_hidden and comparison.names_shown else not view.names_hidden
    if in_place is None:
        blind = view.names_hidden or not seen_others
    else:
        blind = in_place.stage == MarkStage.BLIND and view.names_hidden and in_place.saw_others is True
    return Sight(MarkStage.BLIND if blind else MarkStage.REVEALED, saw_others, saw_names)


def _marked_before(cell: Cell, by: User) -> bool:
    """Whether `by` once had a mark of the cell.

    They could see others' then.
    """
    return Mark.history.filter(cell_id=cell.pk, reviewer=by, state=MarkState.SUBMITTED).exists()
