"""Read a paper from CSL-JSON, or from Crossref's answer.

The second is nearly the first.

Format: the CSL-JSON schema of the Citation Style Language (csl-data.json), whose titles may hold HTML; Crossref's REST
API, format "Works", in which a title is a list and an abstract is in JATS.
"""

from __future__ import annotations

import html
import re
from typing import Any

from reviews.bibliography.reference import (
    Reference,
    UnreadableReference,
    arxiv_said,
    known_by,
    one_line,
    paragraphs,
    too_many,
    year_in,
)
from reviews.intake.bytes.json_stream import read_json
from reviews.intake.document import IntakeError

_ATTRIBUTES = r"""(?:\s++[\w:-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'))*+"""
_TAG = re.compile(rf"</?+(?P<name>[A-Za-z][\w:-]*+){_ATTRIBUTES}\s*+/?+>", re.ASCII)
_ENTITY = re.compile(r"&(?:#\w{1,8}|[a-z]\w{1,30});", re.ASCII | re.IGNORECASE)
_BLOCKS = {"p", "jats:p", "jats:title", "jats:sec", "br", "div", "li", "jats:list-item"}
_HEADING = re.compile(r"\A(?:abstract|summary)\n\n", re.IGNORECASE)
_DESCRIBES = {"title", "author", "DOI", "URL"}


def read_csl(text: str) -> Reference:
    """The one paper that a JSON document describes.

    The document is an object, a list of one, or an answer of Crossref's. Raises UnreadableReference, which names the
    place, for text that is not CSL-JSON, and for several papers.
    """
    try:
        value = read_json(text, "This JSON")
    except IntakeError as error:
        raise UnreadableReference(str(error)) from error
    items = _items(value)
    if len(items) > 1:
        raise too_many("This JSON", [_key(item) or "without an id" for item in items])
    if not items or not isinstance(items[0], dict) or not _DESCRIBES & items[0].keys():
        raise UnreadableReference("This JSON is no CSL-JSON: it has no title, author, DOI or URL.")
    return _reference(items[0])


def _items(value: Any) -> list[Any]:
    for key in ("message", "items"):
        if isinstance(value, dict) and isinstance(value.get(key), dict | list):
            value = value[key]
    return value if isinstance(value, list) else [value]


def _key(item: Any) -> str:
    return one_line(_text(item, "id") or _text(item, "DOI")) if isinstance(item, dict) else ""


def _reference(item: dict[str, Any]) -> Reference:
    hints = (arxiv_said(_text(item, key)) for key in ("number", "note", "container-title", "archive_location"))
    archived = f"{_text(item, 'archive')} {_text(item, 'publisher')} {_text(item, 'source')}".lower()
    places = (_text(item, "archive_location"), _text(item, "number")) if "arxiv" in archived else ()
    ids = known_by((*places, *hints, _text(item, "DOI")), link=_text(item, "URL"))
    titles = (one_line(_plain(_text(item, key))) for key in ("title", "subtitle"))
    authors = item.get("author")
    reference = Reference(
        title=": ".join(filter(None, titles)),
        authors=tuple(filter(None, map(_name, authors if isinstance(authors, list) else [authors]))),
        abstract=_abstract(_text(item, "abstract")),
        year=_year(item.get("issued")) or _year(item.get("published")),
        **ids._asdict(),
    )
    if not (reference.title or reference.url):
        raise UnreadableReference("This CSL-JSON has no title and no address that can be read.")
    return reference


def _text(item: dict[str, Any], key: str) -> str:
    """The string under a key, or the first of a list.

    "" for anything else.
    """
    value = item.get(key)
    if isinstance(value, list):
        value = next(iter(value), "")
    return value if isinstance(value, str) else str(value) if type(value) is int else ""


def _plain(text: str) -> str:
    """The text in HTML or JATS, with blank lines between blocks."""
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _TAG.sub(lambda tag: "\n\n" if tag["name"].lower() in _BLOCKS else "", text)


def _abstract(text: str) -> str:
    return _HEADING.sub("", paragraphs(_plain(text)))


def _name(author: Any) -> str:
    if isinstance(author, str):
        return one_line(_plain(author))
    if not isinstance(author, dict):
        return ""
    parts = {key: one_line(_plain(_text(author, key))) for key in author}
    if whole := parts.get("literal") or parts.get("name"):
        return whole
    family = parts.get("family", "")
    for particle in filter(None, (parts.get("non-dropping-particle"), parts.get("dropping-particle"))):
        family = particle + ("" if particle[-1] in "'’-" else " ") + family
    return " ".join(filter(None, (parts.get("given"), family, parts.get("suffix"))))


def _year(date: Any) -> int | None:
    """The year of a CSL date, in any of its forms.

    These are the parts of a day, a raw or a literal date, or a text.
    """
    for value in [date.get(key) for key in ("date-parts", "raw", "literal")] if isinstance(date, dict) else [date]:
        while isinstance(value, list):
            value = next(iter(value), None)
        if isinstance(value, str | int) and (year := year_in(str(value))):
            return year
    return None
