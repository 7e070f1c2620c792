"""`manage.py ingest`: documents become transcripts of a comparison."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify

from reviews.access import EDIT, role_in, role_on
from reviews.bibliography.identifiers import parse_paper_ids
from reviews.domain.ask_sheet import DEFAULT_SHEET, sheet_of
from reviews.domain.bundles import BUNDLE, is_bundle, restore_bundle
from reviews.domain.comparisons import start_comparison
from reviews.domain.documents import Document, StoredMatch, match_stored, stored_source
from reviews.domain.sources import RenderedAnswers, record_document, render_answers
from reviews.domain.teams import found_team
from reviews.intake.bytes.decode import clean
from reviews.intake.corrections import describe_voice
from reviews.intake.document import Branch, IntakeError, Parsed, turns
from reviews.intake.exports.chat import ManyConversations
from reviews.intake.page.model_names import model_called
from reviews.intake.page.question_headings import Sheet
from reviews.intake.parse import FORMATS, alone, parse
from reviews.intake.reexport import additions
from reviews.lens import lens
from reviews.management import command
from reviews.management.exports import as_rows, chosen, in_columns, listed, matching
from reviews.models import Comparison, RespondentKind, Role, Team, Transcript, User
from reviews.refusal import Refused

MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}
FIRST_OWNER = "owner@localhost"
_FEW = 5


class Command(command.Command):
    help = "Reads documents into transcripts of a comparison. One file can hold several respondents."

    def add_arguments(self, parser: CommandParser) -> None:
        self._parser = parser
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--comparison", type=_slug, metavar="SLUG", help="where the transcripts go")
        parser.add_argument("--create", action="store_true", help="make the comparison where there is none")
        parser.add_argument(
            "--team",
            metavar="SLUG",
            help="whose new comparison it is; without it, the only team there is, or a new one",
        )
        parser.add_argument(
            "--as",
            dest="email",
            metavar="EMAIL",
            help=f"who does this; without it, the team's first owner ({FIRST_OWNER}, made where nobody is here yet)",
        )
        parser.add_argument(
            "--title",
            metavar="T",
            default="",
            help="of the new comparison; else that of the one document, else the slug",
        )
        parser.add_argument("--paper", metavar="ARXIV|DOI|URL", default="", help="what the new comparison is about")
        parser.add_argument(
            "--respondent", metavar="NAME", default="", help="who speaks, where the document does not say"
        )
        parser.add_argument("--kind", choices=RespondentKind.values, default="", help="what the respondent is")
        parser.add_argument("--format", choices=["auto", *(known.name for known in FORMATS)], default="auto")
        parser.add_argument(
            "--conversation", metavar="ID", default="", help="which one, where an export holds several; never all"
        )
        parser.add_argument(
            "--list", action="store_true", dest="only_list", help="show what exports hold, and store nothing"
        )
        parser.add_argument(
            "--search", metavar="WORDS", default="", help="with --list: only conversations that bear all of the words"
        )
        parser.add_argument(
            "--branch", metavar="ID", default="", help="another way that a conversation went, as a warning names it"
        )
        parser.add_argument(
            "--round", type=_round, default=1, metavar="N", help="1: first answers; 2: after the comparison"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would be stored, and store nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="the result as JSON on standard output")

    def handle(
        self, *, files: list[Path], only_list: bool, search: str, as_json: bool, dry_run: bool, **options: Any
    ) -> None:
        if search and not only_list:
            self._parser.error("--search narrows what --list shows: give both")
        if only_list:
            self._list(files, search, as_json, format=options["format"])
            return
        if not options["comparison"]:
            self._parser.error("name the --comparison, or give --list")
        here = Comparison.objects.filter(slug=options["comparison"]).first()
        bundle = _bundle(files)
        if bundle is not None:
            self._restore(bundle, here, files[0], as_json=as_json, dry_run=dry_run, **options)
            return
        documents = self._read(files, sheet_of(here) if here else DEFAULT_SHEET, **options)
        rendered = [render_answers(here, document.sha256, document.parsed) for document in documents]
        self.made: list[str] = []
        with transaction.atomic():
            result = self._store(documents, rendered, **options)
            transaction.set_rollback(dry_run)
        words = _in_words(result, dry_run)
        if dry_run:
            result["transcripts"] = [{**told, "stored": False} for told in result["transcripts"]]
        for line in (*([] if dry_run else self.made), *result["warnings"]):
            self.stderr.write(line)
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) if as_json else words)

    def _restore(
        self, data: bytes, here: Comparison | None, file: Path, *, as_json: bool, dry_run: bool, **options: Any
    ) -> None:
        """Make the comparison of a bundle, or say that it is here."""
        self.made = []
        is_here = here is not None and here.summary.get(BUNDLE) == sha256(data).hexdigest()
        try:
            with transaction.atomic():
                if here is not None and is_here:
                    comparison = here
                elif not options["create"]:
                    raise Refused("a bundle makes a new comparison: name one that is not there, and say --create.")
                else:
                    comparison = self._restored(data, options)
                told = [_told(one, one.source.sha256, stored=not is_here) for one in _columns(comparison)]
                transaction.set_rollback(dry_run)
        except Refused as refused:
            raise CommandError(f"{file}: {refused}") from refused
        warnings = [f"{file.name} is stored already: nothing was stored twice."] if is_here else []
        result = {"comparison": options["comparison"], "transcripts": told, "warnings": warnings}
        words = _in_words(result, dry_run)
        if dry_run:
            result["transcripts"] = [{**one, "stored": False} for one in told]
        for line in (*([] if dry_run else self.made), *warnings):
            self.stderr.write(line)
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) if as_json else words)

    def _restored(self, data: bytes, options: dict[str, Any]) -> Comparison:
        by = self._person(options["email"])
        team = self._team(options["team"], by)
        by = by or User.objects.filter(memberships__team=team, memberships__role=Role.OWNER).order_by("pk").first()
        if by is None or role_in(team, by) not in EDIT:
            raise Refused(f"{by or 'Nobody'} may not add to {team}: an owner or editor may.")
        return restore_bundle(data=data, team=team, by=by, slug=options["comparison"])

    def _list(self, files: list[Path], search: str, as_json: bool, *, format: str) -> None:
        try:
            found = matching(listed(files, format=format, out=self.stderr), search)
        except IntakeError as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(as_rows(found), ensure_ascii=False, indent=1))
        elif found:
            self.stdout.write(in_columns(found))
        else:
            self.stderr.write(f"No conversation bears the words “{search}”.")

    def _read(
        self,
        files: list[Path],
        sheet: Sheet,
        *,
        format: str,
        respondent: str,
        kind: str,
        conversation: str,
        branch: str,
        **_: Any,
    ) -> list[Document]:
        documents = []
        try:
            for file, data in chosen(files, conversation=conversation, format=format, out=self.stderr):
                data = alone(data, name=str(file), format=format, branch=branch)
                told = {"format": format, "respondent": respondent, "kind": kind}
                parsed = _named(parse(data, name=str(file), sheet=sheet, **told), file)
                media_type = MEDIA_TYPES.get(file.suffix.lower(), "text/plain")
                documents.append(Document(data, clean(file.name), media_type, parsed))
        except ManyConversations as error:
            raise CommandError(f"{error} Name it with --conversation ID; --list shows them all.") from error
        except IntakeError as error:
            raise CommandError(str(error)) from error
        return documents

    def _store(
        self, documents: list[Document], rendered: list[RenderedAnswers], *, round: int, **options: Any
    ) -> dict[str, Any]:
        comparison, by = self._comparison(documents, **options)
        transcripts, warnings = [], []
        for document, answers in zip(documents, rendered, strict=True):
            stored = stored_source(comparison, document.sha256)
            known = None if stored else match_stored(comparison, document.parsed)
            try:
                found = record_document(comparison=comparison, document=document, by=by, round=round, rendered=answers)
            except Refused as refusal:
                raise CommandError(f"{document.name}: {refusal}") from refusal
            if stored:
                warnings.append(f"{document.name} is stored already: nothing was stored twice.")
            else:
                warnings += [f"{document.name}: {warning}" for warning in _warnings(document.parsed, known, found)]
            new = stored is None and not (known and known.nothing_new)
            transcripts += [_told(transcript, document.sha256, stored=new) for transcript in found]
        return {"comparison": comparison.slug, "transcripts": transcripts, "warnings": warnings}

    def _comparison(
        self,
        documents: list[Document],
        *,
        comparison: str,
        create: bool,
        team: str | None,
        email: str | None,
        title: str,
        paper: str,
        **_: Any,
    ) -> tuple[Comparison, User]:
        found = Comparison.objects.filter(slug=comparison).select_related("team").first()
        if found is None and not create:
            raise CommandError(f"There is no comparison “{comparison}”. With --create it is made.")
        by = self._person(email)
        home = found.team if found else self._team(team, by)
        if by is None:
            by = User.objects.filter(memberships__team=home, memberships__role=Role.OWNER).order_by("pk").first()
        if by is None or (role_on(found, by) if found else role_in(home, by)) not in EDIT:
            raise CommandError(f"{by or 'Nobody'} may not add to a comparison of {home}: an owner or editor may.")
        if found and found.archived_at:
            raise CommandError(f"“{comparison}” is archived: an owner can put it back.")
        if found:
            return found, by
        alone = documents[0].parsed.title if len(documents) == 1 else ""
        title = title or alone or comparison
        return start_comparison(team=home, by=by, title=title, slug=comparison, paper=self._paper(paper)), by

    def _person(self, email: str | None) -> User | None:
        """The person named, or the first person ever.

        The first one is made here if nobody is here yet; else None.
        """
        if User.objects.exists():
            if email is None:
                return None
            named = User.objects.filter(email__iexact=email).first()
            if named is None:
                raise CommandError(f"There is nobody with the address {email}.")
            return named
        first = User.objects.create_user(email or FIRST_OWNER, name="Owner")
        self.made.append(f"Made the first account, {first.email}: `manage.py login_link {first.email}` signs it in.")
        return first

    def _team(self, slug: str | None, by: User | None) -> Team:
        if slug is not None:
            named = Team.objects.filter(slug=slug).first()
            if named is None:
                raise CommandError(f"There is no team “{slug}”.")
            return named
        teams = list((Team.objects.visible_to(by) if by else Team.objects.all())[:2])
        if len(teams) > 1:
            raise CommandError("There are several teams: name one with --team.")
        if teams:
            return teams[0]
        by = by or User.objects.order_by("pk").get()
        made = found_team(name="Our team", by=by)
        self.made.append(f"Made the team “{made}” of {by.email}.")
        return made

    def _paper(self, given: str) -> dict[str, str]:
        try:
            return parse_paper_ids(given)._asdict()
        except ValueError as error:
            raise CommandError(f"--paper {given}: {error}") from error


def _slug(given: str) -> str:
    if not given or slugify(given) != given:
        raise ArgumentTypeError("small letters, digits and hyphens")
    return given


def _bundle(files: list[Path]) -> bytes | None:
    """The bytes of the one file, if it is a bundle."""
    if len(files) != 1 or not files[0].is_file():
        return None
    with files[0].open("rb") as file:
        if file.read(2) != b"PK":
            return None
    data = files[0].read_bytes()
    return data if is_bundle(data) else None


def _columns(comparison: Comparison) -> list[Transcript]:
    return list(comparison.transcripts.current().select_related("source", "respondent__identity", "comparison"))


def _round(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 9:
        raise ArgumentTypeError("a number from 1 to 9")
    return int(given)


def _named(parsed: Parsed, file: Path) -> Parsed:
    """Name the respondents who answer without a name.

    They are called after the file. A file that is called after a model, and nothing else, holds that model’s answer.
    """
    answering = sorted({turn.voice for turn in turns(parsed) if turn.answer})
    nameless = [at for at in answering if not parsed.voices[at].is_named]
    for number, at in enumerate(nameless, start=1):
        model = model_called(clean(file.stem)) if number == 1 else None
        name = model.name if model else clean(file.stem)[:90] + (f" {number}" if number > 1 else "")
        told = (
            f"The respondent is called “{name}”, after the file, since the text names nobody. "
            "--respondent NAME says who it is."
        )
        voice = replace(parsed.voices[at], name=name)
        if model:
            voice = replace(voice, kind="model", vendor=model.vendor, version=model.version)
        parsed = describe_voice(parsed, at, voice)
        parsed = replace(parsed, warnings=(*parsed.warnings, told))
    return parsed


def _warnings(parsed: Parsed, known: StoredMatch | None, found: list[Transcript]) -> list[str]:
    """Warnings about a document that was not stored before.

    In one part or in several.
    """
    if known and known.nothing_new:
        return [known.in_words]
    told = [known.in_words if not known.goes_on else _added(known)] if known else []
    told += [
        f"{lens(None, transcript.comparison).name(transcript)} stays taken out of every table."
        for transcript in found
        if transcript.archived_at
    ]
    return [*told, *parsed.warnings, *_other_ways(parsed.branches)]


def _added(known: StoredMatch) -> str:
    new = additions(known.stored, known.merged)
    names = " and ".join(known.merged.voices[voice].name for voice in new.voices)
    told = [f"{new.added} new turn{'' if new.added == 1 else 's'} of {names} added"] if new.added else []
    told += [f"{new.changed} stored before read{'s' * (new.changed == 1)} differently now"] if new.changed else []
    return ", ".join([*told, f"{new.stored} {'was' if new.stored == 1 else 'were'} stored already."])


def _other_ways(branches: Sequence[Branch]) -> list[str]:
    if not branches:
        return []
    first = "; ".join(f"{branch.id} “{branch.differs[:60]}”" for branch in branches[:_FEW])
    more = f"; and {len(branches) - _FEW} more" if len(branches) > _FEW else ""
    return [f"--branch ID reads another: {first}{more}."]


def _told(transcript: Transcript, sha256: str, *, stored: bool) -> dict[str, Any]:
    return {
        "respondent": transcript.respondent.name,
        "shown_as": lens(None, transcript.comparison).name(transcript),
        "kind": transcript.respondent.kind,
        "evidence_basis": transcript.evidence_basis,
        "sha256": sha256,
        "stored": stored,
        "responses": [
            {
                "prompt": response.prompt,
                "prompt_detected_by": response.prompt_found_by,
                "text_chars": len(response.text),
                "starts": response.text[:80],
            }
            for response in transcript.responses.current()
        ],
    }


def _in_words(result: dict[str, Any], dry_run: bool) -> str:
    lines = [f"Comparison {result['comparison']}"]
    for transcript in result["transcripts"]:
        responses = transcript["responses"]
        prompts = sum(bool(response["prompt"]) for response in responses)
        answers = sum(response["text_chars"] > 0 for response in responses)
        done = "was stored already" if not transcript["stored"] else "would be stored" if dry_run else "stored"
        lines.append(
            f"  {transcript['shown_as']} ({transcript['kind']}, {transcript['evidence_basis'].replace('_', ' ')}): "
            f"{prompts} prompt{'' if prompts == 1 else 's'}, {answers} answer{'' if answers == 1 else 's'}, {done}"
        )
        for response in responses:
            asked = f"“{' '.join(response['prompt'].split())[:70]}”" if response["prompt"] else "no prompt on the page"
            lines.append(f"    {asked} ({response['prompt_detected_by']}): {response['text_chars']:,} characters")
    return "\n".join(lines)
