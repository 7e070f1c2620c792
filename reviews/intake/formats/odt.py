"""Read documents of LibreOffice and its kin (.odt).

Format: OASIS OpenDocument 1.3, part 3 (schema) and part 2 (packages).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reviews.intake.bytes.html_tokens import HtmlToken
from reviews.intake.bytes.xml_events import XmlEvent, xml_events
from reviews.intake.document import IntakeError
from reviews.intake.formats.office import Flow, OfficeFormat, OfficeText, Package, ordered_styles

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}manifest:1.0": "manifest",
    f"{_OASIS}svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_LEFT_OUT = frozenset(
    """
    text:tracked-changes text:note-citation text:hidden-text text:ruby-text text:sequence-decls text:variable-decls
    table:covered-table-cell office:annotation office:forms svg:title svg:desc
    """.split()
)
_SPACES = re.compile(r"[ \t\r\n]+")
_BOLD = frozenset(("bold", "600", "700", "800", "900"))
_QUOTE, _CODE = re.compile(r"quotations?", re.I), re.compile(r"preformatted text|source ?code", re.I)
_INLINE_CODE = re.compile(r"source text|teletype", re.IGNORECASE)
_DEEPEST_STYLE, _DEEPEST_LEVEL, _MOST_SPACES = 20, 8, 1_000


@dataclass
class _OdtStyle:
    """A style of paragraphs or words.

    `toggled` holds the tags that it switches on or off.
    """

    parent: str = ""
    toggled: dict[str, bool] = field(default_factory=dict)
    hidden: bool = False


@dataclass
class _OdtList:
    """An open list.

    `number` is the next item's, 0 for bullets. `is_new`: the open item has had no words yet.
    """

    style: str
    number: int
    is_new: bool = False


@dataclass
class _OdtParagraph:
    """A paragraph or a heading.

    `tag` is "" for an item of a list; `number` is that of a numbered one.
    """

    tag: str
    toggled: dict[str, bool]
    number: int = 0
    level: int = 0
    is_opened: bool = False


@dataclass
class _OdtPlace:
    """What is open at a place of the document."""

    flow: Flow
    blocks: list[_OdtParagraph] = field(default_factory=list)
    lists: list[_OdtList] = field(default_factory=list)
    looks: list[_OdtStyle] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def _read(package: Package) -> OfficeText:
    if _CONTENT not in package.names:
        raise IntakeError(f"{package.name} is no whole OpenDocument text: “{_CONTENT}” is not in it.")
    if any(event.name == "manifest:encryption-data" for event in _events(package, _MANIFEST)):
        raise IntakeError(
            f"{package.name} is encrypted: it opens with a password only. Save it without one, or copy the text and "
            "paste it."
        )
    reader = _OdtReader(package.name)
    for part in (_STYLES, _CONTENT):
        reader.read(_events(package, part))
    return OfficeText(reader.written(), tuple(reader.notes))


def _events(package: Package, part: str) -> Iterator[XmlEvent]:
    data = package.read(part)
    return xml_events(data, package.place(part), _PREFIXES) if data else iter(())


def _whole(digits: str, default: int) -> int:
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else default


def _shown(name: str) -> str:
    """The name of a style as people see it."""
    return name.replace("_20_", " ").lower()


class _OdtReader:
    """The reading of one document."""

    def __init__(self, name: str) -> None:
        self.place = _OdtPlace(Flow(name))
        self.outside: list[_OdtPlace] = []  # the places around the open note, or the open table
        self.footnotes = Flow(name)
        self.footnote = 0
        self.opening = ""  # the number of a footnote, before its first words
        self.notes: dict[str, None] = {}
        self.styles: dict[str, _OdtStyle] = {}
        self.style = _OdtStyle()
        self.starts: dict[
            str, dict[int, int]
        ] = {}  # of each style of lists: its numbered levels, with the first number
        self.list_style = ""
        self.numbers: dict[tuple[str, int], int] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self.has_begun = False
        self.skipping = 0
        self.has_picture = False

    def read(self, events: Iterator[XmlEvent]) -> None:
        for event in events:
            if not event.name:
                if self.has_begun and not self.skipping and self.place.blocks:
                    self._say(_SPACES.sub(" ", event.text))
            elif event.name[0] == "/":
                self._close(event.name[1:])
            else:
                self._open(event)

    def written(self) -> list[HtmlToken]:
        return self.place.flow.written() + self.footnotes.written()

    def _open(self, event: XmlEvent) -> None:
        is_hidden = self.has_begun and event.attributes.get("text:display") == "none"
        if self.skipping or event.name in _LEFT_OUT or is_hidden:
            self.skipping += 1
            if event.name == "text:deletion":
                self.notes["Words that were deleted with tracked changes are left out."] = None
        elif self.has_begun:
            self._open_content(event)
        elif event.name == "office:text":
            self.has_begun = True
        else:
            self._state(event)

    # --- styles -----------------------------------------------------------------------------------

    def _state(self, event: XmlEvent) -> None:
        """Take a style, or a property of the last one."""
        given = event.attributes
        match event.name:
            case "style:style":
                self.style = _OdtStyle(given.get("style:parent-style-name", ""))
                self.styles[given.get("style:name", "")] = self.style
            case "style:text-properties":
                if weight := given.get("fo:font-weight"):
                    self.style.toggled["b"] = weight in _BOLD
                if slant := given.get("fo:font-style"):
                    self.style.toggled["i"] = slant != "normal"
                if raised := given.get("style:text-position", "").split():
                    self.style.toggled |= {"sup": _is_raised(raised[0], 1), "sub": _is_raised(raised[0], -1)}
                self.style.hidden = given.get("text:display") == "none"
            case "text:list-style":
                self.list_style = given.get("style:name", "")
                self.starts[self.list_style] = {}
            case "text:list-level-style-number" if self.list_style and given.get("style:num-format"):
                level = _whole(given.get("text:level", ""), 1) - 1
                self.starts[self.list_style][level] = _whole(given.get("text:start-value", ""), 1)

    def _inherited(self, name: str) -> tuple[str, ...]:
        """The names of a style and of its parents."""
        if name not in self.names:
            chain: list[str] = []
            following = name
            while following and len(chain) < _DEEPEST_STYLE:
                chain.append(following)
                following = self.styles[following].parent if following in self.styles else ""
            self.names[name] = tuple(chain)
        return self.names[name]

    def _look(self, name: str) -> _OdtStyle:
        """The look of a style, with what it inherits."""
        look = _OdtStyle()
        for known in reversed(self._inherited(name)):
            style = self.styles.get(known, _OdtStyle())
            look.toggled |= style.toggled | ({"code": True} if _INLINE_CODE.fullmatch(_shown(known)) else {})
            look.hidden = look.hidden or style.hidden
        return look

    # --- what stands in the document --------------------------------------------------------------

    def _open_content(self, event: XmlEvent) -> None:
        given, place = event.attributes, self.place
        match event.name:
            case "text:p" | "text:h":
                self._open_block(event)
            case "text:span":
                place.looks.append(self._look(given.get("text:style-name", "")))
            case "text:a":
                place.links.append(given.get("xlink:href", ""))
            case "text:s":
                self._say(" " * min(_whole(given.get("text:c", ""), 1), _MOST_SPACES))
            case "text:tab":
                self._say("\t")
            case "text:line-break" if self._opened():
                place.flow.line_break()
            case "draw:frame":
                self.has_picture = False
            case "draw:image" | "draw:object" if not self.has_picture:
                self.has_picture = True
                self._say("[image]")
            case "text:list":
                self._open_list(event)
            case "text:list-item" if place.lists:
                place.lists[-1].is_new = True
                if place.lists[-1].number and (start := _whole(given.get("text:start-value", ""), 0)):
                    place.lists[-1].number = start
            case "text:note":
                self.footnote += 1
                self._say(f"[{self.footnote}]")
                self.opening = f"[{self.footnote}] "
                self._go_inside(self.footnotes)
            case "table:table":
                place.flow.begin_table()
                self._go_inside(place.flow)
            case "table:table-row":
                place.flow.begin_row()
            case "table:table-cell":
                columns, rows = (given.get(f"table:number-{side}-spanned", "") for side in ("columns", "rows"))
                place.flow.begin_cell(columns=_whole(columns, 1), rows=_whole(rows, 1))

    def _go_inside(self, flow: Flow) -> None:
        self.outside.append(self.place)
        self.place = _OdtPlace(flow)

    def _close(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        place = self.place
        match name:
            case "office:text":
                self.has_begun = False
            case "text:p" | "text:h" if self.has_begun and place.blocks:
                if place.blocks[-1].tag == "pre":
                    self._opened()
                place.blocks.pop()
                place.flow.end_block()
            case "text:span" if place.looks:
                place.looks.pop()
            case "text:a" if place.links:
                place.links.pop()
            case "text:list" if place.lists:
                ended = place.lists.pop()
                self.numbers[ended.style, len(place.lists)] = ended.number
            case "text:note" | "table:table" if self.outside:
                if name == "table:table":
                    place.flow.end_table()
                self.place = self.outside.pop()
            case "table:table-cell":
                place.flow.end_cell()

    def _open_list(self, event: XmlEvent) -> None:
        lists = self.place.lists
        style = event.attributes.get("text:style-name", lists[-1].style if lists else "")
        level = min(len(lists), _DEEPEST_LEVEL)
        number = self.starts.get(style, {}).get(level, 0)
        goes_on = event.attributes.get("text:continue-numbering") == "true" or "text:continue-list" in event.attributes
        if number and goes_on:
            number = self.numbers.get((style, len(lists)), number)
        lists.append(_OdtList(style, number))

    def _open_block(self, event: XmlEvent) -> None:
        place, name = self.place, event.attributes.get("text:style-name", "")
        look = self._look(name)
        tag = self._tag(event, name)
        block = _OdtParagraph(tag, look.toggled if tag == "p" else {})
        if tag == "p" and place.lists and place.lists[-1].is_new:
            block.tag, block.level, block.number = "", len(place.lists) - 1, place.lists[-1].number
            place.lists[-1].is_new = False
            if block.number:
                place.lists[-1].number += 1
        place.blocks.append(block)

    def _tag(self, event: XmlEvent, style: str) -> str:
        if event.name == "text:h":
            return f"h{min(max(1, _whole(event.attributes.get('text:outline-level', ''), 1)), 6)}"
        names = [_shown(name) for name in self._inherited(style)]
        if "title" in names:
            return "h1"
        if any(map(_QUOTE.fullmatch, names)):
            return "blockquote"
        return "pre" if any(map(_CODE.fullmatch, names)) else "p"

    def _opened(self) -> bool:
        """Whether a paragraph is open; begins the one that is read."""
        if not self.place.blocks:
            return False
        block, flow = self.place.blocks[-1], self.place.flow
        if not block.is_opened:
            block.is_opened = True
            if block.tag:
                flow.begin(block.tag, in_item=bool(self.place.lists) and block.tag == "p")
            else:
                flow.begin_item(min(block.level, _DEEPEST_LEVEL), number=block.number)
            opening, self.opening = self.opening, ""
            if opening:
                flow.say(opening)
        return True

    def _say(self, text: str) -> None:
        """Write words of the open paragraph."""
        place = self.place
        if any(look.hidden for look in place.looks):
            self.notes["Hidden words are left out."] = None
            return
        if not place.blocks:
            return
        if not (text.strip() or place.blocks[-1].is_opened or place.blocks[-1].tag == "pre"):
            return
        self._opened()
        toggled = dict(place.blocks[-1].toggled)
        for look in place.looks:
            toggled |= look.toggled
        place.flow.say(
            text,
            ordered_styles({tag for tag, is_on in toggled.items() if is_on}),
            place.links[-1] if place.links else "",
        )


def _is_raised(position: str, sign: int) -> bool:
    """Whether a text stands above (1) or below (-1) the line.

    `position` is "super", "sub" or a share of the height, in percent.
    """
    if position in ("super", "sub"):
        return (position == "super") == (sign > 0)
    return re.fullmatch(r"-?0*[1-9]\d{0,2}(?:\.\d+)?%", position) is not None and position.startswith("-") == (sign < 0)


FORMAT = OfficeFormat("odt", _read)
