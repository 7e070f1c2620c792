"""Write a static site into a folder, without touching others' files."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any

from reviews.refusal import Refused

MANIFEST = "triangulate.json"
FORMAT = "triangulate-site/1"
_BESIDE = ".triangulate-"
_LEFTOVER = re.compile(rf"{re.escape(_BESIDE)}[a-z0-9_]{{8}}")


def write_site(out: Path, files: Mapping[str, bytes]) -> tuple[int, int]:
    """Write `files` (path → content) to the folder `out`, in their order.

    Each file is written beside its place and renamed onto it, so that a reader sees the old or the new one, never
    half of it. Files of an earlier site that this one lacks are removed; everything else in the folder is left alone.
    Returns how many files were written and how many were removed.

    Raises Refused, before anything is written, if the folder is not empty and has no manifest of ours, if a path
    leaves the folder, or if a file that is not ours is in the way.
    """
    held = check_site(out, files)
    _sweep(out, {*files, *held})
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    out.mkdir(parents=True, exist_ok=True)
    _replace(out / MANIFEST, described({**held, **hashes}))
    written = 0
    for path, content in files.items():
        place = out / path
        if not place.is_file() or hashlib.sha256(place.read_bytes()).hexdigest() != hashes[path]:
            place.parent.mkdir(parents=True, exist_ok=True)
            _replace(place, content)
            written += 1
    gone = sorted(held.keys() - files.keys())
    for path in gone:
        _remove(out, path)
    _replace(out / MANIFEST, described(hashes))
    return written, len(gone)


def check_site(out: Path, paths: Collection[str]) -> dict[str, str]:
    """The files of an earlier site of ours in `out`, with hashes.

    Raises Refused, as `write_site` does, if a site of these paths cannot be written there.
    """
    held = _manifest(out)
    for path in {*paths, *held}:
        _inside(out, path)
    for path in paths:
        if path not in held and (out / path).exists():
            raise Refused(f"{out / path} is there already and is not ours: move it away first.")
    return held


def _manifest(out: Path) -> dict[str, str]:
    """The files of an earlier site of ours, with their hashes.

    There are none if the first writing was stopped before its manifest was written.
    """
    if not out.exists():
        return {}
    if not out.is_dir():
        raise Refused(f"{out} is not a folder.")
    try:
        manifest: Any = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if not all(_LEFTOVER.fullmatch(path.name) for path in out.iterdir()):
            raise Refused(f"{out} is not empty and holds no site of ours: choose another folder.") from None
        return {}
    except (ValueError, OSError):
        manifest = None
    if (
        not isinstance(manifest, dict)
        or manifest.get("format") != FORMAT
        or not isinstance(manifest.get("files"), dict)
    ):
        raise Refused(f"{out / MANIFEST} is no manifest of ours: choose another folder.")
    return {str(path): str(sha256) for path, sha256 in manifest["files"].items()}


def described(hashes: Mapping[str, str]) -> bytes:
    """The manifest of a site: its files with their hashes."""
    return json.dumps({"format": FORMAT, "files": dict(sorted(hashes.items()))}, indent=1).encode() + b"\n"


def _inside(out: Path, path: str) -> None:
    """Refuse a path that is absolute, climbs, or passes through a link."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or path == MANIFEST:
        raise Refused(f"“{path}” is not a place inside the folder.")
    place = out
    for part in parts:
        place = place / part
        if place.is_symlink():
            raise Refused(f"{place} is a link: remove it first, so that nothing outside the folder is written.")


def _sweep(out: Path, paths: Collection[str]) -> None:
    """Remove the temporary files of writers that were killed.

    A writer holds a lock on its own, so those of one that is still at work stay.
    """
    for folder in {out, *((out / path).parent for path in paths)}:
        for left in folder.iterdir() if folder.is_dir() else ():
            if _LEFTOVER.fullmatch(left.name) and left.is_file() and not left.is_symlink():
                with left.open("rb") as beside, suppress(BlockingIOError):
                    flock(beside, LOCK_EX | LOCK_NB)
                    left.unlink(missing_ok=True)


def _replace(place: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=place.parent, prefix=_BESIDE, delete=False) as beside:
        try:
            flock(beside, LOCK_EX)
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            os.chmod(beside.name, 0o644)
            os.replace(beside.name, place)
        except BaseException:
            os.unlink(beside.name)
            raise


def _remove(out: Path, path: str) -> None:
    """Remove a file of ours, and the folders that it leaves empty."""
    place = out / path
    place.unlink(missing_ok=True)
    for folder in place.parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
