"""The title of a document without a name of its own. Pure."""

from __future__ import annotations

import re

from reviews.intake.document import Parsed

_LONGEST = 80
_SIGNS = re.compile(r"^(?:[#>*_`~|•·–—\s-]|\d{1,3}[.)]\s)+|[*_`#|:：\s]+$")
_LINKED = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,2000}\)")


def titled(parsed: Parsed) -> str:
    """What a list calls the document: its title, else its first line.

    That is the first line with a letter or a digit of the first part that was not set aside. Labels of who speaks do
    not count, unless there is one alone. At most 80 characters; "" if there is no such line.
    """
    labels = sum(piece.role == "marker" for piece in parsed.pieces)
    skipped = ("furniture", "marker") if labels > 1 else ("furniture",)
    parts = (parsed.text[piece.start : piece.end] for piece in parsed.pieces if piece.role not in skipped)
    lines = [parsed.title] if parsed.title else (line for part in parts for line in part.splitlines())
    return next(filter(None, map(_plain, lines)), "")


def _plain(line: str) -> str:
    words = " ".join(_SIGNS.sub("", _LINKED.sub(r"\1", line[:1000])).split())
    if not re.search(r"\w", words):
        return ""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
