"""`manage.py demo`: loads the demo comparison; again, it changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from collation.publish.demo import show_demo
from reviews.domain.demo import DEFAULT_OWNER, demo_owner
from reviews.management import command
from reviews.refusal import Refused


class Command(command.Command):
    help = "Loads the demo comparison, with its people, marks, threads and a publication; again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as",
            dest="email",
            metavar="EMAIL",
            default=DEFAULT_OWNER,
            help="the owner of the demo's team; the account is made if there is none (default: %(default)s)",
        )

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            comparison = show_demo(by=demo_owner(email))
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"The demo is at /c/{comparison.slug}/ and, published, at /p/{comparison.slug}/")
