"""Read documents of Word (.docx).

Format: ECMA-376, part 1 (WordprocessingML) and part 2 (packages), in its transitional and its strict namespaces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath

from reviews.intake.bytes.xml_events import XmlEvent, xml_events
from reviews.intake.document import IntakeError
from reviews.intake.formats.office import Flow, OfficeFormat, OfficeText, Package, ordered_styles
from reviews.intake.formats.office_formula import OfficeFormula

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "urn:schemas-microsoft-com:vml": "v",
}
_LEFT_OUT = frozenset(
    ("w:del", "w:moveFrom", "mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPr", "w:sdtPr", "w:rt", "w:delText")
)
_DELETED = frozenset(("w:del", "w:moveFrom"))
_OFF = frozenset(("0", "false", "off", "none"))
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CODE, _QUOTE = re.compile(r"source ?code|html preformatted|code( block)?", re.I), re.compile(r"(intense )?quote", re.I)
_INLINE_CODE = re.compile(r"html code|verbatim char|inline ?code|code char", re.IGNORECASE)
_DEEPEST_LEVEL, _DEEPEST_STYLE, _DEEPEST_HEADING = 8, 20, 9
_LONGEST_FIELD = 3_000


@dataclass
class _DocxLook:
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


@dataclass
class _DocxParagraph:
    style: str = ""
    own: _DocxLook = field(default_factory=_DocxLook)
    opened: bool = False


@dataclass(frozen=True)
class _DocxListLevel:
    numbered: bool
    start: int


def _read(package: Package) -> OfficeText:
    main = _target(package, "_rels/.rels", "/officeDocument") or "word/document.xml"
    folder, _, file = main.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if main not in package.names:
        raise IntakeError(f"{package.name} is no whole Word document: “{main[:100]}” is not in it.")
    reader = _DocxReader(
        flow=Flow(package.name),
        styles=_styles(package, _target(package, relations, "/styles", folder)),
        levels=_list_levels(package, _target(package, relations, "/numbering", folder)),
        links={
            event.attributes.get("Id", ""): event.attributes.get("Target", "")
            for event in _events(package, relations)
            if event.attributes.get("TargetMode") == "External"
        },
    )
    reader.read(package, main)
    for kind in ("footnote", "endnote"):
        reader.read(package, _target(package, relations, f"/{kind}s", folder))
    return OfficeText(reader.flow.written(), tuple(reader.notes))


def _events(package: Package, part: str) -> list[XmlEvent]:
    """The elements of a small part, without its texts."""
    data = package.read(part)
    return [event for event in xml_events(data, package.place(part), _PREFIXES) if event.name] if data else []


def _target(package: Package, relations: str, kind: str, folder: str = "") -> str:
    """The part that the relations of another one name, else ""."""
    for event in _events(package, relations):
        if event.attributes.get("Type", "").endswith(kind):
            target = event.attributes.get("Target", "")
            return target[1:] if target.startswith("/") else normpath(f"{folder}/{target}").lstrip("/")
    return ""


def _styles(package: Package, part: str) -> dict[str, _DocxLook]:
    styles: dict[str, _DocxLook] = defaultdict(_DocxLook)
    id = ""
    for event in _events(package, part):
        if event.name == "w:style":
            id = event.attributes.get("w:styleId", "")
        elif event.name == "/w:style":
            id = ""
        elif id and event.name == "w:name":
            styles[id].name = _value(event)
        elif id and event.name == "w:basedOn":
            styles[id].based_on = _value(event)
        elif id:
            _state(styles[id], event)
    return dict(styles)


def _list_levels(package: Package, part: str) -> dict[tuple[str, int], _DocxListLevel]:
    """The levels of each list, by the list's id and the level."""
    formats: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(lambda: ["decimal", "1"]))
    definition: dict[str, str] = {}
    abstract = number = ""
    level = 0
    for event in _events(package, part):
        match event.name:
            case "w:abstractNum":
                abstract = event.attributes.get("w:abstractNumId", "")
            case "w:num":
                number = event.attributes.get("w:numId", "")
            case "w:abstractNumId":
                definition[number] = _value(event)
            case "w:lvl":
                level = _whole(event.attributes.get("w:ilvl", ""), 0)
            case "w:numFmt" if abstract and not number:
                formats[abstract][level][0] = _value(event)
            case "w:start" if abstract and not number:
                formats[abstract][level][1] = _value(event)
    return {
        (number, level): _DocxListLevel(kind not in ("bullet", "none"), _whole(start, 1))
        for number, abstract in definition.items()
        for level, (kind, start) in formats.get(abstract, {}).items()
    }


def _state(look: _DocxLook, event: XmlEvent) -> None:
    """Take a property of a paragraph or a run into a look."""
    value = _value(event)
    match event.name:
        case "w:outlineLvl":
            look.level = _whole(value, 9) + 1
        case "w:numId":
            look.list_id = value
        case "w:ilvl":
            look.list_level = _whole(value, 0)
        case "w:b" | "w:i":
            look.toggled[event.name[2:]] = value not in _OFF
        case "w:vertAlign":
            look.toggled |= {"sup": value == "superscript", "sub": value == "subscript"}
        case "w:vanish":
            look.hidden = value not in _OFF


