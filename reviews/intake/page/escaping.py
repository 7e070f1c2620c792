"""Recognise Markdown, and escape plain words."""

from __future__ import annotations

import re

from reviews.intake.page.blocks import lines_of
from reviews.tex import formula_end

_SIGN = re.compile(
    r"\s{0,3}(?:#{1,6} \S|```|~~~|\|?(?:\s*:?-{3,}:?\s*\|)+|>\s+\S)|.*?(?:\*\*[^\s*][^*\n]{0,200}\*\*|\[[^\]\n]{1,200}\]\(https?://|!\[)"
)
_ENOUGH_SIGNS = 2
_SPECIAL = re.compile(r"[\\$`*\[\]<&~_#]")
_SIGNS = re.compile(
    r"\\(?=[\\`*_{}\[\]()#+.!<>|~&$-]|$|[A-Za-z])|[$`\[\]]|<(?=[A-Za-z/!])|&(?=#?\w{1,40};|$)|~(?=~)|(?<=~)~"
    r"|(?!(?<=\s)\*\s|(?<=[0-9])\*[0-9A-Za-z]|(?<=[A-Za-z])\*[0-9]|(?<=\b[A-Za-z])\*[A-Za-z]\b)\*"
    r"|(?<![^\W_])_|_(?![^\W_])|(?<= )#(?=#*$)"
)
_LINK = re.compile(r"\][(\[:]")
_BRACKET = re.compile(r"[\[\]]")
_FIRST = re.compile(r"(?P<mark>#{1,6}(?=\s|$)|[>+|-]|\*(?=\s))|(?P<number>\d{1,9})(?=[.)](?:\s|$))")
_BY_NUMBER = re.compile(r"[=:•](?=[=:-]|\s|$)")
"""What begins a block, and no backslash hinders it."""


def looks_like_markdown(text: str) -> bool:
    """Whether enough lines of a text look like Markdown.

    The longer the text, the more it takes.
    """
    lines = [line.text[:400] for line in lines_of(text[:200_000]) if line.words]
    signs = sum(1 for line in lines if _SIGN.match(line))
    return signs >= _ENOUGH_SIGNS and signs * 60 >= len(lines)


def escaped(words: str, *, first: bool = True) -> str:
    """A line of plain words as Markdown that says the same.

    Formulas stay as they are, and so do signs that are no markup where they stand. `first`: it begins a line.
    """
    parts: list[str] = []
    place = 0
    brackets = _brackets(words)
    read = 0
    while special := _SPECIAL.search(words, read):
        at = special.start()
        read = at + 1
        sign = _SIGNS.match(words, at)
        if not sign:
            continue
        parts.append(words[place:at])
        place = read
        if sign[0] in "\\$" and (end := formula_end(words, at)):
            parts.append(words[at:end])
            place = read = end
        elif sign[0] in "[]":
            parts.append(brackets[sign[0]])
        elif sign[0] == "\\" and words[place : place + 1].isalpha():
            parts.append("\\")
        else:
            parts.append("\\" + sign[0])
    line = "".join(parts) + words[place:]
    return escaped_start(line) if first else line


def _brackets(words: str) -> dict[str, str]:
    """How each bracket of a line is written.

    As it is, if they are in pairs and make no link; else so that neither a link nor a formula comes of them.
    """
    depth = 0
    for bracket in _BRACKET.findall(words):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            break
    if not depth and not _LINK.search(words):
        return {"[": "[", "]": "]"}
    return {"[": "\\[", "]": "&#93;"}


def escaped_start(line: str) -> str:
    """A line whose words are escaped already, made safe at its beginning."""
    if start := _FIRST.match(line):
        return f"{start[0]}\\{line[start.end() :]}" if start["number"] else "\\" + line
    return f"&#{ord(line[0])};{line[1:]}" if _BY_NUMBER.match(line) else line
