"""Read the block structure of Markdown in one pass.

It is Markdown as models and people write it. Python-Markdown's own block parser wants a blank line before a list and
four spaces for a nested one, reads no fence inside an item, drops surplus cells of a table, and overflows on deep
nesting. This one takes its place. The inside of a block stays Python-Markdown's, whose time grows with the square of
what a block or a list holds: `inline_text` and `is_costly` say when that is too much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString

from reviews import tex
from reviews.fences import MOST_LEFT_OPEN, code_end
from reviews.pipe_tables import cells_of, pipe_table_at

MAX_DEPTH = 10  # of lists, and of quotations; what is deeper stays at this depth
MAX_BLOCK = 20_000  # characters of one paragraph, item or cell; what is longer is shown as it is
MAX_SIGNS = 400  # that may be markup, in one block
MAX_BRACKETS = 8  # open at once in one block
MAX_PARTS = 60_000  # blocks of a document, and signs in them; each takes its time
MAX_SQUARES = 20_000_000  # the sum of the squares of the numbers of children, but for the document's

_SIGN = re.compile(r"[`*_\[<~$\\&]|  \n")
ESCAPABLE = frozenset("\\`*_{}[]()#+-.!<>|~&$")
"""The signs that a backslash keeps from being markup."""

_DISPLAY = re.compile(r"\$\$|\\\[|\\begin\{")
_MOST_LINES_OF_FORMULA = 200
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_FENCE = re.compile(r"(?:(`{3,})([^`]*)|(~{3,})([^~]*))$")
_LANGUAGE = re.compile(r"[\w+#.-]*$")
_RULE = re.compile(r"(?:-(?: *-){2,}|\*(?: *\*){2,}|_(?: *_){2,})$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_HEADING = re.compile(r"(#{1,6})(?: +(.*))?$")
_ITEM = re.compile(r"(?:[-*+•]|([0-9]{1,9})[.)])(?: +(.*))?$")
_QUOTE = re.compile(r" *> ?")
_DELIMITER = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?$")
_DEFINITION = re.compile(
    r"""\[([^\[\]]+)\]: *<?((?:https?://|mailto:)[^\s<>]+)>?(?: +(?:"[^"]*"|'[^']*'|\([^()]*\)))?$"""
)


@dataclass(frozen=True)
class _Item:
    """An open item of a list.

    The column of its marker, its number (None for a bullet), its list and itself.
    """

    column: int
    number: int | None
    list: Element
    element: Element


def parse(md: Markdown, lines: list[str], asks: Callable[[str], bool] = lambda line: False) -> Element:
    """The tree of the document's blocks.

    No word is lost, whatever the lines hold. Code that is left open ends at a heading that `asks`. The targets of
    references are noted in `md`; their definitions stay to be read.
    """
    root = Element("div")
    _Container(md, root, 0, asks).read(lines)
    return root


def is_costly(root: Element) -> bool:
    """Whether the document is too large to be handled.

    It has too many parts, or a list, table or quotation of it is too long.
    """
    parts = sum(1 + _signs(element.text or "") for element in root.iter() if not isinstance(element.text, AtomicString))
    squares = sum(len(element) ** 2 for child in root for element in child.iter())
    return parts > MAX_PARTS or squares > MAX_SQUARES


class _Container:
    """The document or one quotation.

    `stack` holds the open items, `leaf` the block that a line can continue.
    """

    def __init__(self, md: Markdown, parent: Element, depth: int, asks: Callable[[str], bool]) -> None:
        self.md = md
        self.parent = parent
        self.depth = depth
        self.asks = asks
        self.stack: list[_Item] = []
        self.leaf: Element | None = None
        self.leaf_lines: list[str] = []
        self.left_open = 0  # fences that nothing closes

    def read(self, lines: list[str]) -> None:
        index = 0
        while index < len(lines):
            index += self._block(lines, index)
        self._close()

    def _block(self, lines: list[str], index: int) -> int:
        """Read the block that starts at line `at`.

        Returns how many lines it took: 0 if it took the beginning of one.
        """
        raw = lines[index].expandtabs(4)
        line = raw.strip(" ")
        column = len(raw) - len(raw.lstrip(" "))
        if not line:
            self._close()
            return 1
        if fence := _FENCE.match(line):
            return self._fence(lines, index, column, fence[1] or fence[3], (fence[2] or fence[4] or "").strip())
        if line[0] == ">":
            return self._quote(lines, index, column)
        if _DISPLAY.match(line) and (taken := self._formula(lines, index, column)):
            return taken
        if self.leaf is not None and self.leaf.tag == "p" and _UNDERLINE.match(line) and self._is_title():
            self.leaf.tag = "h1" if line[0] == "=" else "h2"
            self._close()
            return 1
        if _RULE.match(line):
            SubElement(self._container(column), "hr")
            return 1
        if heading := _HEADING.match(line):
            self._open(
                SubElement(self._container(column), f"h{len(heading[1])}"), re.sub(r" +#+$", "", heading[2] or "")
            )
            self._close()
            return 1
        if (item := _ITEM.match(line)) and self._may_start(item):
            return self._item(lines, index, column, item)
        if (
            "|" in line
            and index + 1 < len(lines)
            and "|" in lines[index + 1]
            and _DELIMITER.match(lines[index + 1].strip())
        ):
            return self._table(lines, index, column)
        if line[0] == "|" and (taken := self._unruled_table(lines, index, column)):
            return taken
        if self.leaf is None and not self.stack and column >= 4:
            return self._indented(lines, index)
        self._line(line + raw[column + len(line) :], column)
        return 1

    def _is_title(self) -> bool:
        return len(self.leaf_lines) == 1 and len(self.leaf_lines[0]) <= 120

    def _may_start(self, item: re.Match[str]) -> bool:
        """Whether a line that looks like an item is one.

        Within a paragraph, the number can be a year.
        """
        return self.leaf is None or (bool(item[2]) and (item[1] in (None, "1") or bool(self.stack)))

    def _container(self, column: int) -> Element:
        """The parent of a block that starts at this column.

        That is the deepest open item that it is indented under.
        """
        self._close()
        while self.stack and column < self.stack[-1].column + 2:
            self.stack.pop()
        return self.stack[-1].element if self.stack else self.parent

    def _open(self, leaf: Element, line: str) -> None:
        self.leaf, self.leaf_lines = leaf, [line]

    def _close(self) -> None:
        if self.leaf is not None:
            self.leaf.text = inline_text("\n".join(self.leaf_lines))
            self.leaf = None

    def _line(self, line: str, column: int) -> None:
        if self.leaf is not None:
            self.leaf_lines.append(line)
            return
        definition = _DEFINITION.match(line)
        if definition:
            name = " ".join(definition[1].split()).lower()
            self.md.references.setdefault(name, (definition[2], None))
            line = "\\" + line
        container = self._container(column)
        if container.tag == "li" and not len(container) and not container.text:
            self._open(container, line)
            return
        if container.tag == "li" and container.text:
            first = Element("p")
            first.text, container.text = container.text, None
            container.insert(0, first)
        self._open(SubElement(container, "p"), line)
        if definition:
            self._close()

    def _item(self, lines: list[str], index: int, column: int, item: re.Match[str]) -> int:
        """Open the item.

        The words beside its marker are left in the line, to be read as a block of their own.
        """
        number = int(item[1]) if item[1] else None
        self._close()
        left: _Item | None = None
        while self.stack and (column < self.stack[-1].column + 2 or len(self.stack) >= MAX_DEPTH):
            left = self.stack.pop()
        if left is not None and _follows(left.number, number):
            items = left.list
        else:
            container = self.stack[-1].element if self.stack else self.parent
            items = SubElement(container, "ul" if number is None else "ol")
            if number not in (None, 1):
                items.set("start", str(number))
        self.stack.append(_Item(column, number, items, SubElement(items, "li")))
        if item[2] and len(self.stack) < MAX_DEPTH:
            lines[index] = " " * (column + item.start(2)) + item[2]
            return 0
        if item[2]:
            self._open(self.stack[-1].element, item[2])
        return 1

    def _fence(self, lines: list[str], index: int, column: int, marks: str, info: str) -> int:
        """Read code up to where `code_end` says that it ends.

        The name of a language is not shown; other words beside the marks are its first line.
        """
        asks = self.asks
        end, after = code_end(
            lines, index, marks, info, stops=lambda at: asks(lines[at]), ended=self.left_open < MOST_LEFT_OPEN
        )
        self.left_open += end == after
        beside = [] if _LANGUAGE.match(info) else [info]
        self._code(column, beside + [_dedented(line, column) for line in lines[index + 1 : end]])
        return after - index

    def _formula(self, lines: list[str], index: int, column: int) -> int:
        """Read a formula that fills lines of its own.

        None of its lines begins a list or a heading. Returns 0 if there is none.
        """
        end = index
        while end < len(lines) and end - index < _MOST_LINES_OF_FORMULA and lines[end].strip():
            end += 1
        first = lines[index].expandtabs(4)[column:]
        text = "\n".join([first, *lines[index + 1 : end]])
        stop = tex.formula_end(text, 0)
        if stop is None or text[stop:].split("\n", 1)[0].strip(" .,;:"):
            return 0
        taken = text.count("\n", 0, stop) + 1
        if self.leaf is not None:
            self.leaf_lines += text.split("\n")[:taken]
            return taken
        self._line(text.split("\n")[0], column)
        self.leaf_lines += text.split("\n")[1:taken]
        return taken

    def _indented(self, lines: list[str], index: int) -> int:
        end = index
        while end < len(lines) and (not lines[end].strip() or lines[end].expandtabs(4).startswith("    ")):
            end += 1
        self._code(4, [_dedented(line.expandtabs(4), 4) for line in lines[index:end]])
        return end - index

    def _code(self, column: int, code: list[str]) -> None:
        pre = SubElement(self._container(column), "pre")
        SubElement(pre, "code").text = as_it_is("\n".join(code).strip("\n"))

    def _quote(self, lines: list[str], index: int, column: int) -> int:
        end = index
        while end < len(lines) and lines[end].lstrip().startswith(">"):
            end += 1
        container = self._container(column)
        if self.depth < MAX_DEPTH:
            quote = SubElement(container, "blockquote")
            _Container(self.md, quote, self.depth + 1, self.asks).read(
                [_QUOTE.sub("", line, count=1) for line in lines[index:end]]
            )
        else:
            paragraph = SubElement(container, "p")
            paragraph.text = inline_text("\n".join(line.lstrip("> \t") for line in lines[index:end]))
        return end - index

    def _table(self, lines: list[str], index: int, column: int) -> int:
        end = index + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        table = SubElement(self._container(column), "table")
        _row(SubElement(table, "thead"), "th", cells_of(lines[index]))
        body = SubElement(table, "tbody")
        for line in lines[index + 2 : end]:
            _row(body, "td", cells_of(line))
        return end - index

    def _unruled_table(self, lines: list[str], index: int, column: int) -> int:
        """Read a table without a proper line below its head.

        Its lines are shown as they are if their cells differ in number. Returns 0 if there is none.
        """
        found = pipe_table_at(lines, index)
        if found is None:
            return 0
        if not found.rows:
            self._code(column, [_dedented(line, column) for line in lines[index : index + found.lines]])
            return found.lines
        table = SubElement(self._container(column), "table")
        if found.headed:
            _row(SubElement(table, "thead"), "th", found.rows[0])
        body = SubElement(table, "tbody")
        for row in found.rows[found.headed :]:
            _row(body, "td", row)
        return found.lines


def inline_text(text: str) -> str:
    """The text of one block, for its inline markup.

    That is emphasis, links and code. If reading it would take too long, it is kept as it is.
    """
    costly = len(text) > MAX_BLOCK or _signs(text) > MAX_SIGNS or _brackets(text) > MAX_BRACKETS
    return AtomicString(unescaped(text)) if costly else text


def unescaped(text: str) -> str:
    """Markdown to be shown as it is, without needless backslashes.

    These only kept a sign from being read as markup. In a formula they stay. Entities stay to be read.
    """
    parts: list[str] = []
    place = 0
    while start := tex.STARTS.search(text, place):
        parts.append(text[place : start.start()])
        place = start.start()
        if end := tex.formula_end(text, place):
            parts.append(text[place:end])
            place = end
        elif text[place + 1 : place + 2] in ESCAPABLE and text[place] == "\\":
            parts.append("&amp;" if text[place + 1] == "&" else text[place + 1])
            place += 2
        else:
            parts.append(text[place])
            place += 1
    return "".join(parts) + text[place:]


def as_it_is(text: str) -> AtomicString:
    """Text of which nothing is markup, or an entity."""
    return AtomicString(text.replace("&", "&amp;"))


def _signs(text: str) -> int:
    return sum(1 for _ in _SIGN.finditer(text))


def _brackets(text: str) -> int:
    """The largest number of brackets open at once.

    One that is never closed stays open. One that is escaped does not count.
    """
    depth = most = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0) if bracket == "]" else depth
        most = max(most, depth)
    return most


def _follows(last: int | None, number: int | None) -> bool:
    if last is None or number is None:
        return last is number
    return number in (last, last + 1)


def _dedented(line: str, columns: int) -> str:
    return line[min(columns, len(line) - len(line.lstrip(" "))) :]


def _row(parent: Element, tag: str, cells: Sequence[str]) -> None:
    row = SubElement(parent, "tr")
    for cell in cells:
        SubElement(row, tag).text = inline_text(cell)
