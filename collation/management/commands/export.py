"""`manage.py export`: writes a comparison down in one format."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import CommandError, CommandParser

from collation.publish.formats.edition import Edition
from collation.publish.formats.registry import FORMATS, draft_edition, published_edition
from reviews.domain.bundles import write_bundle
from reviews.management import command
from reviews.models import Comparison
from reviews.refusal import Refused

_STANDARD_OUTPUT = "-"
_BUNDLE = "bundle"
_NAMES = (*FORMATS, _BUNDLE)


class Command(command.Command):
    help = (
        "Writes a comparison down in one format: the newest public version, or what would be published now if there "
        "is none. What is written is what everybody may see."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the comparison's slug, as in its address")
        parser.add_argument("--format", required=True, choices=_NAMES, metavar="F", help=f"one of {', '.join(_NAMES)}")
        parser.add_argument("--out", metavar="FILE", help="the file to write; - or none: standard output")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--number", type=int, dest="number", metavar="N", help="this version")
        which.add_argument("--draft", action="store_true", help="what would be published now")
        parser.add_argument("--json", action="store_true", dest="as_json", help="the result as JSON on standard output")

    def handle(self, *, slug: str, out: str | None, as_json: bool, **options: Any) -> None:
        to_a_file = out not in (None, _STANDARD_OUTPUT)
        if as_json and not to_a_file:
            raise CommandError("--json needs --out FILE: standard output holds only the JSON.", returncode=2)
        name = options["format"]
        form = FORMATS.get(name)
        if not to_a_file and not (form and form.is_text) and sys.stdout.isatty():
            raise CommandError(f"{name} is no text for a terminal: name a file with --out.", returncode=2)
        if form is None and (options["number"] is not None or options["draft"]):
            raise CommandError("A bundle is the whole record: it has no --number and no --draft.", returncode=2)
        try:
            edition = self._edition(slug, options["number"], draft=options["draft"]) if form else None
            written = form.write(edition) if form and edition else write_bundle(_comparison(slug))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if not to_a_file:
            self._print(written)
            return
        try:
            write_beside(Path(str(out)), written)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        result = {
            "comparison": slug,
            "format": name,
            "version": edition.number if edition else None,
            "sha256": (edition and edition.sha256) or None,
            "out": out,
            "bytes": len(written),
        }
        if as_json:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            label = form.label if form else "bundle"
            self.stdout.write(f"{out}: {_which(edition)} of {slug}, {label}, {len(written):,} bytes")

    def _edition(self, slug: str, number: int | None, *, draft: bool) -> Edition:
        """What to write down.

        Raises Refused if there is no such comparison or version, and if nothing of it would be public.
        """
        comparison = _comparison(slug)
        versions = comparison.publications.select_related("comparison")
        if number is not None:
            version = versions.filter(number=number).first()
            if version is None:
                raise Refused(f"“{slug}” has no version {number}.")
            if version.withdrawn_at:
                raise Refused(f"Version {number} of “{slug}” was withdrawn.")
            return published_edition(version)
        newest = None if draft else versions.standing().first()
        if newest:
            return published_edition(newest)
        edition = draft_edition(comparison)
        if not edition.document["respondents"]:
            raise Refused(f"There is nothing to export of “{slug}”: no respondent of which anything would be shown.")
        if not draft:
            self.stderr.write(f"“{slug}” has no public version: this is what would be published now.")
        return edition

    def _print(self, written: bytes) -> None:
        """Write bytes to standard output as they are, else their text."""
        buffer = getattr(getattr(self.stdout, "_out", None), "buffer", None)
        if buffer is None:
            self.stdout.write(written.decode(errors="replace"), ending="")
        else:
            buffer.write(written)
            buffer.flush()


def write_beside(place: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it onto it.

    A reader sees the old file or the new one. Raises OSError.
    """
    if place.exists() and not place.is_file():  # a pipe or a device
        place.write_bytes(content)
        return
    with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}-", delete=False) as beside:
        temporary = Path(beside.name)
        try:
            beside.write(content)
            beside.flush()
            temporary.chmod(0o644)
            temporary.replace(place)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def _comparison(slug: str) -> Comparison:
    found = Comparison.objects.select_related("paper").filter(slug=slug).first()
    if found is None:
        raise Refused(f"There is no comparison “{slug}”.")
    return found


def _which(edition: Edition | None) -> str:
    if edition is None:
        return "the whole record"
    return f"version {edition.number}" if edition.number else "a draft"
