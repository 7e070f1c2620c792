"""One-time links to sign in.

They are for the first start, and for a forgotten password.
"""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int, int_to_base36

from reviews.models import User


class SignInTokens(PasswordResetTokenGenerator):
    """Tokens of sign-in links.

    A token is void after the next sign-in, a change of password or address, and PASSWORD_RESET_TIMEOUT.
    """

    key_salt = "reviews.domain.sign_in_links.SignInTokens"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        """All whose change voids a link.

        The last sign-in counts to the microsecond, so that a link cannot be used twice within a second.
        """
        last = user.last_login.isoformat() if user.last_login else ""
        return f"{user.pk}{user.password}{last}{timestamp}{user.get_username()}"


tokens = SignInTokens()


def active_user(email: str) -> User | None:
    """The person who has this address and may sign in, or None."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def sign_in_path(user: User) -> str:
    """The path of a one-time sign-in link for the user."""
    return reverse("reviews:link_open", args=[int_to_base36(user.pk), tokens.make_token(user)])


def user_of_link(uid: str, token: str, *, lock: bool = False) -> User | None:
    """The person whom the link signs in.

    None if it is used up, expired or wrong. With `lock`, inside a transaction, a second caller waits for the first, and
    then finds the link used up.
    """
    people = User.objects.select_for_update(no_key=True) if lock else User.objects.all()
    try:
        user = people.filter(pk=base36_to_int(uid), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user is not None and tokens.check_token(user, token) else None
