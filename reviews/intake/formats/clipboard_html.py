"""Read the clipboard's HTML, a saved page, or a post's source."""

from __future__ import annotations

import re
from dataclasses import replace

from reviews.intake.document import IntakeError, Parsed, Voice
from reviews.intake.formats.format import Format
from reviews.intake.formats.html_to_markdown import Converted, convert
from reviews.intake.page.page import read_page
from reviews.intake.page.question_headings import Sheet

_LOOKS = re.compile(
    r"\s*(?:<!--[^>]{0,200}-->\s*)?(?:<!doctype html|<html\b|<meta charset|<body\b|<!--StartFragment-->)", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|br|hr|table|tbody|tr|t[dh]|blockquote|span|b|i|strong|em|a|img|figure|pre|code)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(?:p|div|h[1-6]|li|br|tr|blockquote)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:```|~~~|#{1,6} )", re.MULTILINE)
_SOURCE = 200_000  # characters of a text in which tags are counted
_ENOUGH_WORDS = 0.8


def holds(markdown: str, plain: str) -> bool:
    """Whether Markdown made of HTML has the words of a text.

    The text is the clipboard's plain one.
    """
    letters, expected = (sum(map(str.isalnum, text)) for text in (markdown, plain))
    return 0 < _ENOUGH_WORDS * expected <= letters


def read(converted: Converted, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
    """Read Markdown made of HTML."""
    parsed = read_page(
        converted.markdown, format="clipboard_html", markup="markdown", stated=stated, kind=kind, sheet=sheet
    )
    return replace(parsed, warnings=(*parsed.warnings, *converted.notes))


def _parse(text: str, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
    converted = convert(text)
    if not converted.markdown.strip():
        raise IntakeError("The page holds no words.")
    return read(converted, stated=stated, kind=kind, sheet=sheet)


def _sniff(text: str) -> bool:
    """Whether a text is the source of a page or a post.

    A post has no head. Most of its lines hold tags, several begin a block, and none is a sign of Markdown.
    """
    if _LOOKS.match(text[:2000]):
        return True
    shown = text[:_SOURCE]
    if len(_BREAKS.findall(shown)) < 3 or _MARKDOWN.search(shown):
        return False
    lines = [line for line in shown.split("\n") if line.strip()]
    tagged = sum(1 for line in lines if _TAG.search(line))
    return tagged * 2 > len(lines) and (_TAG.match(shown.lstrip()) is not None or shown.rstrip().endswith(">"))


FORMAT = Format("clipboard_html", _sniff, _parse)
