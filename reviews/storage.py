"""The storage of private files, which are named by what they hold."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class ContentStorage(FileSystemStorage):
    """Files whose name stands for their content.

    Written whole, on disk when `save` returns, and never overwritten. A file that is saved again counts as new from
    then on, so `delete_unused` spares it.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def delete_unused(self, name: str, *, since: datetime, is_used: Callable[[], bool]) -> bool:
        """Delete an unused file that nobody saved after `since`.

        True if it is gone. Savers wait.
        """
        path = Path(self.path(name))
        with _locked(path.parent):
            if not path.exists() or path.stat().st_mtime > since.timestamp() or is_used():
                return False
            path.unlink()
            return True

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(content, "temporary_file_path"):  # an upload, which need not be copied
            with open(content.temporary_file_path(), "rb") as upload:
                os.fsync(upload.fileno())
                _link(upload.name, path)
            return name
        with NamedTemporaryFile(dir=path.parent, prefix=".") as whole:
            for chunk in content.chunks():
                whole.write(chunk)
            whole.flush()
            os.fsync(whole.fileno())
            _link(whole.name, path)
        return name


def _link(whole: str, path: Path) -> None:
    """Name a file that is whole and on disk.

    If another file has the name, that one counts as new.
    """
    with _locked(path.parent) as folder:
        if path.exists():
            os.utime(path)
        else:
            os.link(whole, path)
        os.fsync(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    """The descriptor of a folder, locked.

    One process or thread holds it at a time.
    """
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield held
    finally:
        os.close(held)
