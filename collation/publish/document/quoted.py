"""Respondents' HTML as Markdown and as plain text. Pure.

Headings, lists, tables and code stay what they are. Whatever a respondent wrote is escaped, also for renderers that let
raw HTML through and know no fences of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from textwrap import fill, indent

from reviews.characters import without

_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol pre blockquote table hr".split())
_VOID = ("br", "hr")
_HEADINGS = {f"h{level}": min(6, 3 + level) for level in range(1, 7)}
"""The levels of headings in a text: below those of the page."""
_APART = "&nbsp;"
"""A paragraph that keeps apart what would else be read as one."""
_BREAK = "\n"
_WIDTH = 78


@dataclass
class _Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[_Node | str] = field(default_factory=list)


class _Tree(HTMLParser):
    """Builds the tree of sanitised HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in (node.tag for node in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def as_markdown(html: str) -> str:
    """The HTML as Markdown, to stand in a block quote."""
    return _Markdown().blocks(_tree(html).inside)


def as_text(html: str) -> str:
    """The HTML as plain text of at most 78 characters a line."""
    return _Text().blocks(_tree(html).inside)


def as_quotation(text: str) -> str:
    """The text with "> " before each line."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def escaped(text: str) -> str:
    """The text with Markdown escaped, its white space as single blanks."""
    return _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", re.sub(r"\s+", " ", without(text))))


def unbegun(line: str) -> str:
    """An escaped line that begins neither a list nor an underline."""
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", line))


def _tree(html: str) -> _Node:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


class _Markdown:
    """Writes Markdown that every renderer reads alike."""

    def blocks(self, nodes: Iterable[_Node | str], *, between: str = "\n\n") -> str:
        out: list[str] = []
        before = ""
        for tag, block in self._each(nodes):
            if block.strip():
                if self._run_together(before, tag):
                    out.append(_APART)
                out.append(block)
                before = tag
        return between.join(out)

    def _each(self, nodes: Iterable[_Node | str]) -> Iterable[tuple[str, str]]:
        """The blocks, by their tag; words between them are paragraphs."""
        words: list[_Node | str] = []
        for node in nodes:
            if isinstance(node, _Node) and node.tag in _BLOCKS:
                yield "p", self.paragraph(words)
                words = []
                yield node.tag, self.block(node)
            else:
                words.append(node)
        yield "p", self.paragraph(words)

    def _run_together(self, before: str, tag: str) -> bool:
        """Whether a reader would take two blocks for one."""
        lists = ("ul", "ol")
        return (before in lists and tag in (*lists, "pre")) or before == tag == "blockquote"

    def block(self, node: _Node) -> str:
        if node.tag in _HEADINGS:
            return self.heading(_HEADINGS[node.tag], self.paragraph(node.inside).replace(_BREAK, " "))
        if node.tag in ("ul", "ol"):
            return self.items(node)
        if node.tag == "pre":
            return self.code(_words(node).strip("\n"))
        if node.tag == "blockquote":
            return as_quotation(self.blocks(node.inside))
        if node.tag == "table":
            return self.table([[self.cell(cell) for cell in _inside(row, "th", "td")] for row in _rows(node)])
        return "* * *" if node.tag == "hr" else self.paragraph(node.inside)

    def heading(self, level: int, words: str) -> str:
        return f"{'#' * level} {words}" if words else ""

    def items(self, node: _Node) -> str:
        """The items, each as far in as its marker is wide.

        One without paragraphs has no blank lines.
        """
        number = int(node.attributes.get("start", "1")) if node.tag == "ol" else 0
        told = []
        for item in _inside(node, "li"):
            tight = not any(_is(inside, "p", "pre", "table", "blockquote") for inside in item.inside)
            body = self.blocks(item.inside, between="\n" if tight else "\n\n")
            marker = f"{number}." if node.tag == "ol" else "-"
            marker = marker.ljust(4) if len(marker) < 4 else f"{marker} "
            told.append(marker + indent(self.item(body), " " * len(marker))[len(marker) :])
            number += 1
        return "\n".join(told)

    def item(self, body: str) -> str:
        """The body of an item, which must not begin with code."""
        return f"{_APART}\n\n{body}" if body.startswith("    ") else body or _APART

    def code(self, text: str) -> str:
        return indent(without(text, "\n"), "    ", lambda line: True)

    def table(self, rows: list[list[str]]) -> str:
        wide = max(map(len, rows), default=0)
        lines = [f"| {' | '.join(row + [''] * (wide - len(row)))} |" for row in rows]
        return "\n".join([*lines[:1], f"|{' --- |' * wide}", *lines[1:]]) if wide else ""

    def cell(self, node: _Node) -> str:
        return self.inline(node.inside, code=False).replace(_BREAK, " ").strip()

    def paragraph(self, nodes: Iterable[_Node | str]) -> str:
        lines = (" ".join(line.split(" ")).strip() for line in self.inline(nodes, code=True).split(_BREAK))
        return self.lines([line for line in lines if line])

    def lines(self, lines: list[str]) -> str:
        return "  \n".join(unbegun(line) for line in lines)

    def inline(self, nodes: Iterable[_Node | str], *, code: bool) -> str:
        return "".join(self.words(node) if isinstance(node, str) else self.span(node, code) for node in nodes)

    def words(self, text: str) -> str:
        return escaped(text)

    def span(self, node: _Node, code: bool) -> str:
        """A node inside a line.

        Code that a cell of a table would tear apart is text.
        """
        if node.tag == "br":
            return _BREAK
        text = re.sub(r"\s+", " ", without(_words(node))).strip()
        if node.tag in ("code", "var") and code and text and "`" not in text:
            return f"`{text}`"
        inside = self.inline(node.inside, code=code)
        around = {"strong": "**", "em": "*", "del": "~~"}.get(node.tag)
        if around and inside.strip():
            return _around(inside, around)
        if node.tag == "a" and inside.strip():
            address = re.sub(r"[\s<>\\|]", "", node.attributes.get("href", ""))
            return f"[{inside.strip()}](<{address}>)" if address else inside
        if node.tag in ("sub", "sup") and inside.strip():
            return f"{'^' if node.tag == 'sup' else self.words('_')}{inside}"
        return inside


class _Text(_Markdown):
    """Writes text that people read as it is."""

    def _run_together(self, before: str, tag: str) -> bool:
        return False

    def heading(self, level: int, words: str) -> str:
        return words and f"{words}\n{'-' * min(len(words), _WIDTH)}"

    def item(self, body: str) -> str:
        return body

    def table(self, rows: list[list[str]]) -> str:
        return "\n".join(" | ".join(row) for row in rows)

    def lines(self, lines: list[str]) -> str:
        return "\n".join(fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in lines)

    def words(self, text: str) -> str:
        return re.sub(r"\s+", " ", without(text))

    def span(self, node: _Node, code: bool) -> str:
        if node.tag == "br":
            return _BREAK
        inside = self.inline(node.inside, code=code)
        address = node.attributes.get("href", "")
        return f"{inside} <{address}>" if node.tag == "a" and address and address not in inside else inside


def _around(words: str, sign: str) -> str:
    """The words between two signs, the blanks at their ends outside."""
    core = words.strip()
    before, _, after = words.partition(core)
    return f"{before}{sign}{core}{sign}{after}" if _BREAK not in core else words


def _is(node: _Node | str, *tags: str) -> bool:
    return isinstance(node, _Node) and node.tag in tags


def _inside(node: _Node, *tags: str) -> list[_Node]:
    return [one for one in node.inside if isinstance(one, _Node) and one.tag in tags]


def _rows(table: _Node) -> Iterable[_Node]:
    for node in table.inside:
        if isinstance(node, _Node):
            yield from [node] if node.tag == "tr" else _rows(node)


def _words(node: _Node) -> str:
    return "".join(one if isinstance(one, str) else "\n" if one.tag == "br" else _words(one) for one in node.inside)
