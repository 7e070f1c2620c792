"""Verbs of people: their accounts and names."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from reviews.models import Comparison, User
from reviews.refusal import Refused

READER = "you"
"""What pages call whoever reads them."""


def lock_person(user: User) -> None:
    """Make requests of one person wait for each other.

    The lock lasts until the transaction ends. Rows that only refer to the person, such as a comment, do not wait: two
    requests that wait for each other would never end.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk)


def open_account(*, email: str, name: str = "") -> User:
    """The account at this address, made if there is none.

    A new one has no password. Without a `name` a new person is called by the part before the “@”, or by the whole
    address if that part is “you”. Raises Refused for what is no e-mail address, for a name that cannot stand, and for
    an account that was closed.
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
    before = email.partition("@")[0]
    called = checked_name(name) if name.strip() else email if before == READER else before
    return User.objects.create_user(email, name=called[:100])


def checked_name(name: str) -> str:
    """A person’s name as it is kept.

    Raises Refused for none, and for the word by which pages call whoever reads them: “Settled by you” would be untrue
    for everybody else.
    """
    name = name.strip()
    if not name:
        raise Refused("Give a name.", "name")
    if name.casefold() == READER:
        raise Refused("“You” is what these pages call whoever reads them. Give another name.", "name")
    return name


@transaction.atomic
def rename_person(*, user: User, name: str) -> None:
    """Change a person’s name.

    It stands beside marks and comments, so kept pages that they may see are void. Raises Refused for a name that cannot
    stand (`checked_name`).
    """
    name = checked_name(name)
    if name == user.name:
        return
    Comparison.objects.visible_to(user).update(revision=F("revision") + 1)
    user.name = name
    user.save(update_fields=["name"])
