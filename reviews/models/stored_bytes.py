"""Bytes as they came in, in a row or in a file."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO, cast

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

MOST_IN_A_ROW = 1_000_000
"""The most bytes of a document in its row.

More of them would make every dump, copy and vacuum of the database slow.
"""

FOLDER = "files"


def private_files() -> Storage:
    """The storage of files that only some people may see."""
    return storages["private"]


class StoredBytes(models.Model):
    """Bytes as they came in.

    Up to 1 MB are in the row, more in a file. The file is named by the SHA-256 of the bytes, and several rows may share
    it. `reviews.domain.files` writes it. Only the sweep there deletes it, when no row names it any more.
    """

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    in_file = models.BooleanField(default=False)
    data = models.BinaryField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(in_file=True, data__isnull=True) | Q(in_file=False, data__isnull=False),
                name="%(class)s_bytes_in_one_place",
            )
        ]

    @property
    def file_name(self) -> str:
        """The name of its file in private storage, if it has one."""
        return f"{FOLDER}/{self.sha256}"

    @property
    def is_missing(self) -> bool:
        """Whether the bytes should be in a file that is not there."""
        return self.in_file and not private_files().exists(self.file_name)

    def open_bytes(self) -> BinaryIO:
        """Open the bytes for reading; the caller closes them.

        Raises FileNotFoundError.
        """
        if self.in_file:
            return cast(BinaryIO, private_files().open(self.file_name))
        return BytesIO(bytes(self.data or b""))
