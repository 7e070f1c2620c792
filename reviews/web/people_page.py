"""The page of a comparison's people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.query import QuerySet
from django.utils import timezone

from reviews.access import DISCUSS, MARK
from reviews.domain.name_consents import is_named
from reviews.domain.progress import progress_of
from reviews.domain.reminders import A_DAY, last_reminders
from reviews.forms.people import PeopleForm
from reviews.models import Comparison, Guest, Invitation, Membership, Role, User
from reviews.models.team import GUEST_ROLES
from reviews.web.context import Context


@dataclass(frozen=True)
class PersonIn:
    """A member of the team, or a guest.

    `role` is the stronger one of a member who is a guest, too; `guest` is their row, if there is one. `marked` counts
    their marked cells, None if they may not mark. `reminded_at` is when they were last reminded.
    """

    user: User
    role: Role
    guest: Guest | None
    is_member: bool
    cells: int
    marked: int | None
    reminded_at: datetime | None
    is_viewer: bool

    @property
    def progress(self) -> str:
        """How far they are, in words; "" if they may not mark."""
        if self.marked is None:
            return ""
        return f"marked {self.marked} of {self.cells}" if self.cells else "nothing to mark yet"

    @property
    def left(self) -> int:
        return 0 if self.marked is None else self.cells - self.marked

    @property
    def reminded_lately(self) -> bool:
        return self.reminded_at is not None and self.reminded_at > timezone.now() - A_DAY

    @property
    def may_be_reminded(self) -> bool:
        return bool(self.left) and self.user.is_active and not self.is_viewer and not self.reminded_lately


def people_page(context: Context, **more: Any) -> dict[str, Any]:
    """What the page shows to this viewer.

    The number of queries does not depend on the people.
    """
    comparison, seat = context.comparison, context.seat
    people = list(_people(context))
    may_remind = seat.may_own and not seat.archived and not comparison.marks_closed
    return {
        "people": people,
        "may_remind": may_remind,
        "has_guests": any(not one.is_member for one in people),
        "remindable": [one for one in people if one.may_be_reminded] if may_remind else [],
        "guest_roles": [(role.value, role.label) for role in GUEST_ROLES],
        "invitations": list(invitations_of(comparison)) if seat.may_own else [],
        "form": PeopleForm(),
        "may_be_named": seat.role in DISCUSS,
        "is_named": seat.role in DISCUSS and is_named(comparison, context.user),
        **more,
    }


def people_of(comparison: Comparison) -> QuerySet[User]:
    """The members of the team and the guests."""
    members = Membership.objects.filter(team=comparison.team_id).values("user")
    return User.objects.filter(Q(pk__in=members) | Q(pk__in=comparison.guests.values("user")))


def invitations_of(comparison: Comparison) -> QuerySet[Invitation]:
    """The open invitations to the comparison and to its team."""
    to_it = Q(comparison=comparison) | Q(comparison=None, team=comparison.team_id)
    is_open = Invitation.objects.filter(to_it, accepted_at=None, expires_at__gt=timezone.now())
    return is_open.select_related("created_by")


def _people(context: Context) -> Iterator[PersonIn]:
    """Members by when they joined, then guests."""
    comparison = context.comparison
    guests = {guest.user_id: guest for guest in comparison.guests.select_related("user")}
    members = {one.user_id: one for one in comparison.team.memberships.select_related("user")}
    progress, reminded = progress_of(comparison), last_reminders(comparison)
    for person in members | {person: guest for person, guest in guests.items() if person not in members}:
        guest, member = guests.get(person), members.get(person)
        seats = [seat for seat in (member, guest) if seat is not None]
        role = Role.strongest(*(seat.role for seat in seats)) or Role.READER
        yield PersonIn(
            user=seats[0].user,
            role=role,
            guest=guest,
            is_member=member is not None,
            cells=progress.asked(person),
            marked=progress.marked.get(person, 0) if role in MARK else None,
            reminded_at=reminded.get(person),
            is_viewer=person == context.user.pk,
        )
