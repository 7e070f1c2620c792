"""Read ZIP archives of exports.

Only files with conversations are unpacked, within safe bounds.
"""

from __future__ import annotations

import lzma
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, BinaryIO

from reviews.intake.document import IntakeError

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2 * 1024**3
MOST_RATIO = 200

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVES = re.compile(r"\.(?:zip|jar|7z|rar|t?gz|t?bz2|t?xz|tar|zst)$", re.IGNORECASE)
_UNSAFE = re.compile(r"^[/\\]|^[a-z]:|\\|(?:^|/)\.\.(?:/|$)|\x00", re.IGNORECASE)
_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""The errors of `zipfile` for archives that it cannot unpack."""


def is_archive(upload: BinaryIO) -> bool:
    """Whether a file begins as a ZIP archive does."""
    upload.seek(0)
    return upload.read(4).startswith(SIGNATURES)


class Archive:
    """A ZIP archive that is safe to unpack.

    Raises IntakeError, naming the archive and the file in it, for one that is broken or encrypted, that leads out of
    its folder, holds archives of its own, a name twice or one file within another, or would unpack to more than
    MOST_UNPACKED bytes in all, or MOST_RATIO times its size.
    """

    def __init__(self, upload: BinaryIO, name: str) -> None:
        self._name = name
        with self._in_words():
            self._zip = zipfile.ZipFile(upload)
            _refuse_unsafe(self._zip.infolist(), upload.seek(0, os.SEEK_END), name)

    def names(self, ending: re.Pattern[str]) -> list[str]:
        """The names of its files with such an ending, in its order."""
        return [name for name in self._zip.namelist() if ending.search(name)]

    def pour(self, name: str, into: BinaryIO) -> None:
        """Unpack one file, and write it to `into`."""
        with self._in_words():
            file = self._zip.open(name)
        while chunk := self._read(file):
            into.write(chunk)

    def read(self, name: str, most: int) -> bytes:
        """The content of one file.

        Raises IntakeError for more than `most` bytes.
        """
        with self._in_words():
            content = self._zip.open(name).read(most + 1)
        if len(content) > most:
            raise IntakeError(f"{self._name} is too large: “{name[:100]}” in it has more than {most:,} bytes.")
        return content

    def _read(self, file: IO[bytes]) -> bytes:
        with self._in_words():
            return file.read(_CHUNK)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except IntakeError:
            raise
        except UNREADABLE as error:
            raise IntakeError(f"{self._name} is no whole ZIP archive: it cannot be unpacked.") from error


def _refuse_unsafe(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    if len(members) > MOST_MEMBERS:
        raise IntakeError(f"{name} holds {len(members):,} files, where at most {MOST_MEMBERS:,} are looked through.")
    seen: set[str] = set()
    for info in members:
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
    places = sorted((info.header_offset, info.compress_size) for info in members)
    if any(start + packed > after for (start, packed), (after, _) in pairwise([*places, (size, 0)])):
        raise IntakeError(f"{name} is refused: the files in it overlap.")
    if sum(info.file_size for info in members) > MOST_UNPACKED:
        raise IntakeError(f"{name} is refused: it would unpack to more than {MOST_UNPACKED:,} bytes.")
