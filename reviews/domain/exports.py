"""Verbs of exports of many conversations.

An export is kept for a day to choose from, and read step by step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_hex
from time import monotonic
from typing import BinaryIO, cast

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from reviews.domain.ask_sheet import sheet_of
from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft
from reviews.domain.files import open_stored, stored_upload
from reviews.intake.document import IntakeError
from reviews.intake.exports.catalogue import Listing, UploadPart, extract, list_conversations, unpack_upload
from reviews.intake.exports.chat import Conversation
from reviews.intake.page.question_headings import Sheet
from reviews.intake.parse import parse
from reviews.models import Comparison, ExportedConversation, IntakeDraft, IntakeExport, User
from reviews.refusal import Refused

KEPT = timedelta(hours=24)
MOST_KEPT = 3
MOST_TAKEN = 20

_MEDIA_TYPES = {b"<": "text/html", b"{": "application/json", b"[": "application/json"}


def exports_of(user: User, comparison: Comparison) -> QuerySet[IntakeExport]:
    """The user's exports in a comparison that have not expired, newest first."""
    return IntakeExport.objects.filter(comparison=comparison, owner=user, expires_at__gt=timezone.now())


def stored_ids(comparison: Comparison) -> set[str]:
    """The ids of the conversations that a comparison holds.

    They are those that exports give.
    """
    return set(comparison.sources.exclude(conversation="").values_list("conversation", flat=True))


@dataclass(frozen=True)
class UnpackedUpload:
    """Some uploads, as one file of documents.

    `parts` are the places of the documents in it.
    """

    name: str
    file: TemporaryUploadedFile
    parts: tuple[UploadPart, ...]


@contextmanager
def unpack_uploads(files: Sequence[tuple[str, BinaryIO]]) -> Iterator[UnpackedUpload | None]:
    """Put the documents of some named uploads into one file.

    None if there are no uploads. Raises Refused for a file that holds no documents. This is the slow part of keeping an
    export: done before a transaction begins, it keeps nobody else waiting.
    """
    if not files:
        yield None
        return
    forget_expired()
    with TemporaryUploadedFile(token_hex(16), "", 0, None) as file:
        into = cast(BinaryIO, file.file)
        try:
            parts = [part for name, upload in files for part in unpack_upload(upload, name, into)]
        except IntakeError as error:
            raise Refused(str(error), field="files") from error
        into.flush()
        yield UnpackedUpload(_name([name for name, _ in files]), file, tuple(parts))


def keep_export(*, comparison: Comparison, by: User, unpacked: UnpackedUpload) -> IntakeExport:
    """Keep one private export of these documents.

    Nothing of it is read yet. A person holds at most MOST_KEPT of them in a comparison: one more replaces the one used
    longest ago.
    """
    held = stored_upload(unpacked.file)
    with transaction.atomic():
        for unused in exports_of(by, comparison).order_by("-expires_at")[MOST_KEPT - 1 :]:
            discard_export(export=unused)
        return IntakeExport.objects.create(
            comparison=comparison,
            owner=by,
            name=unpacked.name,
            parts=list(unpacked.parts),
            expires_at=timezone.now() + KEPT,
            **held,
        )


def read_on(*, export: IntakeExport, seconds: float) -> None:
    """Read on in an export, and keep the conversations that it finds.

    It stops about `seconds` after it found the first. If somebody else has read on meanwhile, or thrown the export
    away, what they did stands. Raises Refused if the export cannot be read or holds no conversation; the export is
    deleted then.
    """
    listings: list[Listing] = []
    read_to = export.read_to
    until = None  # the clock starts at the first find: until then a document may have to be read whole
    parts = [UploadPart(*part) for part in export.parts]
    known = list(export.conversations.values_list("conversation", flat=True))
    try:
        with _open(export) as file:
            for at, listing in list_conversations(file, parts, read_from=read_to, known=known):
                read_to = at
                if listing:
                    listings.append(listing)
                until = until or monotonic() + seconds
                if monotonic() >= until:
                    break
            else:
                read_to = export.size
        if read_to >= export.size and not (listings or known):
            raise IntakeError(f"{export} holds no conversation that says something.")
    except IntakeError as error:
        discard_export(export=export)
        raise Refused(str(error)) from error
    _keep(export, listings, read_to)


