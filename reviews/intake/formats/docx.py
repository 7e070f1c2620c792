"""Read documents of Word (.docx).

Format: ECMA-376, part 1 (WordprocessingML) and part 2 (packages), in its transitional and its strict namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath

from reviews.intake.bytes.xml_events import XmlEvent, xml_events
from reviews.intake.document import IntakeError
from reviews.intake.formats.docx_styles import (
    DocxListLevel,
    DocxLook,
    DocxStyles,
    read_list_levels,
    read_styles,
    value_of,
    whole,
)
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
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')
_DEEPEST_LEVEL = 8
_LONGEST_FIELD = 3_000


@dataclass
class _DocxParagraph:
    style: str = ""
    own: DocxLook = field(default_factory=DocxLook)
    opened: bool = False


def _read(package: Package) -> OfficeText:
    main = _target(package, "_rels/.rels", "/officeDocument") or "word/document.xml"
    folder, _, file = main.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if main not in package.names:
        raise IntakeError(f"{package.name} is no whole Word document: “{main[:100]}” is not in it.")
    reader = _DocxReader(
        flow=Flow(package.name),
        styles=read_styles(_events(package, _target(package, relations, "/styles", folder))),
        levels=read_list_levels(_events(package, _target(package, relations, "/numbering", folder))),
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


class _DocxReader:
    """The reading of one document, part by part."""

    def __init__(
        self,
        *,
        flow: Flow,
        styles: DocxStyles,
        levels: Mapping[tuple[str, int], DocxListLevel],
        links: Mapping[str, str],
    ) -> None:
        self.flow, self.styles, self.levels, self.links = flow, styles, levels, links
        self.notes: dict[str, None] = {}
        self.path: list[str] = []
        self.skipping = 0
        self.paragraphs: list[_DocxParagraph] = []
        self.run = DocxLook()
        self.run_style = ""
        self.link: list[str] = []
        self.field = ""
        self.field_link = ""
        self.numbers: dict[tuple[str, int], int] = {}
        self.references: dict[tuple[str, str], int] = {}
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
            self.formula.open(event.name, value_of(event), parent)
        elif event.name == "m:oMath":
            self.formula = OfficeFormula()
        elif parent == "w:pPr" or (parent == "w:numPr" and "w:pPr" in self.path[-3:]):
            self._state_paragraph(event)
        elif parent == "w:rPr" and "w:pPr" not in self.path[-4:]:
            if event.name == "w:rStyle":
                self.run_style = value_of(event)
            self.run.state(event)
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
                self.paragraphs[-1].style = value_of(event)
            self.paragraphs[-1].own.state(event)

    def _open_content(self, event: XmlEvent) -> None:
        match event.name:
            case "w:p":
                self._begin_cell()
                if self.paragraphs and self.paragraphs[-1].opened:
                    self.flow.end_block()
                    self.paragraphs[-1] = _DocxParagraph()
                self.paragraphs.append(_DocxParagraph())
            case "w:r":
                self.run, self.run_style = DocxLook(), ""
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
                self.cell_columns = max(1, whole(value_of(event), 1))

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
                elif paragraph.opened or (look.tag == "pre" and self._opened(paragraph)):
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
        style = self.styles.look(self.run_style)
        if self.run.hidden or style.hidden:
            self.notes["Hidden words are left out."] = None
            return
        if not self._opened():
            return
        toggled = style.toggled | self.run.toggled
        styles = {tag for tag, is_on in toggled.items() if is_on}
        if self._looks(self.paragraphs[-1]).tag.startswith("h"):
            styles -= {"b"}
        if style.is_inline_code:
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
            tag = look.tag
            if tag == "p" and look.list_id:
                level = min(look.list_level or 0, _DEEPEST_LEVEL)
                self.flow.begin_item(level, number=self._next_number(look))
            else:
                self.flow.begin(tag)
            opening, self.opening = self.opening, ""
            if opening:
                self.flow.say(opening)
        return paragraph is not None

    def _looks(self, paragraph: _DocxParagraph) -> DocxLook:
        """The look of a paragraph, with what its style states.

        `list_id` is "" for one that is no item of a list.
        """
        style, own = self.styles.look(paragraph.style), paragraph.own
        list_id = own.list_id if own.list_id is not None else style.list_id
        list_level = own.list_level if own.list_level is not None else style.list_level
        return DocxLook(
            name=style.name,
            level=own.level if own.level is not None else style.level,
            list_id="" if list_id in (None, "0") else list_id,
            list_level=list_level,
        )

    def _next_number(self, look: DocxLook) -> int:
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


FORMAT = OfficeFormat("docx", _read)
