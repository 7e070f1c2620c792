"""Read a PDF in a process that may break without harm."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from reviews.bibliography import Reference
from reviews.intake.document import IntakeError
from reviews.pdf.identity import identity
from reviews.pdf.words import readable

CHILD = Path(__file__).with_name("child.py")
MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 2_000
MOST_CHARS = 2_000_000


@dataclass(frozen=True)
class Limits:
    """The resources that reading one PDF may take.

    `memory` (address space) and `output` are in bytes, `seconds` (processor time) and `wait` in seconds.
    """

    memory: int = 512 * 1024 * 1024
    seconds: int = 30
    wait: int = 60
    output: int = 32 * 1024 * 1024


@dataclass(frozen=True)
class PdfText:
    """The text of every page, and the paper that the PDF is.

    Pages are in order, "" for one without text.
    """

    pages: tuple[str, ...]
    identity: Reference = field(default_factory=Reference)


def is_pdf(data: bytes) -> bool:
    """Whether the data begins as a PDF, as readers look for it."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, name: str, limits: Limits = Limits()) -> PdfText:
    """The text of a PDF and the paper that it is.

    `name` is what the sentences call it. Raises IntakeError, one sentence, for what is no PDF, broken, locked by a
    password, without any text (a scan), over MOST_BYTES, MOST_PAGES or MOST_CHARS, and for what needs more than
    `limits` to be read.
    """
    name = name or "The PDF"
    if len(data) > MOST_BYTES:
        raise IntakeError(f"{name} is too large: {len(data):,} bytes, where at most {MOST_BYTES:,} are read.")
    if not is_pdf(data):
        raise IntakeError(f"{name} is not a PDF.")
    answer = _found(data, name, limits)
    if "refused" in answer:
        raise IntakeError(_REFUSALS[answer["refused"]].format(name=name, count=answer.get("count", 0)))
    raw = answer["pages"]
    pages = readable(raw)
    if not any(pages):
        raise IntakeError(f"{name} has no text in it, as a scan has none: paste the text instead.")
    return PdfText(pages, identity(raw[0], answer["info"], [(size, words) for size, words in answer["runs"]]))


_REFUSALS = {
    "encrypted": "{name} is locked: it opens with a password only. Save it without one, or paste the text instead.",
    "broken": "{name} is broken: it begins as a PDF, and cannot be read as one.",
    "pages": f"{{name}} has {{count:,}} pages, where at most {MOST_PAGES:,} are read.",
    "characters": f"{{name}} holds more than {MOST_CHARS:,} characters of text: give the paper alone.",
    "memory": "{name} needs too much memory to be read: paste the text instead.",
    "time": "{name} takes too long to be read: paste the text instead.",
}


def _found(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """The child process's answer.

    The process knows none of our settings, and writes to a file that cannot grow for ever.
    """
    settings = {
        "memory": limits.memory,
        "seconds": limits.seconds,
        "output": limits.output,
        "pages": MOST_PAGES,
        "characters": MOST_CHARS,
    }
    with TemporaryFile() as document, TemporaryFile() as answer:
        document.write(data)
        document.seek(0)
        process = subprocess.Popen(  # noqa: S603  # our own script, by its full path
            [sys.executable, "-I", str(CHILD), json.dumps(settings)],
            stdin=document,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,
        )
        try:
            ended = process.wait(limits.wait)
        except subprocess.TimeoutExpired:
            return {"refused": "time"}
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        answer.seek(0)
        with suppress(ValueError):
            return json.loads(answer.read(limits.output))
    return {"refused": _HOW_IT_ENDED.get(-ended, "broken")}


_HOW_IT_ENDED: dict[int, str] = {
    signal.SIGXCPU: "time",
    signal.SIGABRT: "memory",  # PDFium ends itself if it is refused memory
    signal.SIGKILL: "memory",  # as the system ends whoever takes too much
}
