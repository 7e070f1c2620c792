"""A publication's document as plain text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, wrap
from typing import Any

from collation.publish.document.outline import Corrections, Grid, Heading, Listed, Part, Said, Sentences, outline
from collation.publish.document.page import PublishedPage
from collation.publish.document.quoted import as_quotation, as_text
from reviews.characters import without

WIDTH = 80
_UNDERLINES = {1: "=", 2: "-"}


def plain_text(
    document: dict[str, Any],
    *,
    sha256: str,
    url: str = "",
    corrected_in: Corrections = (),
    shown: PublishedPage | None = None,
) -> str:
    """The publication as text, in the order of its page.

    Lines have at most 80 characters, unless a word has more. Respondents' words stand behind "> ". `sha256` and `url`
    are as in `page`, `corrected_in` and `shown` as in `outline`.
    """
    parts = outline(document, sha256=sha256, url=url, corrected_in=corrected_in, shown=shown)
    return "\n\n".join(map(_written, parts)) + "\n"


def _written(part: Part) -> str:
    match part:
        case Heading(level, text):
            lines = wrap(_line(text), WIDTH, **_WHOLE)
            return "\n".join([*lines, *([_UNDERLINES[level] * max(map(len, lines))] if level in _UNDERLINES else ())])
        case Sentences(text, url):
            return fill(_line(f"{text} <{url}>" if url else text), WIDTH, **_WHOLE)
        case Listed(items):
            return "\n".join(_item(f"{words} <{url}>".strip() if url else words) for words, url in items)
        case Grid(rows):
            return _grid(rows)
        case Said(html, text):
            said = as_text(html) if html else "\n".join(fill(line, WIDTH - 2, **_WHOLE) for line in text.splitlines())
            return as_quotation(without(said, "\n"))


_WHOLE: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


def _line(text: str) -> str:
    return " ".join(without(text).split())


def _item(text: str) -> str:
    return fill(_line(text), WIDTH, initial_indent="- ", subsequent_indent="  ", **_WHOLE)


def _grid(rows: Sequence[Sequence[str]]) -> str:
    """A table of text.

    Without room for one, it is a paragraph for each row.
    """
    head, *others = ([_line(cell) for cell in row] for row in rows)
    widths = [max(len(row[at]) for row in (head, *others)) for at in range(len(head))]
    if sum(widths) + 2 * len(widths) <= WIDTH:
        padded = ([cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in (head, *others))
        return "\n".join("  ".join(row).rstrip() for row in padded)
    return "\n\n".join(
        "\n".join([fill(row[0], WIDTH, **_WHOLE), *map("  {}: {}".format, head[1:], row[1:])]) for row in others
    )
