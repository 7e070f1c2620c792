"""Render Markdown as sanitised HTML, with its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from xml.etree.ElementTree import Element

from bleach.html5lib_shim import Filter
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from django.utils.safestring import SafeString, mark_safe
from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.util import ETX, STX

from reviews import tex
from reviews.characters import subscript, superscript
from reviews.fences import asks_one_of
from reviews.richtext.blocks import ESCAPABLE, as_it_is, is_costly, parse, unescaped
from reviews.richtext.citations import Citations, cited
from reviews.richtext.reading import BlockFields, canonical, read
from reviews.richtext.sanitiser import ATTRIBUTES, SCHEMES, TAGS, escaped, sanitised, settled, storable

MAX_MARKDOWN = 1_000_000  # characters; what is longer is shown as plain paragraphs
MAX_COMMENT = 20_000  # characters of a comment: bleach takes the square of their number
BATCH = 50  # blocks handed on at a time: Python-Markdown takes the square of their number

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SAME_TAG = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
_TIMES = r"(?<=[0-9])\*(?=[0-9A-Za-z])|(?<=[A-Za-z])\*(?=[0-9])|(?<=\b[A-Za-z])\*(?=[A-Za-z]\b)"
_PAIR = r"<(sub|sup|b|strong|i|em|s|strike|del|code)>([^<>]{1,500})</\1>"
_IMAGE_TAG = r"<img\b[^<>]{0,2000}>"
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_IMAGE = re.compile(r'<img [^<>]*?alt="([^"]*)"[^<>]*>')


@dataclass(frozen=True)
class Rendered:
    """The stored form of a response.

    `html` is sanitised. `text` is its text content as an HTML5 parser reads it, with a line break between blocks and
    for <br>, and a tab between the cells of a row; every offset counts in `text`, in code points. `blocks` are in
    order, do not overlap, and lie inside `text`. `citations` are the marks of citations in it, and its sources.
    """

    html: str
    text: str
    blocks: tuple[BlockFields, ...]
    citations: Citations


def render(markdown: str, asked: Iterable[str] = ()) -> Rendered:
    """Render the words of a respondent.

    Never raises; the same Markdown gives the same value. No word is lost: Markdown that is too large, or too hostile,
    is shown as plain paragraphs. Code that is left open ends at a heading that is one of the questions `asked`.
    """
    html = _html(storable(markdown), _markup, asked)
    text, blocks = read(html)
    return Rendered(html, text, blocks, cited(html, text, blocks))


def comment(markdown: str) -> SafeString:
    """The HTML of a comment that a person of the team wrote.

    As `render`, with bare addresses linked, and headings as paragraphs in bold, since a comment has no place in the
    page's outline. A comment longer than MAX_COMMENT is shown as plain paragraphs.
    """
    text = storable(markdown)
    return mark_safe(_plain(text) if len(text) > MAX_COMMENT else _html(text, _linked))  # noqa: S308


def _html(text: str, markup: Callable[[Markdown, Element], str], asked: Iterable[str] = ()) -> str:
    """The HTML of a text, whose blocks `markup` writes.

    nh3 has the last word.
    """
    if len(text) > MAX_MARKDOWN:
        return _plain(text)
    md = Markdown(extensions=[_Dialect()], output_format="html")
    root = parse(md, text.split("\n"), asks_one_of(asked))
    if is_costly(root):
        return _plain(text)
    return settled(canonical(sanitised(markup(md, root)))) or _plain(text)


def _markup(md: Markdown, root: Element) -> str:
    return "".join(_inline(md, root[first : first + BATCH]) for first in range(0, len(root), BATCH))


def _linked(md: Markdown, root: Element) -> str:
    filters = [_BoldHeadings, partial(LinkifyFilter, skip_tags={"code", "pre"})]
    return Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=SCHEMES, filters=filters).clean(_markup(md, root))


def _inline(md: Markdown, blocks: list[Element]) -> str:
    """The HTML of some blocks, with the Markdown inside them read."""
    root = Element("div")
    root.extend(blocks)
    for processor in md.treeprocessors:
        processor.run(root)
    html = "".join(md.serializer(block) for block in root)
    for postprocessor in md.postprocessors:
        html = postprocessor.run(html)
    return _IMAGE.sub(r"\1", html)


def _plain(text: str) -> str:
    """Paragraphs of nothing but text."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n[ \t]*\n", unescape(unescaped(text))))
    html = "".join(f"<p>{escaped(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part.strip())
    return canonical(sanitised(html))


class _Dialect(Extension):
    """Python-Markdown with a few additions, without raw HTML and images.

    It has ~~deleted~~, the few tags that models write, and formulas, whose signs are no markup. A tag is shown
    as the text it is.
    """

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.deregister("prettify")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("escape")
        md.inlinePatterns.register(_FormulaOrEscape(rf"[\\$]|{_TIMES}", md), "formula", 185)
        md.inlinePatterns.register(_Break(r"<br ?/?>"), "break", 95)
        md.inlinePatterns.register(_ImageTag(_IMAGE_TAG, md), "image_tag", 94)
        md.inlinePatterns.register(_PairedMarks(_PAIR, md), "pair", 93)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(?=\S)([^~]{1,2000})(?<=\S)~~", "del"), "del", 65)


class _FormulaOrEscape(InlineProcessor):
    """A formula, or a backslash and the sign that it escapes.

    A star beside a digit, or between two letters that stand alone, is a sign of multiplication, not of emphasis.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int, int]:
        start, end = m.span()
        if m[0] == "*":
            return f"{STX}{ord('*')}{ETX}", start, end
        if formula_end := tex.formula_end(data, start):
            formula = Element("var")
            formula.text = as_it_is(data[start:formula_end])
            return formula, start, formula_end
        escaped = data[end : end + 1] if m[0] == "\\" else ""
        if escaped == "\n":
            return Element("br"), start, end + 1
        if escaped == "&":
            return "&amp;", start, end + 1
        if escaped and escaped in ESCAPABLE:
            return f"{STX}{ord(escaped)}{ETX}", start, end + 1
        return None, start, end


class _Break(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        return Element("br"), m.start(), m.end()


class _ImageTag(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        alt = _ALT.search(m[0])
        return (alt[1] or alt[2] or alt[3] or "") if alt else "", m.start(), m.end()


class _PairedMarks(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:
        if m[1] in ("sup", "sub") and (number := superscript(m[2]) if m[1] == "sup" else subscript(m[2])):
            return number, m.start(), m.end()
        element = Element(_SAME_TAG.get(m[1], m[1]))
        element.text = as_it_is(m[2]) if m[1] == "code" else m[2]
        return element, m.start(), m.end()


class _BoldHeadings(Filter):
    def __iter__(self) -> Iterator[dict[str, object]]:
        for token in super().__iter__():
            if token.get("name") not in _HEADINGS:
                yield token
            elif token["type"] == "StartTag":
                yield token | {"name": "p"}
                yield token | {"name": "strong"}
            else:
                yield token | {"name": "strong"}
                yield token | {"name": "p"}
