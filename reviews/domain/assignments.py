"""Verbs of assignment: how many mark each cell, and who."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from reviews.domain.assigning import assign, people_who_may_mark, plan
from reviews.domain.changes import changing, lock_team, summarise_nothing
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.models import Comparison, Exemption, Team, User
from reviews.refusal import Refused


def assignment_says(marks_per_cell: int | None, reviewers: Iterable[int]) -> dict[str, Any]:
    """What an assignment says, of which `seen` is the token."""
    return {"marks_per_cell": marks_per_cell, "reviewers": sorted(reviewers)}


def stored_assignment(comparison: Comparison) -> dict[str, Any]:
    """What is stored, in the words of `assignment_says`. Three queries."""
    exempt = set(comparison.exemptions.values_list("reviewer", flat=True))
    people = people_who_may_mark(comparison).values_list("pk", flat=True)
    each = Comparison.objects.values_list("marks_per_cell", flat=True).get(pk=comparison.pk)
    return assignment_says(each, [person for person in people if person not in exempt])


@transaction.atomic
def set_assignment(
    *,
    comparison: Comparison,
    by: User,
    marks_per_cell: int | None,
    reviewers: Collection[int],
    seen: str | None = None,
) -> None:
    """Say who marks a comparison: `reviewers`, by their ids.

    Each of them marks every cell, or each cell is marked by `marks_per_cell` of them, chosen evenly. Whoever has marked
    a cell keeps it. `seen` is the token of `assignment_says` as the person saw it. Raises Refused if nobody is left,
    for somebody who may not mark here, and if a cell would need more people than there are; Overtaken if the assignment
    has changed since.
    """
    lock_team(comparison.team)  # nobody comes or leaves meanwhile
    with changing(comparison, summary=summarise_nothing) as change:
        people = {person.pk: person for person in people_who_may_mark(comparison)}
        check_assignment(people, marks_per_cell, reviewers)
        stored = stored_assignment(comparison)
        wanted = assignment_says(marks_per_cell, reviewers)
        refuse_unseen(seen, stored=stored, wanted=wanted)
        exempt = comparison.exemptions
        exempt.filter(reviewer__in=reviewers).delete()
        known = set(exempt.values_list("reviewer", flat=True))
        Exemption.objects.bulk_create(
            Exemption(comparison=comparison, reviewer=person, created_by=by, created_at=timezone.now())
            for pk, person in people.items()
            if pk not in reviewers and pk not in known
        )
        Comparison.objects.filter(pk=comparison.pk).update(marks_per_cell=marks_per_cell)
        comparison.marks_per_cell = marks_per_cell
        moved = assign(comparison, marks_per_cell)
        change.nothing = stored == wanted and not moved


def check_assignment(people: Collection[int], marks_per_cell: int | None, reviewers: Collection[int]) -> None:
    """Refuse an assignment that cannot be: see `set_assignment`."""
    if not reviewers:
        raise Refused("Somebody has to mark. Choose at least one person.", "reviewers")
    if not set(reviewers) <= set(people):
        raise Refused("One of these people may no longer mark here. Reload the page, and choose again.", "reviewers")
    if marks_per_cell is not None and marks_per_cell < 1:
        raise Refused("Each cell needs at least one mark.", "marks_per_cell")
    if marks_per_cell is not None and marks_per_cell > len(reviewers):
        raise Refused(
            f"Each cell can have at most {len(reviewers)} mark{'s' if len(reviewers) > 1 else ''}: "
            f"one from each person chosen.",
            "marks_per_cell",
        )


def previewed(comparison: Comparison, marks_per_cell: int, reviewers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many cells each person would have, by their id.

    And how many of these are marked. Nothing is stored.
    """
    planned = plan(comparison, marks_per_cell, reviewers)
    people = {one for shared in planned.shares.values() for one in shared} | set(reviewers)
    return {one: (planned.cells(one), planned.done(one)) for one in people}


def reassign_team(team: Team) -> None:
    """Spread the cells of a team anew: somebody came or left."""
    for comparison in team.comparisons.exclude(marks_per_cell=None):
        reassign(comparison)


def reassign(comparison: Comparison) -> None:
    """Spread the cells anew: somebody came or left."""
    with changing(comparison, summary=summarise_nothing) as change:
        each = Comparison.objects.values_list("marks_per_cell", flat=True).get(pk=comparison.pk)
        change.nothing = each is None or not assign(comparison, each)
