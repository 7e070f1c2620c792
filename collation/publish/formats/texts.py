"""The formats that are plain text: JSON, Markdown, text."""

from __future__ import annotations

from collections.abc import Callable

from collation.publish.document.markdown import markdown
from collation.publish.document.plain_text import plain_text
from collation.publish.formats.edition import Edition, PublicationFormat


def _json(edition: Edition) -> bytes:
    return edition.text.encode()


def _markdown(edition: Edition) -> bytes:
    return _as_text(markdown, edition)


def _text(edition: Edition) -> bytes:
    return _as_text(plain_text, edition)


def _as_text(write: Callable[..., str], edition: Edition) -> bytes:
    known = {"sha256": edition.sha256, "url": edition.url, "corrected_in": edition.corrected}
    return write(edition.document, **known, shown=edition.page).encode()


JSON = PublicationFormat("json", "JSON", "the document itself, for programs", ".json", "application/json", _json)
MARKDOWN = PublicationFormat(
    "markdown", "Markdown", "for models, wikis and repositories", ".md", "text/markdown; charset=utf-8", _markdown
)
TEXT = PublicationFormat("text", "Plain text", "for a mail", ".txt", "text/plain; charset=utf-8", _text)
