"""How people get in: by an owner's invitation, never by open sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):
    """Refuses everyone who signs up uninvited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False, always: an invitation makes its account itself."""
        return False
