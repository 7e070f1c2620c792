"""Verbs of readers: make sheets, take replies in, dismiss what they suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from reviews.domain.changes import changing, summarise_nothing, summarise_readers
from reviews.domain.erasing import erase
from reviews.domain.history import delete_by, save_by
from reviews.domain.labels import stored_labels
from reviews.domain.slugs import free_key
from reviews.domain.spans import TextSpan
from reviews.models import (
    Cell,
    Comparison,
    DismissedVerdict,
    EvidenceBasis,
    FactKind,
    FindingKind,
    Paper,
    Question,
    Reader,
    ReaderQuotation,
    ReaderReply,
    ReaderSheet,
    ReaderStatement,
    Response,
    SheetPart,
    StatementKind,
    Transcript,
    User,
)
from reviews.refusal import Refused
from reviews.scale import ABSENCES

MOST_RAW = 2_000_000
"""Code points of a reply."""

CHANGED = "The texts have changed since this reply was checked, so nothing was taken in. Check it again."

Place = tuple[int, int]
"""A question and a transcript, by their ids."""


@dataclass(frozen=True)
class NewQuotation(TextSpan):
    """Words on which a statement rests.

    `value` is the value of a fact that they give; `opposes` if they speak against a finding.
    """

    value: str = ""
    opposes: bool = False


@dataclass(frozen=True, kw_only=True)
class NewStatement:
    """A checked statement, as `ReaderStatement` holds one.

    `cell` is its place if it is about a cell, `transcript` its id if about a basis, `label` the key of one. `settles`
    are the places of cells, `grounds` the indexes of findings among the statements that are taken in together.
    """

    what: str
    quotations: tuple[NewQuotation, ...] = ()
    cell: Place | None = None
    transcript: int | None = None
    label: str = ""
    kind: str = ""
    title: str = ""
    value: str = ""
    why: str = ""
    diverges: bool | None = None
    settled_by: str = ""
    settles: tuple[Place, ...] = ()
    grounds: tuple[int, ...] = ()
    suspect: bool = False
    paper_quote: str = ""
    paper_page: int | None = None
    paper_contradicts: bool = False


@dataclass(frozen=True)
class NewReply:
    """A reply, checked.

    `dropped` are the {what, place, why, quote} of what was not taken. `completes` if it adds to the reader’s earlier
    reply instead of superseding it.
    """

    raw: str
    statements: tuple[NewStatement, ...]
    dropped: tuple[Mapping[str, str], ...] = ()
    completes: bool = False

    @property
    def sha256(self) -> str:
        return sha256(self.raw.encode()).hexdigest()


@dataclass(frozen=True)
class NewSheet:
    """A sheet as it was drawn.

    The fields are as in `ReaderSheet`.
    """

    token: str
    prompt: str
    texts: tuple[tuple[int, str], ...]
    part: str = SheetPart.WHOLE
    names: Mapping[str, str] = field(default_factory=dict)


def make_sheet(*, comparison: Comparison, by: User, sheet: NewSheet) -> ReaderSheet:
    """Store what a sheet asks; not the prompt, which holds all texts."""
    return ReaderSheet.objects.create(
        comparison=comparison,
        token=sheet.token,
        part=sheet.part,
        revision=comparison.revision,
        texts=[list(text) for text in sheet.texts],
        names=dict(sheet.names),
        sha256=sha256(sheet.prompt.encode()).hexdigest(),
        chars=len(sheet.prompt),
        created_by=by,
        created_at=timezone.now(),
    )


def take_reply(
    *,
    comparison: Comparison,
    by: User,
    name: str,
    reply: NewReply,
    family: str = "",
    sheet: ReaderSheet | None = None,
) -> tuple[ReaderReply, bool]:
    """Store a checked reply, and say whether it is new.

    It is a reply of the reader of this name. The same reply again stores nothing. Statements of the reader’s earlier
    replies that this one covers are superseded (`_superseded`). Raises Refused for an empty name, a reply too long or
    without any statement, a sheet of another comparison, and quotations that the current texts do not hold any more.
    """
    name = " ".join(name.split())[:100]
    if not name:
        raise Refused("Say who read it, such as “GPT-5.2” or “Claude Opus 4.5”.", "name")
    if len(reply.raw) > MOST_RAW:
        raise Refused(f"This reply is longer than {MOST_RAW:,} characters.", "reply")
    if not reply.statements:
        raise Refused("Nothing in this reply can be taken in.", "reply")
    if sheet and sheet.comparison_id != comparison.pk:
        raise Refused("This reply belongs to a sheet of another comparison.", "reply")
    with changing(comparison, summary=summarise_readers) as change:
        reader = _reader(comparison, name, family)
        stored = reader.replies.filter(sha256=reply.sha256).first()
        change.nothing = stored is not None
        if stored:
            return stored, False
        _refuse_changed(comparison, reply.statements)
        cells = _cells(comparison, reply.statements)
        stored = ReaderReply.objects.create(
            reader=reader,
            sheet=sheet,
            raw=reply.raw,
            sha256=reply.sha256,
            kept=Counter(one.what for one in reply.statements),
            dropped=[dict(dropped) for dropped in reply.dropped],
            created_by=by,
            created_at=timezone.now(),
        )
        _superseded(reader, sheet, reply, cells).update(superseded_by=stored)
        _store(stored, reply.statements, cells)
    return stored, True


def remove_reply(*, reply: ReaderReply) -> None:
    """Delete a reply with its statements.

    What it superseded is current again. What people decided stays.
    """
    with changing(reply.reader.comparison, summary=summarise_readers):
        reader = Reader.objects.filter(pk=reply.reader_id)
        erase(ReaderReply.objects.filter(pk=reply.pk))
        erase(reader.filter(replies=None))


def give_to_models(*, transcript: Transcript, allowed: bool) -> None:
    """Choose whether sheets for models may hold a transcript."""
    with changing(transcript.comparison, summary=summarise_nothing) as change:
        transcript.refresh_from_db(fields=["for_models"])
        change.nothing = transcript.for_models == allowed
        transcript.for_models = allowed
        transcript.save(update_fields=["for_models"])


def give_paper_to_models(*, comparison: Comparison, allowed: bool) -> None:
    """Choose whether sheets for models may hold the paper’s text."""
    with changing(comparison, summary=summarise_nothing) as change:
        change.nothing = not Paper.objects.filter(pk=comparison.paper_id).exclude(for_models=allowed).exists()
        Paper.objects.filter(pk=comparison.paper_id).update(for_models=allowed)
    comparison.paper.for_models = allowed


def dismiss_verdict(*, question: Question, transcript: Transcript, by: User, value: str) -> None:
    """Dismiss a value that is suggested for a cell.

    A second time changes nothing. Raises Refused for a value that is no verdict there.
    """
    scale = question.scale.ranks if question.scale else ()
    if value not in (*scale, *ABSENCES):
        raise Refused("This is no verdict here.", "value")
    with changing(question.comparison, summary=summarise_readers) as change:
        cell = _cells_at(question.comparison, {(question.pk, transcript.pk)})[question.pk, transcript.pk]
        change.nothing = cell.dismissed_verdicts.filter(value=value).exists()
        if not change.nothing:
            save_by(DismissedVerdict(cell=cell, value=value, created_by=by, created_at=timezone.now()), by)


def restore_verdict(*, question: Question, transcript: Transcript, by: User, value: str) -> None:
    """Let readers suggest a value for a cell again.

    Raises Refused if nobody dismissed it.
    """
    with changing(question.comparison, summary=summarise_readers):
        here = DismissedVerdict.objects.filter(cell__question=question, cell__transcript=transcript, value=value)
        dismissed = list(here)
        if not dismissed:
            raise Refused("Nobody has dismissed this.", "value")
        delete_by(dismissed, by)


_RESERVED = ("rules", "person")
"""Keys that documents use for those who are no stored readers."""


def _reader(comparison: Comparison, name: str, family: str) -> Reader:
    """The reader of this name; case does not count."""
    reader = comparison.readers.filter(name__iexact=name).first()
    if reader is None:
        key = free_key(name, {*comparison.readers.values_list("key", flat=True), *_RESERVED})
        reader = Reader.objects.create(comparison=comparison, key=key, name=name, family=family.strip()[:100])
    elif family.strip() and reader.family != family.strip()[:100]:
        reader.family = family.strip()[:100]
        reader.save(update_fields=["family"])
    return reader


def _refuse_changed(comparison: Comparison, statements: Iterable[NewStatement]) -> None:
    """Refuse quotations that the texts, as they are now, do not hold.

    One query.
    """
    spans = [span for statement in statements for span in statement.quotations]
    current = Response.objects.current().filter(transcript__comparison=comparison, transcript__archived_at=None)
    texts = dict(current.filter(pk__in={span.response.pk for span in spans}).values_list("pk", "text"))
    if not all(span.is_inside and texts.get(span.response.pk) == span.response.text for span in spans):
        raise Refused(CHANGED, "reply")


def _cells(comparison: Comparison, statements: Iterable[NewStatement]) -> dict[Place, Cell]:
    """The cells that the statements name."""
    places = {place for one in statements for place in (*([one.cell] if one.cell else []), *one.settles)}
    return _cells_at(comparison, places)


def _cells_at(comparison: Comparison, places: set[Place]) -> dict[Place, Cell]:
    """The cells at these places, made if nobody has acted on them.

    Raises Refused for a place that the comparison does not have.
    """
    questions = set(comparison.questions.current().values_list("pk", flat=True))
    transcripts = set(comparison.transcripts.current().values_list("pk", flat=True))
    if any(question not in questions or transcript not in transcripts for question, transcript in places):
        raise Refused(CHANGED, "reply")
    known = {(cell.question_id, cell.transcript_id): cell for cell in Cell.objects.filter(comparison=comparison)}
    Cell.objects.bulk_create(
        Cell(comparison=comparison, question_id=question, transcript_id=transcript)
        for question, transcript in sorted(places - known.keys())
    )
    if places - known.keys():
        known = {(cell.question_id, cell.transcript_id): cell for cell in Cell.objects.filter(comparison=comparison)}
    return {place: known[place] for place in places}


def _superseded(
    reader: Reader, sheet: ReaderSheet | None, reply: NewReply, cells: Mapping[Place, Cell]
) -> QuerySet[ReaderStatement]:
    """The reader’s current statements that a new reply supersedes.

    Always those on the same cell, on the same basis, and on a fact or finding of the same title, and labels on a
    response that this one labels; if the sheet is about one respondent, only if they are about that one. Unless it
    `completes` the earlier reply, also all that the sheet asked about again: everything, or what was said of one
    respondent.
    """
    current = ReaderStatement.objects.current().filter(reply__reader=reader)
    titled = {
        what: [one.title for one in reply.statements if one.what == what]
        for what in (StatementKind.FACT, StatementKind.FINDING)
    }
    same = Q(cell__in=[cells[one.cell] for one in reply.statements if one.cell])
    same |= Q(transcript__in=[one.transcript for one in reply.statements if one.transcript])
    labelled = [quote.response.pk for one in reply.statements if one.label for quote in one.quotations]
    same |= Q(what=StatementKind.LABEL, quotations__response__in=labelled)
    for what, titles in titled.items():
        same |= Q(what=what, title__in=titles) & _said_alone(sheet)
    if not reply.completes:
        same |= _asked_again(sheet)
    return current.filter(pk__in=current.filter(same).values("pk"))


def _asked_again(sheet: ReaderSheet | None) -> Q:
    """Statements about what a sheet asks about."""
    if sheet is None or sheet.part == SheetPart.WHOLE:
        return Q(pk__isnull=False)
    if sheet.part == SheetPart.GROUPING:
        return Q(what__in=[StatementKind.FACT, StatementKind.FINDING])
    transcripts = _transcripts_in(sheet)
    facts_and_findings = Q(what__in=[StatementKind.FACT, StatementKind.FINDING])
    labels = Q(what=StatementKind.LABEL, quotations__response__transcript__in=transcripts)
    about = Q(cell__transcript__in=transcripts) | Q(transcript__in=transcripts) | labels
    return about | facts_and_findings & _said_alone(sheet)


def _said_alone(sheet: ReaderSheet | None) -> Q:
    """What other sheets on the respondent of this one brought.

    No limit if it is no sheet on one respondent.
    """
    if sheet is None or sheet.part != SheetPart.RESPONDENT:
        return Q()
    return Q(reply__sheet__part=SheetPart.RESPONDENT, quotations__response__transcript__in=_transcripts_in(sheet))


def _transcripts_in(sheet: ReaderSheet) -> QuerySet[Response, Any]:
    responses = [response for response, _ in sheet.texts]
    return Response.objects.filter(pk__in=responses).values("transcript")


def _store(reply: ReaderReply, statements: Sequence[NewStatement], cells: Mapping[Place, Cell]) -> None:
    """Write the statements with their quotations and what they point to."""
    labelled = any(one.label for one in statements)
    labels = {label.key: label for label in stored_labels(reply.reader.comparison)} if labelled else {}
    rows = ReaderStatement.objects.bulk_create(
        ReaderStatement(
            reply=reply,
            position=position,
            what=one.what,
            cell=cells[one.cell] if one.cell else None,
            transcript_id=one.transcript,
            label=labels[one.label] if one.label else None,
            kind=one.kind,
            title=one.title[:300],
            value=one.value,
            why=one.why[:300],
            diverges=one.diverges,
            settled_by=one.settled_by[:300],
            suspect=one.suspect,
            paper_quote=one.paper_quote,
            paper_page=one.paper_page,
            paper_contradicts=one.paper_contradicts,
        )
        for position, one in enumerate(map(_known, statements))
    )
    ReaderQuotation.objects.bulk_create(
        ReaderQuotation(statement=row, value=span.value[:300], opposes=span.opposes, **span.fields)
        for row, one in zip(rows, statements, strict=True)
        for span in one.quotations
    )
    settles, grounds = ReaderStatement.settles.through, ReaderStatement.grounds.through
    settles.objects.bulk_create(
        settles(readerstatement=row, cell=cells[place])
        for row, one in zip(rows, statements, strict=True)
        for place in dict.fromkeys(one.settles)
    )
    grounds.objects.bulk_create(
        grounds(from_readerstatement=row, to_readerstatement=rows[index])
        for row, one in zip(rows, statements, strict=True)
        for index in dict.fromkeys(one.grounds)
    )


_KINDS: Mapping[str, Sequence[str]] = {StatementKind.FACT: FactKind.values, StatementKind.FINDING: FindingKind.values}


def _known(statement: NewStatement) -> NewStatement:
    """The statement itself.

    Raises ValueError for a kind or basis that the record does not know: whoever checked it was wrong.
    """
    if statement.kind not in _KINDS.get(statement.what, [""]):
        raise ValueError(f"{statement.what}: no kind {statement.kind!r}")
    if statement.what == StatementKind.BASIS and statement.value not in EvidenceBasis.values:
        raise ValueError(f"no basis {statement.value!r}")
    return statement
