"""Cut HTML into tags and text.

The time grows with the length alone, whatever the page holds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

Label = TypeVar("Label")

_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]{0,40}")
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
    at, end = 0, len(page)
    while at < end:
        opening = page.find("<", at)
        if opening < 0:
            opening = end
        if opening > at:
            yield HtmlToken("", html.unescape(page[at:opening]))
        if opening == end:
            return
        at = opening
        if page.startswith("<!--", at):
            at = _past(page, "-->", at + 4)
            continue
        if page[at + 1 : at + 2] in ("!", "?"):
            at = _past(page, ">", at + 2)
            continue
        name = _NAME.match(page, at + 1)
        if not name:
            yield HtmlToken("", "<")
            at += 1
            continue
        close = _tag_end(page, name.end())
        if close < 0:
            yield HtmlToken("", html.unescape(page[at:]))
            return
        tag = name[0].lower()
        at = close + 1
        if tag in _RAW and page[close - 1] != "/":
            at = _past_element(page, tag, at)
        else:
            yield HtmlToken(tag, page[name.end() : close])


def elements(
    found: Iterable[HtmlToken], opens: Callable[[HtmlToken], Label | None]
) -> Iterator[tuple[Label, list[HtmlToken]]]:
    """The elements whose opening tag `opens` labels, each with its content.

    An element that is never closed ends with the page; one inside which another one opens ends there.
    """
    label, held, name, depth = None, list[HtmlToken](), "", 0
    for token in found:
        labelled = opens(token) if token.name and token.name[0] != "/" else None
        if labelled is not None:
            if label is not None:
                yield label, held
            label, held, name, depth = labelled, [], token.name, 1
            continue
        if label is None:
            continue
        if token.name == name and not token.text.endswith("/"):
            depth += 1
        elif token.name == "/" + name:
            depth -= 1
            if not depth:
                yield label, held
                label = None
                continue
        held.append(token)
    if label is not None:
        yield label, held


def words_of(found: Iterable[HtmlToken]) -> str:
    """The plain words of some tags and texts, in lines.

    Each block has lines of its own.
    """
    said: list[str] = []
    buttons = 0
    for token in found:
        if token.name.lstrip("/") == "button":
            buttons = max(0, buttons + (-1 if token.name[0] == "/" else 1))
        elif not token.name and not buttons:
            said.append(token.text)
        elif token.name == "br" or token.name.lstrip("/") in _LINES:
            said.append("\n")
    lines = (line.strip(" \t\r\u00a0") for line in "".join(said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def attribute(attributes: str, name: str) -> str:
    """The value of one attribute of a tag, resolved; "" without one."""
    found = re.search(
        rf"(?:^|\s){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", attributes[:5000], re.IGNORECASE
    )
    return html.unescape(next((value for value in found.groups() if value is not None), "")) if found else ""


def _past(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


def _past_element(page: str, tag: str, at: int) -> int:
    found = re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(page, at)
    return found.end() if found else len(page)


def _tag_end(page: str, at: int) -> int:
    """The end of the tag whose attributes begin at `at`.

    That is the first ">" outside of quoted values; -1 if there is none.
    """
    while stop := _STOP.search(page, at):
        if stop[0] == ">":
            return stop.start()
        opens = page[stop.start() - 1] in "= "
        closing = page.find(stop[0], stop.end()) if opens else stop.start()
        if closing < 0:
            return page.find(">", stop.end())
        at = closing + 1
    return -1
