"""Read what a Word document states about its styles and lists.

Format: ECMA-376, part 1, 17.7 (styles) and 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reviews.intake.bytes.xml_events import XmlEvent

_OFF = frozenset(("0", "false", "off", "none"))
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CODE, _QUOTE = re.compile(r"source ?code|html preformatted|code( block)?", re.I), re.compile(r"(intense )?quote", re.I)
_INLINE_CODE = re.compile(r"html code|verbatim char|inline ?code|code char", re.IGNORECASE)
_DEEPEST_STYLE, _DEEPEST_HEADING = 20, 9


@dataclass
class DocxLook:
    """The look of a paragraph or a run, as stated.

    `toggled` holds the tags that are switched on or off; `level` of a heading counts from 1, 0 is the body.
    """

    based_on: str = ""
    name: str = ""
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    toggled: dict[str, bool] = field(default_factory=dict)
    hidden: bool = False

    @property
    def tag(self) -> str:
        """The tag of a paragraph of such a look."""
        if _CODE.fullmatch(self.name):
            return "pre"
        if _QUOTE.fullmatch(self.name):
            return "blockquote"
        return f"h{min(self.level, 6)}" if self.level and self.level <= _DEEPEST_HEADING else "p"

    @property
    def is_inline_code(self) -> bool:
        return _INLINE_CODE.fullmatch(self.name) is not None

    def state(self, event: XmlEvent) -> None:
        """Take a property of a paragraph or a run."""
        value = value_of(event)
        match event.name:
            case "w:outlineLvl":
                self.level = whole(value, 9) + 1
            case "w:numId":
                self.list_id = value
            case "w:ilvl":
                self.list_level = whole(value, 0)
            case "w:b" | "w:i":
                self.toggled[event.name[2:]] = value not in _OFF
            case "w:vertAlign":
                self.toggled |= {"sup": value == "superscript", "sub": value == "subscript"}
            case "w:vanish":
                self.hidden = value not in _OFF


@dataclass(frozen=True)
class DocxListLevel:
    numbered: bool
    start: int


class DocxStyles:
    """The styles of a document, with what they inherit."""

    def __init__(self, stated: Mapping[str, DocxLook]) -> None:
        self._stated = stated
        self._inherited: dict[str, DocxLook] = {}

    def look(self, id: str) -> DocxLook:
        """A style, with what it inherits. Every one is looked up once."""
        if id not in self._inherited:
            look = DocxLook()
            chain: list[DocxLook] = []
            following = id
            while following in self._stated and len(chain) < _DEEPEST_STYLE:
                chain.append(self._stated[following])
                following = chain[-1].based_on
            for style in reversed(chain):
                look = DocxLook(
                    name=style.name,
                    level=_level_of(style) or look.level,
                    list_id=style.list_id if style.list_id is not None else look.list_id,
                    list_level=style.list_level if style.list_level is not None else look.list_level,
                    toggled=look.toggled | style.toggled,
                    hidden=style.hidden or look.hidden,
                )
            self._inherited[id] = look
        return self._inherited[id]


def read_styles(events: Iterable[XmlEvent]) -> DocxStyles:
    """Read the part of the styles."""
    styles: dict[str, DocxLook] = defaultdict(DocxLook)
    id = ""
    for event in events:
        if event.name == "w:style":
            id = event.attributes.get("w:styleId", "")
        elif event.name == "/w:style":
            id = ""
        elif id and event.name == "w:name":
            styles[id].name = value_of(event)
        elif id and event.name == "w:basedOn":
            styles[id].based_on = value_of(event)
        elif id:
            styles[id].state(event)
    return DocxStyles(dict(styles))


def read_list_levels(events: Iterable[XmlEvent]) -> dict[tuple[str, int], DocxListLevel]:
    """The levels of each list, by the list's id and the level."""
    formats: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(lambda: ["decimal", "1"]))
    definition: dict[str, str] = {}
    abstract = number = ""
    level = 0
    for event in events:
        match event.name:
            case "w:abstractNum":
                abstract = event.attributes.get("w:abstractNumId", "")
            case "w:num":
                number = event.attributes.get("w:numId", "")
            case "w:abstractNumId":
                definition[number] = value_of(event)
            case "w:lvl":
                level = whole(event.attributes.get("w:ilvl", ""), 0)
            case "w:numFmt" if abstract and not number:
                formats[abstract][level][0] = value_of(event)
            case "w:start" if abstract and not number:
                formats[abstract][level][1] = value_of(event)
    return {
        (number, level): DocxListLevel(kind not in ("bullet", "none"), whole(start, 1))
        for number, abstract in definition.items()
        for level, (kind, start) in formats.get(abstract, {}).items()
    }


def value_of(event: XmlEvent) -> str:
    """The value that an element states."""
    return event.attributes.get("w:val", event.attributes.get("m:val", ""))


def whole(digits: str, default: int) -> int:
    """The number that the digits write, else the default."""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else default


def _level_of(style: DocxLook) -> int | None:
    """The level of the heading that a style is."""
    named = _HEADING.fullmatch(style.name)
    return int(named[1]) if named else 1 if style.name.lower() == "title" else style.level
