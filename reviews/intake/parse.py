"""The formats that documents come in, behind one `parse`."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import chain

from reviews.intake.bytes.archive import is_archive
from reviews.intake.bytes.decode import decode
from reviews.intake.document import IntakeError, Parsed
from reviews.intake.exports import labelled
from reviews.intake.exports.chat import Conversation, ManyConversations, as_parsed
from reviews.intake.exports.export import Export
from reviews.intake.exports.registry import EXPORTS, FoundConversation, conversations_in, document_of
from reviews.intake.exports.uploads import opened_upload
from reviews.intake.formats import clipboard_html, markdown, plain
from reviews.intake.formats.format import Format
from reviews.intake.formats.html_to_markdown import convert
from reviews.intake.formats.office import OfficeFormat
from reviews.intake.formats.office_files import OFFICE, office_format, read_office
from reviews.intake.page.model_names import voice_of
from reviews.intake.page.question_headings import NO_SHEET, Sheet
from reviews.intake.page.share_links import linked_chat

TEXTS = (clipboard_html.FORMAT, markdown.FORMAT, plain.FORMAT)
FORMATS: tuple[Export | OfficeFormat | Format, ...] = (*EXPORTS, *OFFICE, *TEXTS)
MOST_LINES = 100_000
"""The most lines of a text.

Each may be a label, so many short ones cost more than as many bytes of prose.
"""

_LONGEST_LINKS = 10_000  # bytes in which links are looked for
_A_DOCUMENT = "The document"
_BY_NAME = {format.name: format for format in FORMATS}


def parse(
    data: bytes,
    *,
    name: str = "",
    format: str = "auto",
    html: str | None = None,
    respondent: str = "",
    kind: str = "",
    conversation: str = "",
    sheet: Sheet = NO_SHEET,
) -> Parsed:
    """Read one document into turns; nothing is stored.

    `name` is used in sentences only. `format` is a name in FORMATS, or "auto": what the content looks like. `html` is
    the clipboard's own text/html, preferred if it holds the words of `data`. `respondent` and `kind` ("model" or
    "person") say who answers if the document names nobody, or one only. `conversation` is the id of the one to read if
    an export holds several. `sheet` is what everyone was asked: a text that keeps its headings is one answer to it.

    Raises IntakeError, one sentence that names the file, for what cannot be read; ManyConversations, which lists them,
    if one has to be chosen.
    """
    chosen = _format(format)
    stated = voice_of(respondent, kind)
    if office := _office_format(data, name, chosen):
        return read_office(data, name or _A_DOCUMENT, office, stated=stated, kind=kind, sheet=sheet)
    if chosen_conversation := _choose(_exported(data, name, chosen, as_it_is=bool(respondent)), name, conversation):
        if chosen_conversation.export is labelled.EXPORT:
            return parse(chosen_conversation.alone, name=name, respondent=respondent, kind=kind, sheet=sheet)
        return as_parsed(chosen_conversation.chat, format=chosen_conversation.export.name, stated=stated, sheet=sheet)
    if product := linked_chat(data[:_LONGEST_LINKS].decode("utf-8", "replace")):
        raise IntakeError(
            f"{name or 'The pasted text'} is a link to a chat of {product}, not the chat, and nothing is fetched from "
            "there. Open it, select all (Ctrl+A), copy it and paste it here, or save the page and give the file."
        )
    if html and format in ("auto", clipboard_html.FORMAT.name) and data.strip():
        plain_text = decode(data, name)
        converted = convert(html)
        if clipboard_html.holds(converted.markdown, plain_text):
            return clipboard_html.read(converted, stated=stated, kind=kind, sheet=sheet)
    text = decode(data if data.strip() or not html else html.encode("utf-8", "replace"), name)
    if (lines := text.count("\n")) > MOST_LINES:
        raise IntakeError(f"{name or 'The pasted text'} has {lines:,} lines, where at most {MOST_LINES:,} are read.")
    reader = chosen if isinstance(chosen, Format) else next(known for known in TEXTS if known.sniff(text))
    return reader.parse(text, stated=stated, kind=kind, sheet=sheet)


def conversations(data: bytes, *, name: str = "", format: str = "auto") -> tuple[Conversation, ...]:
    """The conversations of an export, in its own order.

    Empty for a document that is no export. Raises IntakeError as `parse` does.
    """
    return tuple(conversation.listed for conversation in _exported(data, name, _format(format), as_it_is=True))


def alone(data: bytes, *, name: str = "", format: str = "auto", conversation: str = "", branch: str = "") -> bytes:
    """The bytes to keep of a document.

    These are the bytes as they came. Of an archive, or an export of several conversations, they are the chosen
    conversation alone. `branch` is the id of another branch of the conversation: the bytes read as that one. Raises
    IntakeError and ManyConversations as `parse` does.
    """
    found = _choose(_exported(data, name, _format(format), as_it_is=True), name, conversation)
    if not found:
        if branch:
            raise IntakeError(f"{name or 'The text'} is no export of a conversation: it has no branches.")
        return data
    if branch:
        return found.chat.ended_at(branch, name).alone
    return found.alone if conversation or is_archive(BytesIO(data)) else data


def _office_format(data: bytes, name: str, chosen: Export | OfficeFormat | Format | None) -> OfficeFormat | None:
    """The format of an office document, or the one that is chosen."""
    if chosen:
        return chosen if isinstance(chosen, OfficeFormat) else None
    return office_format(BytesIO(data), name or _A_DOCUMENT)


def _format(name: str) -> Export | OfficeFormat | Format | None:
    if name != "auto" and name not in _BY_NAME:
        raise IntakeError(f"There is no format “{name}”: choose auto, {', '.join(_BY_NAME)}.")
    return _BY_NAME.get(name)


def _choose(offered: Iterator[FoundConversation], name: str, conversation: str) -> FoundConversation | None:
    """The conversation of that id; without one, the only one.

    None if nothing is offered.
    """
    first = next(offered, None)
    if first is None:
        return None
    if conversation:
        for candidate in chain([first], offered):
            if candidate.id == conversation:
                return candidate
        raise IntakeError(f"{name or 'The export'} holds no conversation “{conversation[:100]}”.")
    # Read to the end: a file that is cut short is refused at once, and never offered to choose from.
    if others := [candidate.listed for candidate in offered]:
        raise ManyConversations(name or "The export", [first.listed, *others])
    return first


def _exported(
    data: bytes, name: str, chosen: Export | OfficeFormat | Format | None, *, as_it_is: bool
) -> Iterator[FoundConversation]:
    """Yield the conversations of a document that is an export.

    None if it is to be read as text. `as_it_is`: JSON that is no export is text like any other; else it is refused.
    """
    if isinstance(chosen, Format) or not data.strip() or _office_format(data, name, chosen):
        return
    among = (chosen,) if isinstance(chosen, Export) else EXPORTS
    name = name or "The pasted text"
    with opened_upload(BytesIO(data), name, among=among) as (file, parts):
        offered = (
            conversation
            for _, conversation in conversations_in(file, parts, among=among, sure=chosen is not None)
            if conversation
        )
        first = next(offered, None)
        if first:
            yield first
            yield from offered
            return
    document = document_of(data, name, sure=chosen is not None)
    if chosen or any(export.fits(document) for export in among):
        what = f"{chosen.name} conversation" if chosen else "conversation"
        raise IntakeError(f"{name} holds no {what} that says something.")
    if not (isinstance(document, str) or as_it_is):
        raise IntakeError(
            f"{name} is JSON, but no export of conversations that is read here. To take it as one answer, say "
            "who said it."
        )
