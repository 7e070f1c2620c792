"""The headings of a paper, as the text of its pages shows them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 70  # characters
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?|[A-H](?:\.\d{1,2})?\.?|[IVX]{1,4}\.)[ \t]+([A-Z][^\n.;:=%]{2,70})"
)
_CLOSED = re.compile(r"[A-Za-z)?]$")


def headings(pages: Iterable[str]) -> tuple[str, ...]:
    """The titles of numbered sections ("3.2 Safety evaluation"), without their numbers, each once, in order."""
    found = (
        match[1].strip()
        for page in pages
        for line in page.splitlines()
        if (match := _NUMBERED.fullmatch(line.strip())) and len(line) <= _LONGEST and _CLOSED.search(line.strip())
    )
    return tuple(dict.fromkeys(found))
