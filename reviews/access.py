"""Access: who may see and do what.

An outsider gets 404, a member whose role does not allow it gets 403.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from reviews.models import Comparison, Guest, Membership, Role, Team, User
from reviews.prepared import prepared

READ = frozenset(Role.values)
DISCUSS = frozenset({Role.OWNER, Role.EDITOR, Role.REVIEWER})
MARK = DISCUSS
EDIT = frozenset({Role.OWNER, Role.EDITOR})
OWN = frozenset({Role.OWNER})


@dataclass(frozen=True)
class Seat:
    """One person's rights in one comparison.

    Templates ask it before they draw a button.
    """

    role: str
    archived: bool = False
    """An archived comparison is only read."""

    @property
    def may_mark(self) -> bool:
        """Marks, comments and placements."""
        return self.role in MARK and not self.archived

    @property
    def may_edit(self) -> bool:
        """Intake, questions, settling a cell, publishing."""
        return self.role in EDIT and not self.archived

    @property
    def may_own(self) -> bool:
        """Members, invitations, archiving."""
        return self.role in OWN


class Archived(PermissionDenied):
    """A request to change an archived comparison.

    By somebody who may do so to others.
    """

    def __init__(self, comparison: Comparison, seat: Seat) -> None:
        super().__init__("This comparison is archived: it can be read, and an owner can put it back.")
        self.comparison, self.seat = comparison, seat


def role_in(team: Team, user: User | AnonymousUser) -> str | None:
    """The user's role in the team, or None."""
    if not user.is_authenticated:
        return None
    return Membership.objects.filter(team=team, user=user).values_list("role", flat=True).first()


def role_on(comparison: Comparison, user: User | AnonymousUser) -> str | None:
    """The user's role in the comparison, or None.

    The stronger one of somebody who is a member of its team and a guest.
    """
    if not user.is_authenticated:
        return None
    guest = Guest.objects.filter(comparison=comparison, user=user).values_list("role", flat=True).first()
    return Role.strongest(role_in(comparison.team, user), guest)


def teams_of(user: User, roles: frozenset[str] = READ) -> QuerySet[Team]:
    """The teams in which the user has one of the roles."""
    return Team.objects.filter(pk__in=Membership.objects.filter(user=user, role__in=roles).values("team"))


def may_start(user: User) -> bool:
    """Whether the user may start a comparison.

    An owner or editor of a team may, and someone without one.
    """
    return teams_of(user, EDIT).exists() or not teams_of(user).exists()


def comparison_for(
    user: User, slug: str, roles: frozenset[str] = READ, *, even_archived: bool = False
) -> tuple[Comparison, Seat]:
    """Fetch the comparison at `slug`, and the user's seat.

    With its team and paper. Raises Http404 if the user may not see it, PermissionDenied if their role is not among
    `roles`, and Archived if an archived comparison would be changed, unless `even_archived`.
    """
    comparison = _with_roles.first(slug, user.pk) if user.is_authenticated else None
    # Whoever has a role is who sees it (`visible_to`); it is asked for once.
    role = Role.strongest(comparison.member, comparison.guest) if comparison else None  # type: ignore[attr-defined]
    if comparison is None or role is None:
        raise Http404("There is no such comparison.")
    seat = replace(_seat(role, roles), archived=comparison.archived_at is not None)
    if seat.archived and roles != READ and not even_archived:
        raise Archived(comparison, seat)
    return comparison, seat


@prepared
def _with_roles(slug: str, user: int) -> QuerySet[Comparison]:
    return Comparison.objects.filter(slug=slug).with_roles(user).select_related("team", "paper").order_by()


def team_for(user: User, slug: str, roles: frozenset[str] = READ) -> tuple[Team, Seat]:
    """Fetch the team at `slug`, and the user's seat.

    Raises as `comparison_for` does.
    """
    team = Team.objects.visible_to(user).filter(slug=slug).first()
    if team is None:
        raise Http404("There is no such team.")
    return team, _seat(role_in(team, user), roles)


def _seat(role: str | None, roles: frozenset[str]) -> Seat:
    if role is None:
        raise Http404("There is no such place.")
    if role not in roles:
        raise PermissionDenied("Your role here doesn’t allow that. An owner of the team can change your role.")
    return Seat(role)
