"""Verbs of people: what they are called, and where mail reaches them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from reviews.models import Comparison, Membership, User
from reviews.refusal import Refused


def open_account(*, email: str, name: str = "") -> User:
    """The account at this address, made without a password if there is none.

    Without a `name` a new person is called by the part before the “@”. Raises Refused for what is no e-mail address,
    and for an account that was closed.
    """
    email = email.strip().lower()
    known = User.objects.filter(email__iexact=email).first()
    if known is not None and not known.is_active:
        raise Refused(f"{email}: this account is closed.", "email")
    if known is not None:
        return known
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"{email}: this is not an e-mail address.", "email") from None
    return User.objects.create_user(email, name=(name.strip() or email.partition("@")[0])[:100])


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
