"""Read HTML: its text, the place of each token, and its blocks.

The HTML is as nh3 writes it (settled: nh3 gives it back unchanged), so tags can be told by a pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from reviews.richtext.sanitiser import storable

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>|([^<]+)')
_SPACES = re.compile(r"[ \t\n]+")
_INLINE = frozenset({"a", "code", "del", "em", "mark", "strong", "sub", "sup", "var"})
_CELLS = frozenset({"td", "th"})
_VOID = frozenset({"br", "hr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class BlockFields(NamedTuple):
    """The fields of one block, `text[start:end]`, as they are stored.

    `kind` is heading, code, quote, item, paragraph or row. `level` is that of a heading, or the depth of an item.
    """

    kind: str
    level: int
    start: int
    end: int
    bold: bool
    ordered: bool


@dataclass(frozen=True, slots=True)
class RenderedToken:
    """A tag, a run of characters, or a gap.

    A gap is the "\\n" or "\\t" that the text has between tags. `at` is the place in the text, `data` its text, `raw`
    its HTML.
    """

    kind: str  # open | close | void | characters | gap
    name: str
    at: int
    data: str
    raw: str


def walk(html: str) -> list[RenderedToken]:
    """The tokens of the HTML, in order.

    There is a gap "\\n" between two blocks and for <br>, never two in a row but in tables: each row starts with one and
    has a "\\t" before each cell but the first.
    """
    tokens: list[RenderedToken] = []
    place = 0
    broken = False  # a line break is due before the next characters
    cells = 0
    for match in _TOKEN.finditer(html):
        closing, name, _, characters = match.groups()
        if characters is None and name not in _INLINE and name not in _CELLS:
            broken = place > 0
        opens_cell = name in _CELLS and not closing
        if opens_cell and cells:
            broken = False
            tokens.append(RenderedToken("gap", "", place, "\t", ""))
            place += 1
        elif broken and (opens_cell or characters is not None):
            broken = False
            tokens.append(RenderedToken("gap", "", place, "\n", ""))
            place += 1
        cells = 0 if name == "tr" else cells + opens_cell
        if characters is None:
            kind = "close" if closing else "void" if name in _VOID else "open"
            tokens.append(RenderedToken(kind, name, place, "", match[0]))
        else:
            data = unescape(characters)
            tokens.append(RenderedToken("characters", "", place, data, characters))
            place += len(data)
    return tokens


def canonical(html: str) -> str:
    """The HTML with no white space but what is shown.

    Runs of white space are one space; there is none at the edges of a block, and none between blocks. <pre> keeps its
    own, but for empty lines at its edges. Empty paragraphs, codes and phrases are dropped, and so is an <a> without a
    target.
    """
    out: list[str] = []
    edge = True  # nothing of the block is shown yet, or a space was the last
    last = -1  # the place in `out` of the block's last characters
    preformatted = False
    bare: list[bool] = []
    for match in _TOKEN.finditer(storable(html)):
        closing, name, attributes, characters = match.groups()
        if characters is not None:
            if preformatted:
                characters = characters.lstrip("\n") if edge else characters
            else:
                characters = _SPACES.sub(" ", characters)
                characters = characters.lstrip(" ") if edge else characters
            if characters:
                last = len(out)
                edge = characters[-1] == " " and not preformatted
                out.append(characters)
            continue
        if name not in _INLINE:
            if last >= 0:
                out[last] = out[last].rstrip(" \n")
            edge, last = True, -1
            if name == "pre":
                preformatted = not closing
        if name == "a":
            if not closing:
                bare.append("href=" not in attributes)
            if bare.pop() if closing else bare[-1]:
                continue
        if closing and out and out[-1] == f"<{name}>" and name in _INLINE | {"p", "pre"}:
            out.pop()
            continue
        out.append(match[0])
    return "".join(out)


def text_of(html: str) -> str:
    """The text of HTML of `render`: the same as its `text`."""
    return "".join(token.data for token in walk(html))


def read(html: str) -> tuple[str, tuple[BlockFields, ...]]:
    """The text of the HTML and its blocks."""
    data: list[str] = []
    blocks: list[BlockFields] = []
    path: list[str] = []
    leaf: _Leaf | None = None
    for token in walk(html):
        data.append(token.data)
        if token.kind == "characters":
            if leaf is None:
                leaf = _Leaf(*_kind(path), token.at)
            leaf.add(token, "strong" in path)
            continue
        if token.kind == "gap" or token.name in _INLINE or token.name == "br":
            pass
        elif "tr" not in path or token.name == "tr":
            if leaf is not None and leaf.shown:
                blocks.append(leaf.block(token.at))
            leaf = None
        if token.kind == "open":
            path.append(token.name)
            if token.name in _CELLS and leaf is None:
                leaf = _Leaf("row", 0, False, token.at)
        elif token.kind == "close":
            path.pop()
    if leaf is not None:
        blocks.append(leaf.block(leaf.end))
    return "".join(data), tuple(blocks)


class _Leaf:
    """A block while it is read."""

    def __init__(self, kind: str, level: int, ordered: bool, start: int) -> None:
        self.kind, self.level, self.ordered, self.start = kind, level, ordered, start
        self.end = start
        self.bold = True
        self.shown = False

    def add(self, token: RenderedToken, bold: bool) -> None:
        self.end = token.at + len(token.data)
        if not token.data.isspace():
            self.shown = True
            self.bold = self.bold and bold

    def block(self, place: int) -> BlockFields:
        end = place if self.kind == "row" else self.end
        return BlockFields(
            kind=self.kind, level=self.level, start=self.start, end=end, bold=self.bold, ordered=self.ordered
        )


def _kind(path: list[str]) -> tuple[str, int, bool]:
    """Kind, level and `ordered` of a block.

    `path` are its open elements; the innermost that says something counts.
    """
    for place in range(len(path) - 1, -1, -1):
        name = path[place]
        if name in _HEADINGS:
            return "heading", int(name[1]), False
        if name == "pre":
            return "code", 0, False
        if name == "blockquote":
            return "quote", 0, False
        if name == "li":
            return "item", path.count("li"), path[place - 1] == "ol"
    return "paragraph", 0, False
