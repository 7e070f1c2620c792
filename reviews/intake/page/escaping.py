"""Recognise Markdown, and escape plain words."""

from __future__ import annotations

import re

from reviews.intake.page.blocks import lines_of

_SIGN = re.compile(
    r"\s{0,3}(?:#{1,6} \S|```|~~~|\|?(?:\s*:?-{3,}:?\s*\|)+|>\s+\S)|.*?(?:\*\*[^\s*][^*\n]{0,200}\*\*|\[[^\]\n]{1,200}\]\(https?://|!\[)"
)
_ENOUGH_SIGNS = 2
_ALWAYS = re.compile(r"[\\`*{}\[\]]|(?<![^\W_])_|_(?![^\W_])")
_FIRST = re.compile(r"(?P<mark>#{1,6}(?=\s|$)|[>+=-]|~(?=~~))|(?P<number>\d+)(?P<stop>[.)])(?=\s)")
_ENTITY = re.compile(r"&(?=#?\w{1,30};)")


def looks_like_markdown(text: str) -> bool:
    """Whether enough lines of a text look like Markdown.

    The longer the text, the more it takes.
    """
    lines = [line.text[:400] for line in lines_of(text[:200_000]) if line.words]
    signs = sum(1 for line in lines if _SIGN.match(line))
    return signs >= _ENOUGH_SIGNS and signs * 60 >= len(lines)


def escaped(words: str, *, first: bool = True) -> str:
    """A line of plain words as Markdown that says the same.

    `first`: it begins a line.
    """
    words = _ALWAYS.sub(r"\\\g<0>", _ENTITY.sub("&amp;", words).replace("<", "&lt;"))
    start = _FIRST.match(words) if first else None
    if not start:
        return words
    if start["number"]:
        return f"{start['number']}\\{words[start.start('stop') :]}"
    return ("&#126;" if start["mark"] == "~" else "&#61;" if start["mark"] == "=" else "\\" + words[0]) + words[1:]
