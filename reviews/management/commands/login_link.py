"""`manage.py login_link EMAIL`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews.models import User
from reviews.signing_in import sign_in_path


class Command(BaseCommand):
    help = "Prints a one-time sign-in link: for the first start, and for a forgotten password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if user is None:
            raise CommandError(f"{email}: there is no account with this address.")
        self.stdout.write(settings.BASE_URL + sign_in_path(user))
