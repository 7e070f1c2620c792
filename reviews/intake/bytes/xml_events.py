"""Read XML as a stream of events.

It is a stranger's XML: a document type, and with it every entity, is refused before it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from reviews.intake.document import IntakeError

DEEPEST = 250
MOST_ELEMENTS = 1_000_000
_CHUNK = 64 * 1024


class XmlEvent(NamedTuple):
    """The beginning of an element, its end, or a run of text.

    The `name` of a text is "", that of an end has "/" before it. `text` is that of a text alone, `attributes` those of
    a beginning.
    """

    name: str
    text: str
    attributes: Mapping[str, str]


def xml_events(document: bytes, place: str, prefixes: Mapping[str, str]) -> Iterator[XmlEvent]:
    """The events of an XML document, in order.

    `prefixes` maps namespaces to the prefixes of names ("w:p"). Names of other namespaces begin with a colon, those of
    none have no prefix. `place` is what sentences call the document. Raises IntakeError, naming the place, for what is
    no XML, has a document type, is nested deeper than DEEPEST or has more than MOST_ELEMENTS elements.
    """
    read: list[XmlEvent] = []
    depth = elements = 0

    def known(name: str) -> str:
        namespace, parted, local = name.rpartition("}")
        return f"{prefixes.get(namespace, '')}:{local}" if parted else name

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST:
            raise IntakeError(f"{place} is nested deeper than {DEEPEST} levels.")
        if elements > MOST_ELEMENTS:
            raise IntakeError(f"{place} has more than {MOST_ELEMENTS:,} elements: give the document in parts.")
        read.append(XmlEvent(known(name), "", {known(key): value for key, value in attributes.items()}))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        read.append(XmlEvent("/" + known(name), "", {}))

    def doctype(*_: object) -> NoReturn:
        raise IntakeError(f"{place} has a document type, which is not read.")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: read.append(XmlEvent("", text, {}))
    for position in range(0, len(document) + 1, _CHUNK):
        chunk = document[position : position + _CHUNK]
        try:
            parser.Parse(chunk, position + _CHUNK > len(document))
        except IntakeError:
            raise
        except (expat.ExpatError, LookupError, ValueError) as error:
            where = f"line {parser.CurrentLineNumber:,}, character {parser.CurrentColumnNumber + 1:,}"
            raise IntakeError(f"{place} is no XML that can be read: {where}.") from error
        yield from read
        read.clear()
