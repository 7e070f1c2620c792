"""`manage.py publish`: freezes what changed, and writes a static site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from collation.publish.freeze import freeze, words_for
from collation.publish.site import write_site
from collation.publish.static_site import comparison_site, whole_site
from reviews.models import Comparison, Publication
from reviews.refusal import Refused


class Command(BaseCommand):
    help = (
        "Freezes a new version where something changed, in the words of the last one, and writes the static site to "
        "DIR. With --all that is every comparison, those never published before too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", metavar="SLUG", help="the comparison's slug, as in its address")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder of the site")
        parser.add_argument("--all", action="store_true", dest="every", help="every comparison, with an index and feed")
        parser.add_argument("--json", action="store_true", dest="as_json", help="the result as JSON on standard output")

    def handle(self, *, slug: str | None, out: Path, every: bool, as_json: bool, **options: Any) -> None:
        if bool(slug) == every:
            raise CommandError("Name one comparison, or say --all.", returncode=2)
        self.told: list[dict[str, Any]] = []
        try:
            with transaction.atomic():
                files = self._whole() if slug is None else self._one(slug)
                written, removed = write_site(out, files)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{error.filename or out} cannot be written: {error.strerror}.") from error
        result = {"out": str(out), "publications": self.told, "written": written, "removed": removed}
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) if as_json else _in_words(result))

    def _one(self, slug: str) -> dict[str, bytes]:
        comparison = Comparison.objects.select_related("paper").filter(slug=slug).first()
        if comparison is None:
            raise CommandError(f"There is no comparison “{slug}”.")
        versions = self._versions(comparison)
        if not versions:
            raise CommandError(f"“{slug}” is archived and was never published.")
        return comparison_site(versions)

    def _whole(self) -> dict[str, bytes]:
        """Of archived comparisons only what was published before; of the others what there is to show."""
        shown = {}
        for comparison in Comparison.objects.select_related("paper").order_by("slug"):
            try:
                shown[comparison.slug] = self._versions(comparison)
            except Refused as refused:
                self.stderr.write(f"{comparison.slug}: {refused}")
        return whole_site({slug: versions for slug, versions in shown.items() if versions})

    def _versions(self, comparison: Comparison) -> list[Publication]:
        """The publications of a comparison, newest first, with a new one where something changed."""
        before = comparison.publications.first()
        if comparison.archived_at is None:
            freeze(comparison=comparison, by=None, **vars(words_for(comparison)))
        versions = list(comparison.publications.select_related("comparison"))
        self.told += [
            {"comparison": comparison.slug, "version": one.number, "new": one != before, "sha256": one.sha256}
            for one in versions[:1]
        ]
        return versions


def _in_words(result: dict[str, Any]) -> str:
    told = [
        f"{one['comparison']}: version {one['version']}{'' if one['new'] else ', as before'}"
        for one in result["publications"]
    ]
    count = f"{result['written']} file{'' if result['written'] == 1 else 's'} written"
    removed = f", {result['removed']} removed" if result["removed"] else ""
    return "\n".join([*told, f"{count}{removed}: open {Path(result['out']) / 'index.html'}"])
