"""`manage.py verify`: checks published files, or what the database holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from collation.publish.verify import FileCheck, canonical, check, sha256
from reviews.management import command
from reviews.models import Publication


class Command(command.Command):
    help = (
        "Computes the SHA-256 of published documents anew. Of each PATH, a static site or a document, it checks the "
        "files; without one, the versions in the database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="the folder of a site, or a document")
        parser.add_argument("--json", action="store_true", dest="as_json", help="the result as JSON on standard output")

    def handle(self, *, paths: list[Path], as_json: bool, **options: Any) -> None:
        checked = list(_of_files(paths) if paths else _of_versions())
        wrong = [one for one in checked if one.wrong]
        if as_json:
            told = {"checked": [asdict(one) for one in checked], "wrong": len(wrong)}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for one in checked:
                (self.stderr if one.wrong else self.stdout).write(f"{one.path}: {one.sentence}")
        if wrong:
            raise CommandError(f"Not as published: {len(wrong)} of {len(checked)}.")
        if not as_json:
            self.stdout.write("All is as published." if checked else "Nothing is published.")


def _of_files(paths: list[Path]) -> Iterator[FileCheck]:
    for path in paths:
        for one in check(path):
            yield one if len(paths) == 1 else replace(one, path=f"{path}: {one.path}")


def _of_versions() -> Iterator[FileCheck]:
    """Check the versions in the database.

    One whose document was deleted for good has none.
    """
    versions = Publication.objects.readable().select_related("comparison").order_by("comparison__slug", "number")
    for version in versions.iterator(chunk_size=20):
        value = sha256(canonical(json.loads(version.document)).encode())
        name = f"{version.comparison.slug}, version {version.number}"
        if value != version.sha256:
            yield FileCheck(name, f"Its SHA-256 is {value}, and {version.sha256} was published.", wrong=True)
        elif version.document != canonical(json.loads(version.document)):
            yield FileCheck(name, "It is not written as it was published.", wrong=True)
        else:
            yield FileCheck(name, f"SHA-256 {value}")
