"""Verbs of a person’s e-mail address.

It changes after the password is given and the new address confirms it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import base36_to_int, int_to_base36

from reviews.domain.mail import Letter, send_mail_later
from reviews.models import User
from reviews.refusal import Refused

RECENT = timedelta(minutes=15)
TAKEN = "Someone else has this address."


class AddressTokens(PasswordResetTokenGenerator):
    """Tokens of the links that confirm a new address.

    A token is void after another request for a new address, a change of password or address, and
    PASSWORD_RESET_TIMEOUT.
    """

    key_salt = "reviews.domain.email_addresses.AddressTokens"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        person = cast(User, user)
        return f"{person.pk}{person.password}{timestamp}{person.email} {person.new_email}"


tokens = AddressTokens()


def address_path(user: User) -> str:
    """The path of the link that confirms a person's new address."""
    return reverse("reviews:address_confirm", args=[int_to_base36(user.pk), tokens.make_token(user)])


def must_sign_in_again(user: User) -> bool:
    """Whether a person must sign in again to change the address.

    This is so without a password, if the last sign-in is not recent.
    """
    recently = user.last_login is not None and timezone.now() - user.last_login < RECENT
    return not user.has_usable_password() and not recently


@transaction.atomic
def ask_for_address(*, user: User, email: str, password: str) -> None:
    """Keep the new address, and mail a link to it.

    Nothing changes yet; the old address is told. Raises Refused for a wrong password, for the address that the person
    has, and for someone without a password who did not sign in within the last 15 minutes. An address that someone else
    has gets no link: its owner is told, and the person is not.
    """
    email = email.strip().lower()
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if must_sign_in_again(user):
        raise Refused("Sign in again by a link first: it shows that mail to your present address reaches you.")
    if user.has_usable_password() and not user.check_password(password):
        raise Refused("This is not your password.", "password")
    if email == user.email:
        raise Refused("This is your address already.", "email")
    user.new_email = email
    user.save(update_fields=["new_email"])
    if User.objects.filter(email__iexact=email).exists():
        send_mail_later(Letter.ADDRESS_TAKEN, to=email, by=user)
    else:
        send_mail_later(Letter.ADDRESS_CONFIRM, to=email, by=user, person=user.pk)
    send_mail_later(Letter.ADDRESS_ASKED, to=user.email, by=user, person=user.pk, new_email=email)


def forget_new_address(*, user: User) -> None:
    """Forget the new address: the link that was mailed is void."""
    User.objects.filter(pk=user.pk).update(new_email="")


def user_of_address_link(uid: str, token: str, *, lock: bool = False) -> User | None:
    """The person whose address the link changes.

    None if the link is used up, expired or wrong. `lock` needs a transaction.
    """
    people = User.objects.select_for_update(no_key=True) if lock else User.objects.all()
    try:
        user = people.filter(pk=base36_to_int(uid), is_active=True).exclude(new_email="").first()
    except (ValueError, OverflowError):
        return None
    return user if user is not None and tokens.check_token(user, token) else None


@transaction.atomic
def change_address(*, uid: str, token: str) -> User | None:
    """Make the confirmed address the person’s own, and tell the old one.

    None for a void link. Raises Refused if someone else has the address by now.
    """
    user = user_of_address_link(uid, token, lock=True)
    if user is None:
        return None
    old, user.email, user.new_email = user.email, user.new_email, ""
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "new_email"])
    except IntegrityError:
        raise Refused(TAKEN, "email") from None
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    send_mail_later(Letter.ADDRESS_CHANGED, to=old, by=user, person=user.pk, new_email=user.email)
    return user