def take(*, export: IntakeExport, chosen: Sequence[ExportedConversation]) -> list[IntakeDraft]:
    """Begin a draft of each of these conversations, or of none.

    A draft holds the bytes of its conversation alone. Raises Refused if none or more than MOST_TAKEN are chosen, and if
    one is stored already as it is.
    """
    if not chosen:
        raise Refused("Choose a conversation first: tick it, or press its title.")
    if len(chosen) > MOST_TAKEN:
        raise Refused(f"{len(chosen)} conversations are ticked: at most {MOST_TAKEN} are taken at once.")
    sheet = sheet_of(export.comparison)
    with _open(export) as file:
        documents = [_document_of(conversation, file, export, sheet) for conversation in chosen]
    export.expires_at = timezone.now() + KEPT
    with transaction.atomic():
        IntakeExport.objects.filter(pk=export.pk).update(expires_at=export.expires_at)
        return [
            _draft_of(conversation, document, export) for conversation, document in zip(chosen, documents, strict=True)
        ]


def discard_export(*, export: IntakeExport) -> None:
    """Throw the export away; the drafts taken from it stay.

    Its file goes with the next sweep.
    """
    export.delete()


def forget_expired() -> None:
    """Delete every export that has expired."""
    IntakeExport.objects.filter(expires_at__lte=timezone.now()).delete()


def _keep(export: IntakeExport, listings: Sequence[Listing], read_to: int) -> None:
    with transaction.atomic():
        as_it_was = IntakeExport.objects.select_for_update().filter(pk=export.pk, read_to=export.read_to).first()
        if as_it_was is None:
            return
        so_far = as_it_was.conversations.count()
        ExportedConversation.objects.bulk_create(
            _row_of(as_it_was, number, listing) for number, listing in enumerate(listings, so_far + 1)
        )
        export.read_to, export.expires_at = read_to, timezone.now() + KEPT
        export.save(update_fields=["read_to", "expires_at"])


def _row_of(export: IntakeExport, number: int, listing: Listing) -> ExportedConversation:
    conversation = listing.conversation
    return ExportedConversation(
        export=export,
        number=number,
        conversation=conversation.id[:200],
        format=listing.format,
        title=conversation.title[:300],
        said_on=date.fromisoformat(conversation.date) if conversation.date else None,
        model=conversation.model[:210],
        first_prompt=conversation.first_prompt[:200],
        prompts=conversation.prompts,
        start=listing.start,
        end=listing.end,
    )


def _document_of(conversation: ExportedConversation, file: BinaryIO, export: IntakeExport, sheet: Sheet) -> Document:
    listed = Conversation(
        conversation.conversation,
        conversation.title,
        conversation.said_on.isoformat() if conversation.said_on else "",
        conversation.model,
        conversation.first_prompt,
        conversation.prompts,
    )
    name = conversation.title or export.name
    with _named(conversation):
        data = extract(file, Listing(listed, conversation.format, conversation.start, conversation.end))
        media_type = _MEDIA_TYPES.get(data.lstrip()[:1], "text/plain")
        return Document(data, name, media_type, parse(data, name=name, format=conversation.format, sheet=sheet))


def _draft_of(conversation: ExportedConversation, document: Document, export: IntakeExport) -> IntakeDraft:
    with _named(conversation):
        return begin_draft(comparison=export.comparison, by=export.owner, document=document)


@contextmanager
def _named(conversation: ExportedConversation) -> Iterator[None]:
    """Name the conversation in what is refused inside."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"“{conversation}”: {refusal}") from refusal


def _open(export: IntakeExport) -> BinaryIO:
    if not IntakeExport.objects.filter(pk=export.pk).exists():
        raise Refused(f"{export} was thrown away meanwhile: give it again.")
    return open_stored(export)


def _name(names: Sequence[str]) -> str:
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return names[0][: 255 - len(more)] + more
