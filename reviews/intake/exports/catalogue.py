"""List the conversations of an export, and extract one of them.

Exports can be of any size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from reviews.intake.document import IntakeError
from reviews.intake.exports import labelled
from reviews.intake.exports.chat import Conversation
from reviews.intake.exports.export import Export
from reviews.intake.exports.registry import EXPORTS, UploadPart, conversations_in
from reviews.intake.exports.uploads import opened_upload, unpack_upload

__all__ = ["Listing", "UploadPart", "extract", "list_conversations", "opened_upload", "unpack_upload"]


@dataclass(frozen=True)
class Listing:
    """A conversation of an export, which `file[start:end]` holds.

    Offsets are in bytes. If the range holds other conversations too, the id says which one it is. `format` is the name
    of an Export.
    """

    conversation: Conversation
    format: str
    start: int
    end: int


def list_conversations(
    file: BinaryIO,
    parts: Sequence[UploadPart],
    *,
    read_from: int = 0,
    known: Collection[str] = (),
    format: str = "auto",
) -> Iterator[tuple[int, Listing | None]]:
    """Yield each conversation with the offset that was read so far.

    Begins at byte `read_from`: 0, or an offset that was yielded before. None in place of a conversation is progress
    alone. The last offset is the end of the last part.

    No id is given twice, nor any of `known`: those that were given before `read_from`. One conversation is in memory at
    a time. `format` is the name of the one Export that is tried, or "auto". Raises IntakeError, naming the document and
    the byte, for an export that cannot be read.
    """
    among = _named(format)
    for offset, conversation in conversations_in(
        file, parts, among=among, sure=len(among) == 1, read_from=read_from, known=known
    ):
        yield (
            offset,
            Listing(conversation.listed, conversation.export.name, conversation.start, conversation.end)
            if conversation
            else None,
        )


def extract(file: BinaryIO, listing: Listing) -> bytes:
    """A document of this conversation alone, for `parse` to read."""
    file.seek(listing.start)
    data = file.read(listing.end - listing.start)
    part = UploadPart("The export", 0, len(data))
    id = listing.conversation.id
    read = conversations_in(BytesIO(data), [part], among=_named(listing.format))
    held = [conversation for _, conversation in read if conversation]
    if len(held) > 1:
        held = [conversation for conversation in held if f"{id}-".startswith(f"{conversation.id}-")]
    if not held:
        raise IntakeError(f"The export holds no conversation “{id[:100]}” any more.")
    return max(held, key=lambda conversation: len(conversation.id)).alone


def _named(format: str) -> Sequence[Export]:
    return EXPORTS if format == "auto" else [export for export in (*EXPORTS, labelled.EXPORT) if export.name == format]
