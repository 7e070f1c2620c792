"""`manage.py demo`: loads the demo comparison; again, it changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from collation.demo import show_demo
from reviews.demo_loading import owner


class Command(BaseCommand):
    help = "Loads the demo comparison, with its people, marks, threads and a publication; again, it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        comparison = show_demo(by=owner())
        self.stdout.write(f"The demo is at /c/{comparison.slug}/ and, published, at /p/{comparison.slug}/")
