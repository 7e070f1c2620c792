"""A paper out of arXiv's Atom feed.

Format: the arXiv API User's Manual, sections 3.3 (outline of a feed) and 3.4 (errors). What arXiv answers is a
stranger's XML all the same: a document type, and with it every entity, is refused before it is read.
"""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from reviews.bibliography.reference import Reference, UnreadableReference, known_by, one_line, paragraphs, year_in

DEEPEST = 50
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_UNREADABLE = "arXiv's answer is no feed that can be read"


def read_feed(document: bytes, asked: str) -> Reference:
    """The paper in arXiv's answer about one arXiv id.

    Its version is the one that arXiv gave. Raises UnreadableReference for a feed without the paper, with the words of
    an error feed, and for no feed.
    """
    feed = _tree(document)
    if feed.tag != f"{_ATOM}feed":
        raise UnreadableReference(f"{_UNREADABLE}.")
    entry = feed.find(f"{_ATOM}entry")
    if entry is None:
        raise UnreadableReference(f"arXiv has no paper {asked}.")
    address, title = _text(entry, f"{_ATOM}id"), one_line(_text(entry, f"{_ATOM}title"))
    ids = known_by([_text(entry, f"{_ARXIV}doi")], link=one_line(address))
    if not ids.arxiv_id and (title == "Error" or "/api/errors" in address):
        words = one_line(_text(entry, f"{_ATOM}summary"))[:200].rstrip(".")
        raise UnreadableReference(f"arXiv answered about {asked}: {words or 'Error'}.")
    if not ids.arxiv_id or not title:
        raise UnreadableReference(f"arXiv has no paper {asked}.")
    names = (one_line(author.findtext(f"{_ATOM}name") or "") for author in entry.findall(f"{_ATOM}author"))
    return Reference(
        title=title,
        authors=tuple(filter(None, names)),
        abstract=paragraphs(_text(entry, f"{_ATOM}summary")),
        year=year_in(_text(entry, f"{_ATOM}published")),
        **ids._asdict(),
    )


def _text(entry: Element, tag: str) -> str:
    return entry.findtext(tag) or ""


def _qualified(tag: str) -> str:
    return f"{{{tag}" if "}" in tag else tag


def _tree(document: bytes) -> Element:
    """The root of an XML document without a document type.

    Tags are "{namespace}name".
    """
    builder, depth = TreeBuilder(), 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableReference(f"{_UNREADABLE}: it is nested deeper than {DEEPEST} levels.")
        builder.start(_qualified(tag), attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_qualified(tag))

    def doctype(*_: object) -> NoReturn:
        raise UnreadableReference(f"{_UNREADABLE}: it has a document type.")

    parser = expat.ParserCreate("utf-8", "}")
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, builder.data
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise UnreadableReference(f"{_UNREADABLE}: line {error.lineno:,}, character {error.offset + 1:,}.") from error
    return builder.close()
