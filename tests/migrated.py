"""A migrated SQLite database, made once for each state of the migrations and copied from then on."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path

from tests.own_processes import ROOT

FOLDER = ROOT / "var" / "tests"


def migrations_hash() -> str:
    """Sixteen digits that change with our migrations and with the locked versions of everybody else's."""
    paths = [*sorted((ROOT / "reviews" / "migrations").glob("*.py")), ROOT / "requirements" / "dev.txt"]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def kept() -> Path:
    """Where the migrated database is kept, if it was made."""
    return FOLDER / f"{migrations_hash()}.sqlite3"


@contextmanager
def copied_to(target: Path) -> Iterator[None]:
    """Puts the migrated database at `target`, if there is one. Else keeps what stands there at the end.

    While one process makes it, all others wait, so that it is made once.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = kept()
    with (FOLDER / "making").open("w") as lock:
        flock(lock, LOCK_EX)
        is_made = made.exists()
        if is_made:
            shutil.copyfile(made, target)
            flock(lock, LOCK_UN)
        yield
        if not is_made:
            for older in FOLDER.glob("*.sqlite3"):
                older.unlink()
            keep(target, made)


def keep(source: Path, target: Path) -> None:
    """Copies a database that may be open, all of it or nothing."""
    unfinished = target.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with sqlite3.connect(source) as from_, sqlite3.connect(unfinished) as to:
        from_.backup(to)
    from_.close()
    to.close()
    unfinished.rename(target)
