"""Verbs of stored bytes: write, read, and delete unused files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from hashlib import file_digest, sha256
from io import BytesIO
from typing import Any, BinaryIO, cast

from django.apps import apps
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from reviews.models.stored_bytes import FOLDER, MOST_IN_A_ROW, StoredBytes, private_files
from reviews.refusal import Refused
from reviews.storage import ContentStorage

UPLOADS = "uploads"
"""The folder of private storage in which large uploads arrive (FILE_UPLOAD_TEMP_DIR)."""

GRACE = timedelta(hours=1)
"""How long a file that no row names is spared.

The transaction that writes its row may still be open.
"""


class FileMissing(Refused):
    """The file of a row is not there."""


def stored(data: bytes) -> dict[str, Any]:
    """Store bytes; give the fields of StoredBytes for them.

    More than 1 MB go to a file, which is on disk when this returns.
    """
    return _stored(BytesIO(data), len(data), sha256(data).hexdigest(), ContentFile(data))


def stored_upload(upload: TemporaryUploadedFile) -> dict[str, Any]:
    """Store an upload that is in a temporary file.

    As `stored`; the file is used, not copied.
    """
    file = cast(BinaryIO, upload.file)
    size = file.seek(0, 2)
    file.seek(0)
    digest = file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # a BinaryIO is what it reads
    file.seek(0)
    return _stored(file, size, digest, upload)


def open_stored(row: StoredBytes) -> BinaryIO:
    """Open the bytes of a row for reading; the caller closes them.

    Raises FileMissing.
    """
    try:
        return row.open_bytes()
    except FileNotFoundError as error:
        raise FileMissing(f"The file of {row} is missing on this server: ask who runs it to restore it.") from error


def read_stored(row: StoredBytes) -> bytes:
    """The bytes of a row.

    Raises FileMissing.
    """
    with open_stored(row) as file:
        return file.read()


def forget_orphans() -> int:
    """Delete the files that no row names; give their number.

    Files saved in the last hour are spared. Orphans are left by a row that was deleted, by a transaction that failed,
    and by a process that was killed.
    """
    storage, since = cast(ContentStorage, private_files()), timezone.now() - GRACE
    named = {digest for model in _models() for digest in _in_files(model).values_list("sha256", flat=True)}
    return sum(
        storage.delete_unused(f"{folder}/{file}", since=since, is_used=partial(_is_named, file))
        for folder in (FOLDER, UPLOADS)
        if storage.exists(folder)
        for file in storage.listdir(folder)[1]
        if file not in named
    )


def _stored(file: BinaryIO, size: int, digest: str, content: File) -> dict[str, Any]:
    if size <= MOST_IN_A_ROW:
        return {"sha256": digest, "size": size, "in_file": False, "data": file.read()}
    private_files().save(f"{FOLDER}/{digest}", content)
    return {"sha256": digest, "size": size, "in_file": True, "data": None}


def _is_named(digest: str) -> bool:
    return any(_in_files(model).filter(sha256=digest).exists() for model in _models())


def _in_files(model: type[StoredBytes]) -> QuerySet[StoredBytes]:
    return model._default_manager.filter(in_file=True)


def _models() -> Iterator[type[StoredBytes]]:
    return (model for model in apps.get_models() if issubclass(model, StoredBytes))
