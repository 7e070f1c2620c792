"""Verbs of people: what they are called, and where mail reaches them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from reviews.models import Comparison, Membership, User
from reviews.refusal import Refused


@transaction.atomic
def describe_person(*, user: User, name: str, email: str) -> None:
    """Changes a person's name and address; an old address signs nobody in any more.

    The comparisons of their teams change with the name, which stands beside marks and comments: kept pages are void.

    Raises Refused for an empty name and for an address that someone else has.
    """
    name, email = name.strip(), email.strip().lower()
    if not name:
        raise Refused("Give a name.", "name")
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise Refused("Someone else has this address.", "email")
    EmailAddress.objects.filter(user=user).exclude(email__iexact=email).delete()
    if name != user.name:
        teams = Membership.objects.filter(user=user).values("team")
        Comparison.objects.filter(team__in=teams).update(revision=F("revision") + 1)
    user.name, user.email = name, email
    user.save(update_fields=["name", "email"])
