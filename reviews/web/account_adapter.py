"""Sign-in: by invitation only, and with a limit on wrong passwords."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.http import HttpRequest

GUESSED_ANYWHERE = "login_failed_anywhere"


class AccountAdapter(DefaultAccountAdapter):
    """Refuses everyone who signs up uninvited, and who guesses passwords.

    Wrong passwords are counted for the person and the address that tries, so that nobody can lock somebody else out;
    and, more generously, for the person, whatever the address.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False, always: an invitation makes its account itself."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not ratelimit.consume(request, action=GUESSED_ANYWHERE, key=_person(credentials), dry_run=True):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        ratelimit.consume(request, action=GUESSED_ANYWHERE, key=_person(credentials))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{_person(credentials)} {self.get_client_ip(request)}"


def _person(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).strip().lower()
