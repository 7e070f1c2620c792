"""`manage.py login_link EMAIL`."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from reviews.domain.sign_in_links import active_user, sign_in_path
from reviews.domain.users import open_account
from reviews.links import full_address
from reviews.management import command
from reviews.models import User
from reviews.refusal import Refused


class Command(command.Command):
    help = "Prints a one-time sign-in link: for the first start, and for a forgotten password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the account")
        parser.add_argument("--create", action="store_true", help="make the account if there is none")
        parser.add_argument("--name", default="", help="what a new account's person is called")

    def handle(self, *args: Any, email: str, create: bool, name: str, **options: Any) -> None:
        if create:
            try:
                user: User | None = open_account(email=email, name=name)
            except Refused as refused:
                raise CommandError(str(refused)) from None
        else:
            user = active_user(email)
        if user is None:
            raise CommandError(f"{email}: there is no account with this address. With --create it is made.")
        self.stdout.write(full_address(sign_in_path(user)))
