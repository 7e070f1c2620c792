"""`manage.py publish`: freezes what changed, and writes a static site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from collation.publish.freeze import Withdrawn, freeze_again
from collation.publish.site import comparison_site, planned, whole_site
from collation.publish.write import check_site, write_site
from collation.wording import several
from reviews.management import command
from reviews.models import Comparison, Publication
from reviews.refusal import Refused


class Command(command.Command):
    help = (
        "Freezes a new version where something changed, in the words of the last one, and writes the static site to "
        "DIR. With --all that is every comparison, those never published before too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", metavar="SLUG", help="the comparison's slug, as in its address")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder of the site")
        parser.add_argument("--all", action="store_true", dest="every", help="every comparison, with an index and feed")
        parser.add_argument(
            "--base-url",
            metavar="URL",
            default="",
            help="where the site will be, for citations, the feed, cards and the sitemap",
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="the result as JSON on standard output")

    def handle(self, *, slug: str | None, out: Path, every: bool, base_url: str, as_json: bool, **options: Any) -> None:
        if bool(slug) == every:
            raise CommandError("Name one comparison, or say --all.", returncode=2)
        base = _base(base_url)
        try:
            comparisons = _chosen(slug)
            check_site(out, planned({one.slug: _numbers(one) for one in comparisons}, whole=every, base=base))
            versions = self._versions(comparisons, warn=every)
            files = (
                whole_site(versions, base, self._progress("rendered", len(versions)))
                if every
                else comparison_site(next(iter(versions.values())), base)
            )
            written, removed = write_site(out, files)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{error.filename or out} cannot be written: {error.strerror}.") from error
        result = {"out": str(out), "publications": self.told, "written": written, "removed": removed}
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) if as_json else _in_words(result))

    def _progress(self, done: str, total: int) -> Callable[[], None]:
        """A function to call after each of many.

        It says how far it is, every tenth time.
        """
        number = count(1)

        def tell() -> None:
            if (at := next(number)) % 10 == 0 and total > 10:
                self.stderr.write(f"{at} of {total} comparisons {done}")

        return tell

    def _versions(self, comparisons: Sequence[Comparison], *, warn: bool) -> dict[str, list[Publication]]:
        """The publications of each comparison, newest first.

        With a new one if something changed. Each is stored by itself, so that nobody waits for the others. A comparison
        that has nothing to show is left out, with a warning if `warn`. A withdrawn one is not published again by
        itself.
        """
        self.told: list[dict[str, Any]] = []
        shown = {}
        tell = self._progress("read", len(comparisons))
        for comparison in comparisons:
            if versions := self._versions_of(comparison, warn=warn):
                shown[comparison.slug] = versions
            tell()
        return shown

    def _versions_of(self, comparison: Comparison, *, warn: bool) -> list[Publication]:
        before = comparison.publications.first()
        highest = before.number if before else 0
        try:
            if comparison.archived_at is None:
                freeze_again(comparison)
        except Withdrawn as withdrawn:
            self.stderr.write(f"{comparison.slug}: {withdrawn}")
        except Refused as refused:
            if not warn:
                raise
            self.stderr.write(f"{comparison.slug}: {refused}")
            return []
        versions = list(comparison.publications.select_related("comparison"))
        for newest in [one for one in versions if one.withdrawn_at is None][:1]:
            self.told.append(
                {
                    "comparison": comparison.slug,
                    "version": newest.number,
                    "new": newest.number > highest,
                    "sha256": newest.sha256,
                }
            )
        return versions


def _base(url: str) -> str:
    """The address of a folder, with its last slash.

    "" if none is given.
    """
    if not url:
        return ""
    if not re.fullmatch(r"https?://[^\s/?#<>\"]+(/[^\s?#<>\"]*)?", url):
        raise CommandError("--base-url is a full address, such as https://example.org/comparisons.", returncode=2)
    return f"{url.rstrip('/')}/"


def _chosen(slug: str | None) -> list[Comparison]:
    """The comparison of that slug, else every one.

    Of archived ones, only those that were published before.
    """
    comparisons = Comparison.objects.select_related("paper").order_by("slug")
    if slug is None:
        return list(comparisons)
    comparison = comparisons.filter(slug=slug).first()
    if comparison is None:
        raise Refused(f"There is no comparison “{slug}”.")
    if comparison.archived_at and not comparison.publications.exists():
        raise Refused(f"“{slug}” is archived and was never published.")
    return [comparison]


def _numbers(comparison: Comparison) -> list[int]:
    """The numbers of its versions, with the next one."""
    numbers = list(comparison.publications.values_list("number", flat=True))
    return [*numbers, max(numbers, default=0) + 1]


def _in_words(result: dict[str, Any]) -> str:
    told = [
        f"{one['comparison']}: version {one['version']}{'' if one['new'] else ', as before'}"
        for one in result["publications"]
    ]
    count = f"{several(result['written'], 'file')} written"
    removed = f", {result['removed']} removed" if result["removed"] else ""
    return "\n".join([*told, f"{count}{removed}: open {Path(result['out']) / 'index.html'}"])
