"""A publication's document as Markdown, for models and programs. Pure."""

from __future__ import annotations

from typing import Any

from collation.publish.document.outline import Corrections, Grid, Heading, Listed, Part, Said, Sentences, outline
from collation.publish.document.page import PublishedPage
from collation.publish.document.quoted import as_markdown, as_quotation, escaped, unbegun


def markdown(
    document: dict[str, Any],
    *,
    sha256: str,
    url: str = "",
    corrected_in: Corrections = (),
    shown: PublishedPage | None = None,
) -> str:
    """The publication as Markdown, in the order of its page.

    The words of respondents are block quotes with their headings, lists, tables and code. All Markdown characters in
    them are escaped, so that pasted text cannot pass for our words. `sha256` and `url` are as in `page`,
    `corrected_in` and `shown` as in `outline`.
    """
    parts = outline(document, sha256=sha256, url=url, corrected_in=corrected_in, shown=shown)
    return "\n\n".join(map(_written, parts)) + "\n"


def plain(text: str) -> str:
    """The text on one line, Markdown escaped, invisible characters removed."""
    return unbegun(escaped(text).strip())


def _written(part: Part) -> str:
    match part:
        case Heading(level, text):
            return f"{'#' * level} {plain(text)}"
        case Sentences(text, url):
            return f"{plain(text)} <{url}>" if url else plain(text)
        case Listed(items):
            return "\n".join(f"- {plain(words)}{f' <{url}>' if url else ''}" for words, url in items)
        case Grid(rows):
            head, *others = (f"| {' | '.join(map(plain, row))} |" for row in rows)
            return "\n".join([head.replace("|  |", "| |", 1), "|" + " --- |" * len(rows[0]), *others])
        case Said(html, text):
            return as_quotation(as_markdown(html)) if html else _quoted(text)


def _quoted(text: str) -> str:
    """Foreign text as a block quote, a paragraph for each line."""
    return "\n>\n".join(f"> {plain(line)}" for line in text.split("\n") if line.strip())
