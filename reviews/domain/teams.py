"""Verbs of teams and guests: members, roles and invitations."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from reviews.domain.assignments import reassign, reassign_team
from reviews.domain.changes import DOUBLE_SUBMIT, lock_team
from reviews.domain.mentions import recount
from reviews.domain.name_consents import stay_numbered
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.slugs import create_with_slug
from reviews.domain.users import checked_name, lock_person
from reviews.models import Comparison, Guest, Invitation, Membership, Role, Team, User
from reviews.models.team import GUEST_ROLES
from reviews.refusal import Refused

INVITATION_DAYS = 14

NO_GUEST_OWNS = "A guest cannot be an owner: an owner has the whole team. Choose another role, or invite to the team."


@transaction.atomic
def found_team(*, name: str, by: User) -> Team:
    """Found a team, with `by` as its owner.

    The same name again within a minute is a double submit: it gives the first team. Raises Refused for an empty name.
    """
    name = name.strip()
    if not name:
        raise Refused("Give the team a name.", "name")
    lock_person(by)
    founded = Team.objects.filter(memberships__user=by, memberships__role=Role.OWNER, name=name)
    just_founded = founded.filter(created_at__gt=timezone.now() - DOUBLE_SUBMIT).first()
    if just_founded:
        return just_founded
    team = create_with_slug(
        lambda slug: Team.objects.create(name=name, slug=slug),
        name,
        lambda slug: Team.objects.filter(slug=slug).exists(),
        fallback="team",
    )
    Membership.objects.create(team=team, user=by, role=Role.OWNER)
    return team


@transaction.atomic
def own_team(*, by: User) -> Team:
    """A team for someone who starts without one.

    It is named after them. If they got a team meanwhile, it is that one.
    """
    lock_person(by)
    meanwhile = Team.objects.filter(memberships__user=by, memberships__role__in=(Role.OWNER, Role.EDITOR)).first()
    return meanwhile or found_team(name=f"{by}’s team"[:100], by=by)


def invite(
    *, team: Team, role: str, by: User, note: str = "", comparison: Comparison | None = None
) -> tuple[Invitation, str]:
    """Make an invitation; give it and its secret.

    It is to the team, or to one `comparison` of it, as a guest. The secret is shown once and never kept. The invitation
    lasts INVITATION_DAYS days.
    """
    if role not in Role.values:
        raise Refused("Choose one of the four roles.", "role")
    if comparison is not None and role not in GUEST_ROLES:
        raise Refused(NO_GUEST_OWNS, "role")
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        team=team,
        comparison=comparison,
        role=role,
        secret_sha256=_hashed(secret),
        note=note.strip(),
        created_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    return invitation, secret


def open_invitation(secret: str) -> Invitation | None:
    """The invitation that the secret opens.

    None if it has expired or been used.
    """
    return (
        Invitation.objects.select_related("team", "comparison", "created_by")
        .filter(secret_sha256=_hashed(secret), accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> None:
    """Let the user in, and use the invitation up.

    A member keeps the role that they have, and so does a guest, unless the new one is stronger. Raises Refused if the
    invitation was used or has expired meanwhile.
    """
    used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=timezone.now()).update(
        accepted_by=user, accepted_at=timezone.now()
    )
    if not used:
        raise Refused("This invitation has been used or has expired. Ask for a new one.")
    lock_team(invitation.team)
    if invitation.comparison is None:
        Membership.objects.get_or_create(team=invitation.team, user=user, defaults={"role": invitation.role})
        reassign_team(invitation.team)
    else:
        _receive(user, invitation.comparison, invitation.role)
        reassign(invitation.comparison)
    recount([user.pk])


@transaction.atomic
def join_by_invitation(*, invitation: Invitation, email: str, name: str, password: str) -> User:
    """Make an account for the invited person, and its membership.

    Raises Refused for an address that has an account, and for a name that cannot stand.
    """
    name = checked_name(name)
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name)
    except IntegrityError:
        raise Refused(
            "There is an account with this address already: sign in, then open the invitation again.", "email"
        ) from None
    accept_invitation(invitation=invitation, user=user)
    return user


def withdraw_invitation(*, invitation: Invitation) -> None:
    """Delete an invitation; its link opens nothing any more."""
    invitation.delete()


@transaction.atomic
def change_role(*, membership: Membership, role: str, seen: str | None = None) -> None:
    """Give a member another role.

    `seen` is the token of {"role"} as the person saw it. Raises Refused if the team would be left without an owner or
    the member has left it, and Overtaken if the role has changed since.
    """
    if role not in Role.values:
        raise Refused("Choose one of the four roles.", "role")
    lock_team(membership.team)
    try:
        membership.refresh_from_db(fields=["role"])
    except Membership.DoesNotExist:
        raise Refused("This member has left the team meanwhile.") from None
    refuse_unseen(seen, stored={"role": membership.role}, wanted={"role": role})
    if role != Role.OWNER:
        _keep_an_owner(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    reassign_team(membership.team)


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Take a member out of the team.

    They are no guest of its comparisons any more either. What they marked and wrote stays, but the next versions do not
    name them, and what they were to mark goes to others. Raises Refused for the last owner.
    """
    lock_team(membership.team)
    _keep_an_owner(membership)
    Guest.objects.filter(user=membership.user_id, comparison__team=membership.team_id).delete()
    membership.delete()
    _leave(membership.user, Comparison.objects.filter(team=membership.team_id))
    reassign_team(membership.team)


