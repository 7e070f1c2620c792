"""Check that published files are what was published.

This file stands alone: it needs Python 3.9 or newer, and nothing else. A static site has a copy of it.

    python3 verify.py                              checks the site in which the file lies
    python3 verify.py FOLDER-OR-FILE…              checks these
    python3 verify.py v2.json --sha256 9f86d0…     and that the document has this hash, as a citation gives it

A document is one line of canonical JSON: UTF-8, keys sorted, no white space between tokens, characters as they are. Its
SHA-256 stands on its page, in its citation and in the feed. Of a document the hash of its canonical text is computed
anew, and compared with that of its bytes, with its page and with the manifest; of every other file that the manifest
names, the hash of its bytes. Exit code 0: all is as published. 1: something is not, and a line says what.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "triangulate.json"
BESIDE = ("index.html", "comparison.md")
"""The files beside a document that name its hash.

The text names its first digits alone.
"""

_NAMED = 16
"""How many digits of a hash its citation gives."""


@dataclass(frozen=True)
class FileCheck:
    """A sentence on one file; `wrong` if it is not as published."""

    path: str
    sentence: str
    wrong: bool = False


def canonical(document: Any) -> str:
    """The canonical JSON text of a document."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def check(place: Path, expected: str = "") -> Iterator[FileCheck]:
    """Check a document, or all files of a site.

    `expected` is the hash that each document has to have, "" if none is known.
    """
    if place.is_file():
        yield check_document(place, str(place), place.read_bytes(), expected)
        return
    manifest = place / MANIFEST
    if not manifest.is_file():
        yield FileCheck(str(manifest), "There is no manifest here: name the folder of a site, or a document.", True)
        return
    try:
        hashes = {str(path): str(value) for path, value in json.loads(manifest.read_bytes())["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        yield FileCheck(str(manifest), "This is no manifest.", True)
        return
    for path, value in sorted(hashes.items()):
        file = place / path
        if not file.is_file():
            yield FileCheck(path, "The manifest names it, and it is not there.", True)
            continue
        data = file.read_bytes()
        if path.endswith("comparison.json"):
            yield check_document(file, path, data, expected)
        if sha256(data) != value:
            yield FileCheck(path, f"Its SHA-256 is {sha256(data)}, and the manifest says {value}.", True)


def check_document(file: Path, path: str, data: bytes, expected: str = "") -> FileCheck:
    """Check one document, of these bytes."""
    try:
        text = data.decode()
        document = json.loads(text)
        head = document["publication"]
        written = canonical(document)
    except (ValueError, KeyError, TypeError) as error:
        return FileCheck(path, f"This is no published document: {error}.", True)
    value = sha256(written.encode())
    if text != written:
        return FileCheck(path, f"It is not written as it was published. What it says has the SHA-256 {value}.", True)
    if expected and value != expected.lower():
        return FileCheck(path, f"Its SHA-256 is {value}, and {expected} was expected.", True)
    if "number" not in head:
        return FileCheck(path, f"A draft that is not published. SHA-256 {value}")
    for name in BESIDE if file.name == "comparison.json" else ():
        page = file.with_name(name)
        if page.is_file() and value[:_NAMED] not in page.read_text(encoding="utf-8", errors="replace"):
            return FileCheck(path, f"Its SHA-256 is {value}, and {name} beside it names another.", True)
    return FileCheck(path, f"Version {head['number']} of {head['slug']}. SHA-256 {value}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Checks that published files are what was published.")
    parser.add_argument("places", nargs="*", type=Path, metavar="FOLDER-OR-FILE", help="a site, or a document")
    parser.add_argument("--sha256", default="", metavar="HASH", help="the hash that the document has to have")
    chosen = parser.parse_args(arguments)
    places = chosen.places or [Path(__file__).resolve().parent]
    found = [finding for place in places for finding in check(place, chosen.sha256)]
    for one in found:
        print(f"{one.path}: {one.sentence}", file=sys.stderr if one.wrong else sys.stdout)
    wrong = sum(one.wrong for one in found)
    print(f"Not as published: {wrong}." if wrong else "All is as published.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
