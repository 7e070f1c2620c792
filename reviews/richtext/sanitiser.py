"""What HTML may stay. nh3 has the last word on every string that is shown."""

from __future__ import annotations

import re
from html import escape

import nh3

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"}
    | {"strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
SCHEMES = frozenset({"http", "https", "mailto"})

_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SETTLING = 4  # passes after which HTML that still changes is given up


def _cleaner(tags: frozenset[str], attributes: dict[str, list[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        attributes={tag: set(names) for tag, names in attributes.items()},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel="nofollow noopener noreferrer ugc",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    return value if name != "start" or re.fullmatch("[0-9]{1,9}", value) else None


_PLAIN = _cleaner(TAGS, ATTRIBUTES)
_MARKED = _cleaner(TAGS | {"mark"}, ATTRIBUTES)


def storable(text: str) -> str:
    """The text with "\\n" for every kind of line break, and U+FFFD for what no page may hold: NUL and other controls,
    lone surrogates, noncharacters. Byte order marks go."""
    return _UNSTORABLE.sub("\ufffd", _LINE_BREAK.sub("\n", text.replace("\ufeff", "")))


def escaped(text: str) -> str:
    """Text as HTML, spelt as nh3 spells it."""
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def sanitised(html: str) -> str:
    """What nh3 leaves of the HTML."""
    return _PLAIN.clean(storable(html))


def sanitised_with_marks(html: str) -> str:
    """As `sanitised`, and <mark> stays."""
    return _MARKED.clean(storable(html))


def settled(html: str) -> str:
    """The HTML that nh3 gives back unchanged, so that every parser reads the same tree; "" where there is none."""
    for _ in range(_SETTLING):
        cleaned = _PLAIN.clean(html)
        if cleaned == html:
            return html
        html = cleaned
    return ""
