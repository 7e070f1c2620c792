"""Sanitise HTML.

nh3 has the last word on every string that is shown.
"""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

from reviews.characters import BARRED, one_newline, replaced

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"}
    | {"strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", "var"}
)
ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
EVIDENCE = "evidence"
KINDS = (EVIDENCE, "alone", "hit", "linked", "note")
"""The kinds of <mark>, as its class names them, in order."""

_KINDS = re.compile(rf"(?:{'|'.join(KINDS)})(?: (?:{'|'.join(KINDS)}))*")
_NUMBERS = re.compile("[0-9]{1,19}(?: [0-9]{1,19})*")
MARK_ATTRIBUTES = {
    "class": _KINDS,
    **dict.fromkeys(("data-annotations", "data-slot", "data-depth", "data-ref"), _NUMBERS),
}
SCHEMES = frozenset({"http", "https", "mailto"})

# What nh3 takes the square of the number of: each stands for a noncharacter, of which storable text holds none.
_DEAR = {"&amp;": "\ufffe", "&lt;": "\uffff", "&gt;": "\U0001fffe", "&nbsp;": "\ufdd0"} | {
    chr(0xA0 + at): chr(0xFDD0 + at) for at in range(32)
}
_SPELT = {stand_in: "&nbsp;" if name == "\xa0" else name for name, stand_in in _DEAR.items()}
_TAG_OR_DEAR = re.compile(
    "<[^<>]*>|&(?:amp|lt|gt|nbsp);|[\xa0-\xbf]|(?P<number>&#(?:[xX]0*[0-9a-fA-F]{1,6}|0*[0-9]{1,7});?)"
)
_STAND_IN = re.compile("[\ufdd0-\ufdef\ufffe\uffff\U0001fffe]")
_SETTLING = 4  # passes after which HTML that still changes is given up


def _cleaner(tags: frozenset[str], attributes: dict[str, list[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        attributes={"*": set()} | {tag: set(names) for tag, names in attributes.items()},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel="nofollow noopener noreferrer ugc",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "mark":
        return value if name in MARK_ATTRIBUTES and MARK_ATTRIBUTES[name].fullmatch(value) else None
    return value if name != "start" or re.fullmatch("[0-9]{1,9}", value) else None


_PLAIN = _cleaner(TAGS, ATTRIBUTES)
_MARKED = _cleaner(TAGS | {"mark"}, {**ATTRIBUTES, "mark": list(MARK_ATTRIBUTES)})


def storable(text: str) -> str:
    """The text in characters that a page may hold.

    "\\n" stands for every kind of line break, and U+FFFD for NUL and other controls, lone surrogates and noncharacters.
    Byte order marks are dropped.
    """
    return replaced(one_newline(text.replace("\ufeff", "")))


def escaped(text: str) -> str:
    """Text as HTML, spelt as nh3 spells it."""
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def quoted(value: str) -> str:
    """A value as it stands between the quotation marks of an attribute."""
    return escape(storable(value)).replace("\n", " ")


def sanitised(html: str) -> str:
    """The HTML that nh3 lets through."""
    return _cleaned(_PLAIN, storable(html))


def sanitised_with_marks(html: str) -> str:
    """As `sanitised`, and <mark> stays with what says why it is there."""
    return _cleaned(_MARKED, storable(html))


def settled(html: str) -> str:
    """The HTML, cleaned until nh3 gives it back unchanged.

    Then every parser reads the same tree. "" if it does not settle.
    """
    for _ in range(_SETTLING):
        cleaned = _cleaned(_PLAIN, html)
        if cleaned == html:
            return html
        html = cleaned
    return ""


def _cleaned(cleaner: nh3.Cleaner, html: str) -> str:
    """Clean storable HTML.

    Stand-ins come back as text, never as markup.
    """
    cheap = _TAG_OR_DEAR.sub(_stand_in, html)
    return _STAND_IN.sub(lambda match: _SPELT[match[0]], cleaner.clean(cheap))


def _stand_in(match: re.Match[str]) -> str:
    """The stand-in for a costly character or entity.

    U+FFFD for a number that no text holds; anything else is left as it is.
    """
    if number := match["number"]:
        character = unescape(number)
        return number if character and not BARRED.search(character) else "\ufffd"
    return _DEAR.get(match[0], match[0])


MATHML_ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd "
    "mpadded mphantom mstyle".split()
)
MATHML_ATTRIBUTES = {
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "separator", "accent", "minsize", "maxsize"},
    "mspace": {"width"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "mtable": {"columnspacing", "rowspacing", "displaystyle"},
    "mtd": {"columnalign"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mstyle": {"displaystyle", "scriptlevel"},
}
_MATHML_VALUE = re.compile(r"[a-z0-9. +-]{1,40}")
_MATHML_CLEANER = nh3.Cleaner(
    tags=set(MATHML_ELEMENTS),
    attributes=MATHML_ATTRIBUTES,
    attribute_filter=lambda tag, name, value: value if _MATHML_VALUE.fullmatch(value) else None,
    url_schemes=set(),
    link_rel=None,
)


def sanitised_mathml(mathml: str) -> str:
    """MathML with the listed elements and attributes alone.

    It holds no HTML, no address and no style.
    """
    return _MATHML_CLEANER.clean(mathml)
