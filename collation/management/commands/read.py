"""`manage.py read`: a sheet for a model, and its reply."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from collation.assemble.replies import CheckedReply, counts_of, read_reply
from collation.assemble.sheets import MOST_TOKENS, draw_sheets, material_of
from collation.readers.reply import LONGEST_REPLY
from collation.readers.tokens import estimate_tokens
from collation.wording import listed, several
from reviews.access import EDIT, role_on
from reviews.domain.readers import make_sheet, take_reply
from reviews.lens import lens
from reviews.management import command
from reviews.models import Comparison, ReaderReply, Role, User
from reviews.refusal import Refused

_STANDARD_INPUT = "-"
_MOST_BYTES = 4 * LONGEST_REPLY
_NOUNS = {
    "cells": "cell",
    "facts": "fact",
    "findings": "finding",
    "evidence_basis": "evidence basis",
    "labels": "label",
}


class Command(command.Command):
    help = (
        "Prints the sheet with which a model reads a comparison, or takes a model's reply in. Every quotation of a "
        "reply is searched for in the texts, and what does not stand there is dropped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        self._parser = parser
        parser.add_argument("slug", metavar="SLUG", help="the comparison's slug, as in its address")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--sheet", action="store_true", help="print the prompt for a model")
        what.add_argument("--reply", metavar="FILE", help="take in the reply in this file; - is standard input")
        what.add_argument("--model", metavar="NAME", help="not there yet: no endpoint can be asked")
        parser.add_argument("--out", type=Path, metavar="FILE", help="with --sheet: write it to this file")
        parser.add_argument("--hide-names", action="store_true", help="with --sheet: respondents are R1, R2 and so on")
        parser.add_argument("--respondent", metavar="KEY", help="with --sheet: a sheet of this respondent alone")
        parser.add_argument("--reader", metavar="NAME", help="with --reply: who read it, such as GPT-5.2")
        parser.add_argument("--family", metavar="F", default="", help="with --reply: whose model that is")
        parser.add_argument(
            "--as", dest="email", metavar="EMAIL", help="who does this; without it, the team's first owner"
        )
        parser.add_argument("--dry-run", action="store_true", help="with --reply: check it, and store nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="with --reply: the result as JSON")

    def handle(self, *, slug: str, sheet: bool, reply: str | None, model: str | None, **options: Any) -> None:
        self._refuse_strangers(sheet=sheet, reply=reply, **options)
        comparison = Comparison.objects.select_related("paper", "team").filter(slug=slug).first()
        if comparison is None:
            raise CommandError(f"There is no comparison “{slug}”.")
        if model is not None:
            raise CommandError(
                f"{model} cannot be asked from here yet: asking endpoints comes later. Give it the sheet that --sheet "
                "prints, and take its reply in with --reply."
            )
        by = _person(comparison, options["email"])
        if comparison.archived_at:
            raise CommandError(f"“{slug}” is archived: an owner can put it back.")
        if sheet:
            self._sheet(comparison, by, **options)
        else:
            self._reply(comparison, by, reply or "", **options)

    def _refuse_strangers(self, *, sheet: bool, reply: str | None, **options: Any) -> None:
        """Refuse options that say nothing here, as wrong usage."""
        of_sheets = {
            "--out": options["out"],
            "--hide-names": options["hide_names"],
            "--respondent": options["respondent"],
        }
        of_replies = {
            "--reader": options["reader"],
            "--family": options["family"],
            "--dry-run": options["dry_run"],
            "--json": options["as_json"],
        }
        for belongs, given, to in ((sheet, of_sheets, "--sheet"), (reply is not None, of_replies, "--reply")):
            for name, value in given.items():
                if value and not belongs:
                    self._parser.error(f"{name} goes with {to}")
        if reply is not None and not (options["reader"] or "").strip():
            self._parser.error("say who read it, with --reader")

    def _sheet(
        self,
        comparison: Comparison,
        by: User,
        *,
        out: Path | None,
        hide_names: bool,
        respondent: str | None,
        **_: Any,
    ) -> None:
        view = lens(None, comparison)
        material = material_of(comparison, view, with_pages=comparison.paper.for_models)
        given = [view.key(transcript) for transcript in view.columns if transcript.for_models]
        if respondent is not None:
            if respondent not in material.transcripts:
                raise CommandError(f"“{comparison.slug}” has no respondent “{respondent}”.")
            if respondent not in given:
                raise CommandError(f"The text of “{respondent}” may not be given to models: an owner can allow it.")
            given = [respondent]
        left_out = [text.name for text in material.texts if text.key not in given]
        try:
            with transaction.atomic():
                (drawn,) = draw_sheets(
                    material.only(given),
                    hide_names=hide_names,
                    most_tokens=sys.maxsize,
                    alone=respondent is not None,
                )
                make_sheet(comparison=comparison, by=by, sheet=drawn)
                if out is not None:
                    out.write_text(drawn.prompt, encoding="utf-8")
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        tokens = estimate_tokens(drawn.prompt)
        self.stderr.write(f"Sheet {drawn.token}: {several(len(given), 'respondent')}, about {tokens:,} tokens.")
        if tokens > MOST_TOKENS:
            self.stderr.write("That is more than many models read. --respondent KEY prints a sheet of one alone.")
        if left_out and respondent is None:
            self.stderr.write(f"Left out, since an owner has not allowed it: {listed(left_out)}.")
        if out is None:
            self.stdout.write(drawn.prompt, ending="")

    def _reply(
        self,
        comparison: Comparison,
        by: User,
        file: str,
        *,
        reader: str,
        family: str,
        dry_run: bool,
        as_json: bool,
        **_: Any,
    ) -> None:
        where = "standard input" if file == _STANDARD_INPUT else file
        raw = _read(file, where)
        try:
            given = read_reply(comparison, lens(None, comparison), raw)
            known = comparison.readers.filter(name__iexact=" ".join(reader.split())[:100]).first()
            with transaction.atomic():
                stored, is_new = take_reply(
                    comparison=comparison,
                    by=by,
                    name=reader,
                    family=family,
                    sheet=given.sheet,
                    reply=given.as_new(completes=given.completes(known)),
                )
                result = {
                    "reader": stored.reader.name,
                    "stored": is_new and not dry_run,
                    "kept": counts_of(stored.kept),
                    "dropped": stored.dropped,
                }
                transaction.set_rollback(dry_run)
        except Refused as refused:
            raise CommandError(f"{where}: {refused}") from refused
        for line in given.warnings:
            self.stderr.write(line)
        if not is_new:
            self.stderr.write(f"This reply of {stored.reader} is stored since {stored.created_at:%-d %B %Y, %H:%M}.")
        if as_json:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_in_words(result, given, stored, is_new=is_new, dry_run=dry_run))


def _person(comparison: Comparison, email: str | None) -> User:
    """Who does this: the one named, else the team's first owner."""
    if email is None:
        owners = User.objects.filter(memberships__team=comparison.team, memberships__role=Role.OWNER)
        by = owners.order_by("pk").first()
    else:
        by = User.objects.filter(email__iexact=email).first()
        if by is None:
            raise CommandError(f"There is nobody with the address {email}.")
    if by is None or role_on(comparison, by) not in EDIT:
        raise CommandError(f"{by or 'Nobody'} may not give sheets or replies here: an owner or editor may.")
    return by


def _read(file: str, where: str) -> str:
    """The text of a file or of standard input."""
    try:
        if file == _STANDARD_INPUT:
            data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{where} cannot be read: {error.strerror}.") from error
    if len(data) > _MOST_BYTES:
        raise CommandError(f"{where}: the reply is longer than {LONGEST_REPLY:,} characters.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{where}, byte {error.start + 1}: this is no UTF-8 text.") from error


def _in_words(result: dict[str, Any], given: CheckedReply, stored: ReaderReply, *, is_new: bool, dry_run: bool) -> str:
    kept = listed([several(count, _NOUNS[kind]) for kind, count in result["kept"].items() if count])
    done = "was stored already" if not is_new else "would be taken in" if dry_run else "taken in"
    lines = [f"{stored.reader}: {kept}, {done}", *(f"  {told}" for told in given.checked.counts.sentences)]
    for one in result["dropped"]:
        quote = f": “{' '.join(one['quote'].split())[:80]}”" if one["quote"] else ""
        lines.append(f"  dropped {one['place'] or one['what']}: {one['why'].rstrip('.')}{quote or '.'}")
    return "\n".join(lines)