@transaction.atomic
def change_guest(*, guest: Guest, role: str, seen: str | None = None) -> None:
    """Give a guest another role.

    `seen` is the token of {"role"} as the person saw it. Raises Refused for the role of an owner and if the guest is
    gone, and Overtaken if the role has changed since.
    """
    if role not in GUEST_ROLES:
        raise Refused(NO_GUEST_OWNS, "role")
    lock_team(guest.comparison.team)
    locked = Guest.objects.select_for_update(no_key=True).filter(pk=guest.pk).first()
    if locked is None:
        raise Refused("This guest was removed meanwhile.")
    refuse_unseen(seen, stored={"role": locked.role}, wanted={"role": role})
    guest.role = role
    guest.save(update_fields=["role"])
    reassign(guest.comparison)


@transaction.atomic
def remove_guest(*, guest: Guest) -> None:
    """Take a guest out of a comparison.

    What they marked and wrote stays, the next versions do not name them unless they are a member, and what they were to
    mark goes to others.
    """
    lock_team(guest.comparison.team)
    guest.delete()
    _leave(guest.user, Comparison.objects.filter(pk=guest.comparison_id))
    reassign(guest.comparison)


def _leave(user: User, comparisons: QuerySet[Comparison]) -> None:
    """Name nobody who may read no more, and count no mention there."""
    lost = comparisons.exclude(pk__in=Comparison.objects.visible_to(user))
    for comparison in lost.filter(name_consents__user=user, name_consents__withdrawn_at=None).order_by("pk"):
        stay_numbered(comparison=comparison, by=user)
    recount([user.pk])


def _receive(user: User, comparison: Comparison, role: str) -> None:
    """Make the user a guest.

    If they are one, the stronger role counts.
    """
    guest, is_new = Guest.objects.get_or_create(comparison=comparison, user=user, defaults={"role": role})
    if not is_new and guest.role != role and Role.strongest(guest.role, role) == role:
        guest.role = role
        guest.save(update_fields=["role"])


def _keep_an_owner(membership: Membership) -> None:
    owners = Membership.objects.filter(team=membership.team, role=Role.OWNER)
    if not [owner for owner in owners if owner.pk != membership.pk]:
        raise Refused("A team needs an owner. Make someone else an owner first.")


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
