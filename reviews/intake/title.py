"""The title of a document without a name of its own. Pure."""

from __future__ import annotations

import re

from reviews.intake.document import Parsed
from reviews.intake.page.first_line import WHY

_LONGEST = 80
_SIGNS = re.compile(r"^(?:[#>*_`~|•·–—\s-]|\d{1,3}[.)]\s)+|[*_`#|:：\s]+$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINKED = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,2000}\)")


def titled(parsed: Parsed) -> str:
    """What a list calls the document: its title, else its first line.

    That is the first line with a letter or a digit of the first part that was not set aside. Labels between turns do
    not count. At most 80 characters, cut between words; "" if there is no such line. A person can type it.
    """
    alone = sum(piece.role == "marker" for piece in parsed.pieces) == 1
    shown = [
        one for one in parsed.pieces if one.role != "furniture" and (one.role != "marker" or alone or one.why == WHY)
    ]
    parts = (parsed.text[piece.start : piece.end] for piece in shown)
    lines = [parsed.title] if parsed.title else (line for part in parts for line in part.splitlines())
    is_markdown = parsed.markup == "markdown"
    return next(filter(None, (_plain(line, is_markdown=is_markdown) for line in lines)), "")


def _plain(line: str, *, is_markdown: bool) -> str:
    words = " ".join(_SIGNS.sub("", _LINKED.sub(r"\1", line[:1000])).split())
    words = _ESCAPED.sub(r"\1", words) if is_markdown else words
    if not re.search(r"\w", words):
        return ""
    return words if len(words) <= _LONGEST else words[: words.rfind(" ", 0, _LONGEST + 1)].rstrip()[:_LONGEST]
