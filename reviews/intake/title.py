"""The title of a document without a name of its own. Pure."""

from __future__ import annotations

import re

from reviews.intake.document import Parsed
from reviews.intake.page.first_line import WHY

_LONGEST = 80
_SIGNS = re.compile(r"^(?:[#>*_`~|•·–—\s-]|\d{1,3}[.)]\s)+|[*_`#|:：\s]+$")
_LINKED = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,2000}\)")


def titled(parsed: Parsed) -> str:
    """What a list calls the document: its title, else its first line.

    That is the first line with a letter or a digit of the first part that was not set aside. Labels between turns do
    not count. At most 80 characters; "" if there is no such line.
    """
    alone = sum(piece.role == "marker" for piece in parsed.pieces) == 1
    shown = [
        one for one in parsed.pieces if one.role != "furniture" and (one.role != "marker" or alone or one.why == WHY)
    ]
    parts = (parsed.text[piece.start : piece.end] for piece in shown)
    lines = [parsed.title] if parsed.title else (line for part in parts for line in part.splitlines())
    return next(filter(None, map(_plain, lines)), "")


def _plain(line: str) -> str:
    words = " ".join(_SIGNS.sub("", _LINKED.sub(r"\1", line[:1000])).split())
    if not re.search(r"\w", words):
        return ""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
