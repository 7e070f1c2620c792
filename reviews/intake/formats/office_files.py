"""Recognise documents of word processors; read them or say why not."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from typing import BinaryIO

from reviews.intake.bytes.archive import UNREADABLE, is_archive
from reviews.intake.bytes.decode import MAX_BYTES
from reviews.intake.document import IntakeError, Parsed, Voice
from reviews.intake.formats import docx, odt
from reviews.intake.formats.html_to_markdown import markdown_of
from reviews.intake.formats.office import OfficeFormat, Package
from reviews.intake.page.page import read_page
from reviews.intake.page.question_headings import Sheet

OFFICE = (docx.FORMAT, odt.FORMAT)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED, _OLD_WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
_RTF = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf\d?\\")
_PAGES = re.compile(r"(?:[^/]+/)?(?:Index/Document\.iwa|Index\.zip|index\.xml\.gz|index\.apxl)")
_OPEN_DOCUMENT, _OPEN_TEXT = "application/vnd.oasis.opendocument.", "application/vnd.oasis.opendocument.text"
_LONGEST_TYPE, _HEAD = 100, 1_000
_INSTEAD = "or copy the text and paste it."
_SAVE_AS = f"Save it as .docx, .odt or plain text, {_INSTEAD}"


def office_format(upload: BinaryIO, name: str) -> OfficeFormat | None:
    """The format of an office document; None for anything else.

    Raises IntakeError, with what to do instead, for documents of programs that are not read.
    """
    upload.seek(0)
    head = upload.read(_HEAD)
    if head.startswith(_OLD_OFFICE):
        raise IntakeError(_why_not_old(head + upload.read(MAX_BYTES), name))
    if _RTF.match(head):
        raise IntakeError(f"{name} is RTF (Rich Text Format), which is not read here. {_SAVE_AS}")
    if head.startswith(b"bplist00") and b"WebMainResource" in head:
        raise IntakeError(
            f"{name} is a web archive of Safari, which is not read here. Save the page as HTML (Page Source), "
            f"{_INSTEAD}"
        )
    if not is_archive(upload):
        return None
    names, media_type = _contents(upload)
    if "[Content_Types].xml" in names:
        folders = {held.partition("/")[0] for held in names}
        if "word" in folders:
            return docx.FORMAT
        if folders & {"xl", "ppt"}:
            what = "a spreadsheet" if "xl" in folders else "a presentation"
            raise IntakeError(f"{name} is {what}, which is not read here. Copy its text and paste it.")
    if media_type.startswith(_OPEN_TEXT):
        return odt.FORMAT
    if media_type.startswith(_OPEN_DOCUMENT):
        raise IntakeError(f"{name} is no text document, but another one of OpenDocument. Copy its text and paste it.")
    if any(_PAGES.fullmatch(held) for held in names):
        raise IntakeError(
            f"{name} is a document of Apple’s Pages, Numbers or Keynote, which is not read here. Export it as Word "
            f"(.docx), {_INSTEAD}"
        )
    return None


def read_office(
    data: bytes, name: str, format: OfficeFormat, *, stated: Voice | None, kind: str, sheet: Sheet
) -> Parsed:
    """Read an office document into turns.

    Its pictures come as words in brackets, its notes after the text. Raises IntakeError, naming the document and the
    file in it, for one that is broken, locked or too large, or holds no words.
    """
    text = format.read(Package(data, name))
    markdown = markdown_of(text.tokens)
    if not markdown.strip():
        raise IntakeError(f"{name} holds no words.")
    parsed = read_page(markdown, format=format.name, markup="markdown", stated=stated, kind=kind, sheet=sheet)
    return replace(parsed, warnings=(*parsed.warnings, *text.notes))


def _contents(upload: BinaryIO) -> tuple[frozenset[str], str]:
    """The names of the files in an archive, and its media type.

    Nothing for an archive that cannot be opened: whoever unpacks it says so.
    """
    try:
        with zipfile.ZipFile(upload) as archive:
            names = frozenset(archive.namelist())
            if "mimetype" not in names:
                return names, ""
            with archive.open("mimetype") as file:
                return names, file.read(_LONGEST_TYPE).decode("latin-1").strip()
    except UNREADABLE:
        return frozenset(), ""


def _why_not_old(data: bytes, name: str) -> str:
    if _LOCKED in data:
        return f"{name} is encrypted: it opens with a password only. Save it without one, {_INSTEAD}"
    if _OLD_WORD in data:
        return f"{name} is a document of an old Word (.doc), which is not read here. {_SAVE_AS}"
    return f"{name} is a file of an old office program, which is not read here. Copy its text and paste it."
