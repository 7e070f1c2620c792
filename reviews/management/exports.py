"""Exports on disk, as commands read them.

Their conversations, one of them, and the progress of the reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import OutputWrapper

from reviews.intake.bytes.decode import MAX_BYTES
from reviews.intake.document import IntakeError
from reviews.intake.exports.catalogue import Listing, UploadPart, extract, list_conversations, opened_upload
from reviews.intake.exports.chat import Conversation, ManyConversations
from reviews.intake.formats.office_files import office_format

_WIDEST = (200, 10, 40, 9, 50, 70)
_COUNT = 3


def listed(files: Sequence[Path], *, format: str, out: OutputWrapper) -> list[Conversation]:
    """The conversations of the files, in their order.

    Progress goes to `out`. Raises IntakeError for a file without any.
    """
    found: dict[str, Conversation] = {}
    for file in files:
        before = len(found)
        for _, one in _read(file, format=format, known=found, out=out):
            found[one.conversation.id] = one.conversation
        if len(found) == before:
            raise IntakeError(f"{file} is no export of conversations that is read here.")
    return list(found.values())


def matching(conversations: Sequence[Conversation], words: str) -> list[Conversation]:
    """The conversations that hold all of the words.

    In whatever case, in their id, date, model, title or first prompt.
    """
    wanted = words.casefold().split()
    return [
        one
        for one in conversations
        if all(
            word in f"{one.id}\n{one.date}\n{one.model}\n{one.title}\n{one.first_prompt}".casefold() for word in wanted
        )
    ]


def as_rows(conversations: Sequence[Conversation]) -> list[dict[str, Any]]:
    """The conversations as rows, in the order of the columns."""
    return [
        {
            "id": one.id,
            "date": one.date,
            "model": one.model,
            "prompts": one.prompts,
            "title": one.title,
            "first_prompt": one.first_prompt,
        }
        for one in conversations
    ]


def in_columns(conversations: Sequence[Conversation]) -> str:
    """The conversations as a table of text.

    A line for each below one that names the columns; without escape sequences.
    """
    rows = [("id", "date", "model", "prompts", "title", "first prompt")]
    rows += [(one.id, one.date, one.model, f"{one.prompts:,}", one.title, one.first_prompt) for one in conversations]
    shown = [[_cut(cell, most) for cell, most in zip(row, _WIDEST, strict=True)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at == _COUNT else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in shown
    )


def chosen(files: Sequence[Path], *, conversation: str, format: str, out: OutputWrapper) -> list[tuple[Path, bytes]]:
    """Choose the parts of the files to read.

    These are the conversation of that id, from the file that holds it, and the files that are no exports. Without an id
    they are all files, none of which may hold several conversations. Progress goes to `out`. Raises IntakeError, naming
    the files, if none holds the conversation; ManyConversations if one has to be chosen.
    """
    documents: list[tuple[Path, bytes]] = []
    searched: dict[str, Path] = {}
    is_found = False
    for file in files:
        offered: list[Conversation] = []
        alone = b""
        for stream, one in _read(file, format=format, known=searched, out=out):
            offered.append(one.conversation)
            if one.conversation.id == conversation or not (conversation or alone):
                alone = extract(stream, one)
            if conversation and (alone or is_found):
                break
        if not offered or not conversation:
            if len(offered) > 1:
                raise ManyConversations(str(file), offered)
            documents.append((file, _whole(file, alone)))
        elif alone and not is_found:
            documents.append((file, alone))
            is_found = True
        else:
            searched |= {each.id: file for each in offered}
    if searched and not is_found:
        names = list(dict.fromkeys(map(str, searched.values())))
        raise IntakeError(
            f"{', '.join(names)} {'holds' if len(names) == 1 else 'hold'} no conversation “{conversation[:100]}”."
        )
    return documents


def _whole(file: Path, alone: bytes) -> bytes:
    """The bytes of a file, or of its one conversation.

    The conversation's, if the file is too large.
    """
    if file.stat().st_size <= MAX_BYTES:
        return file.read_bytes()
    if not alone:
        raise IntakeError(f"{file} holds no conversation that says something.")
    return alone


def _read(file: Path, *, format: str, known: Collection[str], out: OutputWrapper) -> Iterator[tuple[BinaryIO, Listing]]:
    """The conversations of a file, each with its open stream.

    A conversation can be taken from the stream meanwhile.
    """
    try:
        upload = file.open("rb")
    except OSError as error:
        raise IntakeError(f"{file} cannot be read: {error.strerror}.") from error
    with upload:
        if office_format(upload, str(file)):
            return
        with opened_upload(upload, str(file)) as (stream, parts):
            reading = list_conversations(stream, parts, known=known, format=format)
            for one in _told(reading, parts, file.name, out):
                yield stream, one


def _told(
    reading: Iterator[tuple[int, Listing | None]], parts: Sequence[UploadPart], name: str, out: OutputWrapper
) -> Iterator[Listing]:
    """Yield the conversations, and report the progress.

    Of a long reading only: on a terminal in one line that rewrites itself, else in a line for every tenth.
    """
    start, size = parts[0].start, parts[-1].end - parts[0].start
    is_terminal = out.isatty()
    step = 1 if is_terminal else 10
    count = told = 0
    try:
        for at, one in reading:
            count += one is not None
            percent = 100 * (at - start) // max(size, 1)
            if size > MAX_BYTES and percent >= told + step:
                told = percent - percent % step
                line = f"{name}: {told} %, {count:,} conversations"
                out.write(f"\r{line}" if is_terminal else line, str, "" if is_terminal else "\n")
            if one:
                yield one
    finally:
        if is_terminal and told:
            out.write("", str)


def _cut(words: str, most: int) -> str:
    shown = "".join(filter(str.isprintable, " ".join(words.split())))
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
