"""Find the documents of an upload, also in an archive."""

from __future__ import annotations

import codecs
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO

from reviews.intake.bytes.archive import SIGNATURES, Archive, is_archive
from reviews.intake.bytes.decode import MAX_BYTES
from reviews.intake.bytes.json_stream import may_be_json
from reviews.intake.document import IntakeError
from reviews.intake.exports import labelled
from reviews.intake.exports.export import Export
from reviews.intake.exports.registry import EXPORTS, HEAD, UploadPart, conversations_in, looks_exported

MOST_UPLOADED = 1024**3
_OFFICE_FILE = re.compile(r"\[Content_Types\]\.xml|mimetype")
_CHUNK = 1024 * 1024
_JSON_FILE, _PAGE_FILE = re.compile(r"\.jsonl?$", re.IGNORECASE), re.compile(r"\.m?html?$", re.IGNORECASE)
_TEXT_FILE = re.compile(r"\.(?:md|markdown|txt)$", re.IGNORECASE)


def unpack_upload(
    upload: BinaryIO, name: str, into: BinaryIO, *, among: Sequence[Export] = EXPORTS
) -> tuple[UploadPart, ...]:
    """Append the documents of an upload to `into`, and return their places.

    That is the document itself. Of a ZIP archive, it is the JSON files of the surest format (by the order of `among`),
    else its pages, else its texts.

    Raises IntakeError, naming the upload, for one of more than MOST_UPLOADED bytes, an archive that is not safe to
    unpack or holds no conversation, and a document of more than MAX_BYTES that is no JSON.
    """
    _refuse_too_large(upload, name)
    if is_archive(upload):
        return _unpack_archive(Archive(upload, name), name, into, among)
    start = into.seek(0, os.SEEK_END)
    upload.seek(0)
    shutil.copyfileobj(upload, into, _CHUNK)
    return (UploadPart(name, start, into.tell()),)


@contextmanager
def opened_upload(
    upload: BinaryIO, name: str, *, among: Sequence[Export] = EXPORTS
) -> Iterator[tuple[BinaryIO, tuple[UploadPart, ...]]]:
    """The documents of an upload, and the file that holds them.

    The file is the upload itself; an archive is unpacked (`unpack_upload`) into a temporary one.
    """
    if is_archive(upload):
        with TemporaryFile() as into:
            yield into, unpack_upload(upload, name, into, among=among)
    else:
        yield upload, (UploadPart(name, 0, _refuse_too_large(upload, name)),)


def _refuse_too_large(upload: BinaryIO, name: str) -> int:
    """The size of an upload, in bytes.

    Raises IntakeError if it is too large.
    """
    size = upload.seek(0, os.SEEK_END)
    upload.seek(0)
    head = upload.read(HEAD).removeprefix(codecs.BOM_UTF8)
    most = MOST_UPLOADED if head.startswith(SIGNATURES) or may_be_json(head.decode("latin-1")) else MAX_BYTES
    if size > most:
        raise IntakeError(f"{name} is too large: {size:,} bytes, where at most {most:,} are read.")
    return size


def _unpack_archive(archive: Archive, name: str, into: BinaryIO, among: Sequence[Export]) -> tuple[UploadPart, ...]:
    start = into.seek(0, os.SEEK_END)
    for ending in (_JSON_FILE, _PAGE_FILE, _TEXT_FILE):
        parts: list[UploadPart] = []
        surest = len(among)
        for member in archive.names(ending):
            part = _unpack_member(archive, member, name, into, as_text=ending is _TEXT_FILE and len(among) > 1)
            rank = _rank(into, part, among)
            if rank is None or rank > surest:
                into.truncate(part.start)
            elif rank == surest:
                parts.append(part)
            else:
                surest = rank
                into.truncate(start)
                parts = [_unpack_member(archive, member, name, into, as_text=part.as_text)]
        if parts:
            return tuple(parts)
    if archive.names(_OFFICE_FILE):
        raise IntakeError(
            f"{name} is an office document or the like, which is read up to {MAX_BYTES:,} bytes: take out its "
            "pictures, or copy the text and paste it."
        )
    raise IntakeError(f"{name} holds no conversation that says something.")


def _unpack_member(archive: Archive, member: str, name: str, into: BinaryIO, *, as_text: bool) -> UploadPart:
    start = into.seek(0, os.SEEK_END)
    archive.pour(member, into)
    return UploadPart(f"{name} ({member})", start, into.tell(), as_text)


def _rank(file: BinaryIO, part: UploadPart, among: Sequence[Export]) -> int | None:
    """The rank among the formats of a document's first conversation.

    Labelled texts come last. None without a conversation. A document that cannot be read has none; one that looks like
    an export raises IntakeError.
    """
    known = (*among, labelled.EXPORT)
    try:
        conversation = next(
            (conversation for _, conversation in conversations_in(file, [part], among=among) if conversation), None
        )
    except IntakeError:
        if looks_exported(file, part):
            raise
        return None
    return known.index(conversation.export) if conversation else None
