"""ZIP archives of exports: only what holds conversations is unpacked, and never more than is safe."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from reviews.intake.decode import MAX_BYTES
from reviews.intake.pieces import IntakeError

MOST_MEMBERS = 20_000
MOST_UNPACKED = 50 * MAX_BYTES
MOST_READ = 5 * MAX_BYTES
MOST_RATIO = 200

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVES = re.compile(r"\.(?:zip|jar|7z|rar|t?gz|t?bz2|t?xz|tar|zst)$", re.IGNORECASE)
_UNSAFE = re.compile(r"^[/\\]|^[a-z]:|\\|(?:^|/)\.\.(?:/|$)|\x00", re.IGNORECASE)
_SMALL = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


class Member(NamedTuple):
    """One file of an archive."""

    name: str
    data: bytes


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a ZIP archive does."""
    return data.startswith(_SIGNATURES)


def members(data: bytes, name: str, ending: re.Pattern[str]) -> Iterator[Member]:
    """The files of a ZIP archive whose names match `ending`, unpacked one after the other.

    Raises IntakeError, naming the archive and the file, for one that is broken or encrypted, that leads out of its
    folder, holds archives of its own or a name twice, or would unpack to more than MOST_UNPACKED bytes in all,
    MOST_READ in what is read here, MAX_BYTES in one file of it, or MOST_RATIO times its size.
    """
    if len(data) > MAX_BYTES:
        raise IntakeError(f"{name} is too large: {len(data):,} bytes, where at most {MAX_BYTES:,} are read.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = archive.infolist()
            _refuse_unsafe(held, name)
            wanted = [info for info in held if ending.search(info.filename)]
            if sum(info.file_size for info in wanted) > MOST_READ:
                raise IntakeError(f"{name} holds too much: at most {MOST_READ:,} bytes of conversations are read.")
            for info in wanted:
                if info.file_size > MAX_BYTES:
                    raise IntakeError(
                        f"{name} is too large: {info.filename} in it has {info.file_size:,} bytes, where at most "
                        f"{MAX_BYTES:,} are read."
                    )
                with archive.open(info) as file:
                    yield Member(info.filename, file.read(MAX_BYTES + 1))
    except IntakeError:
        raise
    except _BROKEN as error:
        raise IntakeError(f"{name} is no whole ZIP archive: it cannot be unpacked.") from error


def _refuse_unsafe(held: list[zipfile.ZipInfo], name: str) -> None:
    if len(held) > MOST_MEMBERS:
        raise IntakeError(f"{name} holds {len(held):,} files, where at most {MOST_MEMBERS:,} are looked through.")
    seen: set[str] = set()
    for info in held:
        shown = info.filename[:100]
        if _UNSAFE.search(info.filename):
            raise IntakeError(f"{name} is refused: “{shown}” in it would lead out of its folder.")
        if info.filename in seen:
            raise IntakeError(f"{name} is refused: it holds “{shown}” twice.")
        if info.flag_bits & 1:
            raise IntakeError(f"{name} is encrypted: unpack it first, and give the file with the conversations.")
        if _ARCHIVES.search(info.filename):
            raise IntakeError(
                f"{name} holds an archive of its own, “{shown}”: unpack it first, and give the file with the "
                "conversations."
            )
        if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
            raise IntakeError(f"{name} is refused: “{shown}” in it would unpack to {info.file_size:,} bytes.")
        seen.add(info.filename)
    if sum(info.file_size for info in held) > MOST_UNPACKED:
        raise IntakeError(f"{name} is refused: it would unpack to more than {MOST_UNPACKED:,} bytes.")