def _value(event: XmlEvent) -> str:
    return event.attributes.get("w:val", event.attributes.get("m:val", ""))


def _whole(digits: str, default: int) -> int:
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else default


class _DocxReader:
    """The reading of one document, part by part."""

    def __init__(
        self,
        *,
        flow: Flow,
        styles: Mapping[str, _DocxLook],
        levels: Mapping[tuple[str, int], _DocxListLevel],
        links: Mapping[str, str],
    ) -> None:
        self.flow, self.styles, self.levels, self.links = flow, styles, levels, links
        self.notes: dict[str, None] = {}
        self.path: list[str] = []
        self.skipping = 0
        self.paragraphs: list[_DocxParagraph] = []
        self.run = _DocxLook()
        self.run_style = ""
        self.link: list[str] = []
        self.field = ""
        self.field_link = ""
        self.numbers: dict[tuple[str, int], int] = {}
        self.references: dict[tuple[str, str], int] = {}
        self.inherited: dict[str, _DocxLook] = {}
        self.cell_columns = 0  # of a cell that has not begun; 0 if there is none
        self.opening = ""  # the number of a note, before its first words
        self.formula: OfficeFormula | None = None

    def read(self, package: Package, part: str) -> None:
        data = package.read(part)
        for event in xml_events(data, package.place(part), _PREFIXES) if data else ():
            if not event.name:
                self._text(event.text)
            elif event.name[0] == "/":
                self._close(event.name[1:])
            else:
                self._open(event)

    def _open(self, event: XmlEvent) -> None:
        self.path.append(event.name)
        if self.skipping or event.name in _LEFT_OUT or self._is_unread_note(event):
            self.skipping += 1
            if event.name in _DELETED and "w:rPr" not in self.path:
                self.notes["Words that were deleted with tracked changes are left out."] = None
            return
        parent = self.path[-2] if len(self.path) > 1 else ""
        if self.formula:
            self.formula.open(event.name, _value(event), parent)
        elif event.name == "m:oMath":
            self.formula = OfficeFormula()
        elif parent == "w:pPr" or (parent == "w:numPr" and "w:pPr" in self.path[-3:]):
            self._state_paragraph(event)
        elif parent == "w:rPr" and "w:pPr" not in self.path[-4:]:
            if event.name == "w:rStyle":
                self.run_style = _value(event)
            _state(self.run, event)
        else:
            self._open_content(event)

    def _is_unread_note(self, event: XmlEvent) -> bool:
        """Whether the tag begins a note that nothing refers to."""
        if event.name not in ("w:footnote", "w:endnote"):
            return False
        number = self.references.get((event.name, event.attributes.get("w:id", "")))
        self.opening = f"[{number}] " if number else ""
        return not number

    def _state_paragraph(self, event: XmlEvent) -> None:
        if self.paragraphs:
            if event.name == "w:pStyle":
                self.paragraphs[-1].style = _value(event)
            _state(self.paragraphs[-1].own, event)

    def _open_content(self, event: XmlEvent) -> None:
        match event.name:
            case "w:p":
                self._begin_cell()
                if self.paragraphs and self.paragraphs[-1].opened:
                    self.flow.end_block()
                    self.paragraphs[-1] = _DocxParagraph()
                self.paragraphs.append(_DocxParagraph())
            case "w:r":
                self.run, self.run_style = _DocxLook(), ""
            case "w:hyperlink":
                self.link.append(self.links.get(event.attributes.get("r:id", ""), ""))
            case "w:fldChar":
                self._field(event.attributes.get("w:fldCharType", ""))
            case "w:tab" | "w:ptab" if self.path[-2] == "w:r":
                self._say("\t")
            case "w:br" | "w:cr":
                if event.attributes.get("w:type", "textWrapping") == "textWrapping" and self._opened():
                    self.flow.line_break()
            case "w:noBreakHyphen":
                self._say("\u2011")
            case "w:sym":
                self._say("\ufffd")
                self.notes["Signs of a symbol font cannot be read: each is shown as “\ufffd”."] = None
            case "pic:pic" | "v:imagedata":
                self._say("[image]")
            case "w:footnoteReference" | "w:endnoteReference":
                kind = event.name.removesuffix("Reference")
                key = (kind, event.attributes.get("w:id", ""))
                self._say(f"[{self.references.setdefault(key, len(self.references) + 1)}]")
            case "w:tbl":
                self._begin_cell()
                self.flow.begin_table()
            case "w:tr":
                self.flow.begin_row()
            case "w:tc":
                self.cell_columns = 1
            case "w:gridSpan" if self.cell_columns:
                self.cell_columns = max(1, _whole(_value(event), 1))

    def _begin_cell(self) -> None:
        """Begin the cell whose properties have been read."""
        if self.cell_columns:
            self.flow.begin_cell(columns=self.cell_columns)
            self.cell_columns = 0

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.field = ""
        elif kind == "separate":
            target = _LINK.match(self.field)
            self.field_link = target[1] if target else ""
        elif kind == "end":
            self.field = self.field_link = ""

    def _close(self, name: str) -> None:
        self.path.pop()
        if self.skipping:
            self.skipping -= 1
            return
        if self.formula and name != "m:oMath":
            self.formula.close(name)
            return
        match name:
            case "m:oMath" if self.formula:
                tex, self.formula = self.formula.tex, None
                if tex and self._opened():
                    self.flow.formula(tex, display="m:oMathPara" in self.path)
            case "w:p" if self.paragraphs:
                paragraph = self.paragraphs.pop()
                look = self._looks(paragraph)
                if not paragraph.opened and look.list_id:
                    self._next_number(look)
                elif paragraph.opened or (self._tag_of(look) == "pre" and self._opened(paragraph)):
                    self.flow.end_block()
            case "w:hyperlink" if self.link:
                self.link.pop()
            case "w:tc":
                self._begin_cell()
                self.flow.end_cell()
            case "w:tbl":
                self.flow.end_table()

    def _text(self, text: str) -> None:
        if self.skipping or not self.path:
            return
        if self.formula:
            if self.path[-1] in ("m:t", "w:t"):
                self.formula.say(text)
        elif self.path[-1] == "w:t":
            self._say(text)
        elif self.path[-1] == "w:instrText" and len(self.field) < _LONGEST_FIELD:
            self.field += text

    def _say(self, text: str) -> None:
        """Write the words of the open run."""
        style = self._style(self.run_style)
        if self.run.hidden or style.hidden:
            self.notes["Hidden words are left out."] = None
            return
        if not self._opened():
            return
        toggled = style.toggled | self.run.toggled
        styles = {tag for tag, is_on in toggled.items() if is_on}
        if self._tag_of(self._looks(self.paragraphs[-1])).startswith("h"):
            styles -= {"b"}
        if _INLINE_CODE.fullmatch(style.name):
            styles.add("code")
        link = self.link[-1] if self.link else self.field_link
        self.flow.say(text, ordered_styles(styles), link)

    # --- paragraphs -------------------------------------------------------------------------------

    def _opened(self, paragraph: _DocxParagraph | None = None) -> bool:
        """Whether a paragraph is open; begins the one that is read."""
        paragraph = paragraph or (self.paragraphs[-1] if self.paragraphs else None)
        if paragraph and not paragraph.opened:
            paragraph.opened = True
            look = self._looks(paragraph)
            tag = self._tag_of(look)
            if tag == "p" and look.list_id:
                level = min(look.list_level or 0, _DEEPEST_LEVEL)
                self.flow.begin_item(level, number=self._next_number(look))
            else:
                self.flow.begin(tag)
            opening, self.opening = self.opening, ""
            if opening:
                self.flow.say(opening)
        return paragraph is not None

    def _looks(self, paragraph: _DocxParagraph) -> _DocxLook:
        """The look of a paragraph, with what its style states.

        `list_id` is "" for one that is no item of a list.
        """
        style, own = self._style(paragraph.style), paragraph.own
        list_id = own.list_id if own.list_id is not None else style.list_id
        list_level = own.list_level if own.list_level is not None else style.list_level
        return _DocxLook(
            name=style.name,
            level=own.level if own.level is not None else style.level,
            list_id="" if list_id in (None, "0") else list_id,
            list_level=list_level,
        )

    def _style(self, id: str) -> _DocxLook:
        """A style, with what it inherits. Every one is looked up once."""
        if id not in self.inherited:
            look = _DocxLook()
            chain: list[_DocxLook] = []
            following = id
            while following in self.styles and len(chain) < _DEEPEST_STYLE:
                chain.append(self.styles[following])
                following = chain[-1].based_on
            for style in reversed(chain):
                look = _DocxLook(
                    name=style.name,
                    level=_level_of(style) or look.level,
                    list_id=style.list_id if style.list_id is not None else look.list_id,
                    list_level=style.list_level if style.list_level is not None else look.list_level,
                    toggled=look.toggled | style.toggled,
                    hidden=style.hidden or look.hidden,
                )
            self.inherited[id] = look
        return self.inherited[id]

    def _tag_of(self, look: _DocxLook) -> str:
        """The tag of a paragraph of such a look."""
        if _CODE.fullmatch(look.name):
            return "pre"
        if _QUOTE.fullmatch(look.name):
            return "blockquote"
        return f"h{min(look.level, 6)}" if look.level and look.level <= _DEEPEST_HEADING else "p"

    def _next_number(self, look: _DocxLook) -> int:
        """The number of a list's next item; 0 for a bullet."""
        id, level = look.list_id or "", look.list_level or 0
        known = self.levels.get((id, level))
        if not known or not known.numbered:
            return 0
        for deeper in range(level + 1, _DEEPEST_LEVEL + 1):
            self.numbers.pop((id, deeper), None)
        number = self.numbers.get((id, level), known.start or 1)
        self.numbers[id, level] = number + 1
        return number


def _level_of(style: _DocxLook) -> int | None:
    """The level of the heading that a style is."""
    named = _HEADING.fullmatch(style.name)
    return int(named[1]) if named else 1 if style.name.lower() == "title" else style.level


FORMAT = OfficeFormat("docx", _read)
