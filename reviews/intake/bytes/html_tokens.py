"""Cut HTML into tags and text.

The time grows with the length alone, whatever the page holds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

Label = TypeVar("Label")

_MARKUP = re.compile(r"<(?:!--|[!?]|(?P<name>/?[a-zA-Z][a-zA-Z0-9:-]{0,40}))")
_STOP = re.compile(r"[>\"']")
_RAW = frozenset(("script", "style", "template", "noscript", "textarea", "title", "iframe", "svg", "canvas", "object"))
_LINES = frozenset("p div li ul ol pre blockquote table tr h1 h2 h3 h4 h5 h6 section article".split())


class HtmlToken(NamedTuple):
    """A run of text, or a tag with its attributes.

    The `name` of a text is empty. That of a tag is in lower case, with "/" before it if the tag closes.
    """

    name: str
    text: str


def tokens(page: str) -> Iterator[HtmlToken]:
    """The tags and texts of a page, in order.

    Comments, declarations, scripts, styles and pictures are left out. Entities in texts are resolved; attributes are
    left as they are written. A tag that never ends is text.
    """
    position = 0
    while found := _MARKUP.search(page, position):
        opening = found.start()
        if opening > position:
            yield HtmlToken("", html.unescape(page[position:opening]))
        position = opening
        name = found["name"]
        if name is None:
            position = _past(page, "-->" if found[0] == "<!--" else ">", found.end())
            continue
        close = _tag_end(page, found.end())
        if close < 0:
            yield HtmlToken("", html.unescape(page[position:]))
            return
        tag = name.lower()
        position = close + 1
        if tag in _RAW and page[close - 1] != "/":
            position = _past_element(page, tag, position)
        else:
            yield HtmlToken(tag, page[found.end() : close])
    if position < len(page):
        yield HtmlToken("", html.unescape(page[position:]))


def elements(
    html_tokens: Iterable[HtmlToken], opens: Callable[[HtmlToken], Label | None]
) -> Iterator[tuple[Label, list[HtmlToken]]]:
    """The elements whose opening tag `opens` labels, each with its content.

    An element that is never closed ends with the page; one inside which another one opens ends there.
    """
    label, content, name, depth = None, list[HtmlToken](), "", 0
    for token in html_tokens:
        labelled = opens(token) if token.name and token.name[0] != "/" else None
        if labelled is not None:
            if label is not None:
                yield label, content
            label, content, name, depth = labelled, [], token.name, 1
            continue
        if label is None:
            continue
        if token.name == name and not token.text.endswith("/"):
            depth += 1
        elif token.name == "/" + name:
            depth -= 1
            if not depth:
                yield label, content
                label = None
                continue
        content.append(token)
    if label is not None:
        yield label, content


def words_of(html_tokens: Iterable[HtmlToken]) -> str:
    """The plain words of some tags and texts, in lines.

    Each block has lines of its own.
    """
    texts: list[str] = []
    buttons = 0
    for token in html_tokens:
        if token.name.lstrip("/") == "button":
            buttons = max(0, buttons + (-1 if token.name[0] == "/" else 1))
        elif not token.name and not buttons:
            texts.append(token.text)
        elif token.name == "br" or token.name.lstrip("/") in _LINES:
            texts.append("\n")
    lines = (line.strip(" \t\r\u00a0") for line in "".join(texts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def attribute(attributes: str, name: str) -> str:
    """The value of one attribute of a tag, resolved; "" without one."""
    match = re.search(
        rf"(?:^|\s){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", attributes[:5000], re.IGNORECASE
    )
    return html.unescape(next((value for value in match.groups() if value is not None), "")) if match else ""


def _past(page: str, mark: str, position: int) -> int:
    start = page.find(mark, position)
    return len(page) if start < 0 else start + len(mark)


def _past_element(page: str, tag: str, position: int) -> int:
    closing = re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(page, position)
    return closing.end() if closing else len(page)


def _tag_end(page: str, position: int) -> int:
    """The end of the tag whose attributes begin at `at`.

    That is the first ">" outside of quoted values; -1 if there is none.
    """
    while stop := _STOP.search(page, position):
        if stop[0] == ">":
            return stop.start()
        opens = page[stop.start() - 1] in "= "
        closing = page.find(stop[0], stop.end()) if opens else stop.start()
        if closing < 0:
            return page.find(">", stop.end())
        position = closing + 1
    return -1
