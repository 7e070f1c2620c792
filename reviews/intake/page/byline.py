"""Find the author that a text names in its first lines.

It is a suggestion, for a person to accept. Pure.
"""

from __future__ import annotations

import re

_LINES = 25  # a byline stands under the title or the summary, not in the text
_MARKS = " \t*_#>|"
_WORD = r"(?:[A-Z]\.|(?:Dr|Prof)\.|[^\W\d_a-z][\w'’-]*)"
_SMALL = r"(?:van|von|der|den|de|del|della|da|dos|di|du|la|le|bin|ibn|al|el|ter|zu)"
_MORE = rf"(?:\s+(?:{_SMALL}\s+)*{_WORD})"
_END = r"[*_\s]*(?:$|[,;|·•–—(]|\s-\s|\son\s)"
_BY = re.compile(
    rf"(?:(?:[Ww]ritten|[Rr]eviewed|[Pp]osted|[Pp]ublished)\s+by|[Bb]y|BY)[:\s]\s*(?P<name>{_WORD}{_MORE}{{1,4}}){_END}"
)
_AUTHOR = re.compile(rf"(?:[Aa]uthor|AUTHOR|[Rr]eviewer)\s*:\s*[*_]*\s*(?P<name>{_WORD}{_MORE}{{0,4}}){_END}")


def byline(text: str) -> str:
    """The name in a line such as "By Jane Roe", else "".

    A line "Author: Jane Roe" counts too. Only the first lines of the text are read.
    """
    lines = [line.strip(_MARKS) for line in text[:20_000].splitlines() if line.strip(_MARKS)]
    for line in lines[:_LINES]:
        match = _BY.match(line) or _AUTHOR.match(line)
        if match:
            return " ".join(match["name"].split())[:100]
    return ""
