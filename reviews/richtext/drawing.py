"""What stored HTML is given when it is shown.

Stored HTML holds the source of a formula in a <var>, where offsets count. The MathML is made when it is shown, and is
no part of the text. A text with letters of a script that is written from right to left has a direction for each block.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from unicodedata import bidirectional
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from reviews import tex
from reviews.richtext.sanitiser import sanitised_mathml

MAX_TEX = 1000  # characters of one formula; what is longer is shown as its source alone
MAX_DEPTH = 30  # of braces and environments: latex2mathml calls itself for each
MAX_DRAWN = 500  # formulas of one text

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BLOCK = re.compile(r"<(p|h[1-6]|ul|ol|li|table|td|th|blockquote|pre)((?: start=\"[0-9]+\")?)>")
_HOLDS_BLOCKS = frozenset({"ul", "ol", "li", "table", "blockquote"})
_LETTER = re.compile(r"<[^>]*>|&#?\w+;|([^\W\d_])")
_FIRST_LETTER = 2000  # characters in which the first letter of a list or table is looked for
_VAR = re.compile(r"<var>((?:[^<]|<mark(?: [^<>]*)?>|</mark>)*)</var>")
_MARK = re.compile(r"<mark(?: [^<>]*)?>|</mark>")
_OPENS = re.compile(r"[{}]|\\(?:begin|end|left|right)\b")
_DEFINES = re.compile(r"\\(?:\w*def|\w*newcommand|newenvironment|providecommand|let|require|input)\b")
_ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|align|split|gathered|gather|multline|eqnarray)\*?\}")
_NUMBERED = re.compile(r"\\(?:begin|end)\{equation\*?\}")
_NOT_READ = re.compile(r"&|\\.+", re.DOTALL)

_PARTS = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2) | {"msubsup": 3, "munderover": 3}


def drawn(html: str) -> str:
    """Sanitised HTML as it is shown.

    MathML stands before each formula that can be drawn. Blocks have a direction if one is needed.
    """
    html = _VAR.sub(_with_mathml, html, count=MAX_DRAWN) if "<var>" in html else html
    return _BLOCK.sub(_directed, html) if _RIGHT_TO_LEFT.search(html) else html


def _directed(block: re.Match[str]) -> str:
    """The start tag of a block, with its direction.

    That of its first letter; code runs from left to right. Browsers look for it past blocks that have a direction of
    their own, so it is found here for what holds such.
    """
    direction = "ltr" if block[1] == "pre" else "auto"
    if block[1] in _HOLDS_BLOCKS:
        direction = _direction(block.string, block.end())
    return f'<{block[1]}{block[2]} dir="{direction}">'


def _direction(html: str, start: int) -> str:
    letters = (found[1] for found in _LETTER.finditer(html, start, start + _FIRST_LETTER) if found[1])
    return "rtl" if bidirectional(next(letters, "a")) in ("R", "AL") else "ltr"


def mathml(formula: str) -> str:
    """The MathML of a formula with its marks.

    "" if it cannot be drawn whole. Never raises. Nothing but the listed elements and attributes is in it.
    """
    read = tex.tex_of(formula)
    return _mathml(*read) if read else ""


def _with_mathml(found: re.Match[str]) -> str:
    return mathml(unescape(_MARK.sub("", found[1]))) + found[0]


@lru_cache(maxsize=4096)
def _mathml(source: str, is_block: bool) -> str:
    if len(source) > MAX_TEX or _depth(source) > MAX_DEPTH or _DEFINES.search(source):
        return ""
    source = _NUMBERED.sub("", _ALIGNED.sub(r"\\\1{align*}", source))
    try:
        root = convert_to_element(source.strip(), display="block" if is_block else "inline")
    except Exception:  # whatever latex2mathml trips over is shown as its source
        return ""
    is_read = not any(_NOT_READ.fullmatch(element.text or "") for element in root.iter("mi"))
    is_whole = all(len(element) == _PARTS.get(element.tag, len(element)) for element in root.iter())
    if not (is_read and is_whole):
        return ""
    return sanitised_mathml(_written(root))


def _depth(source: str) -> int:
    """How deep braces and environments lie in each other."""
    depth = most = 0
    for sign in _OPENS.findall(source):
        depth += 1 if sign in ("{", "\\begin", "\\left") else -1
        most = max(most, depth)
    return most


def _written(element: Element) -> str:
    """The element as HTML.

    latex2mathml keeps entities in its texts, and escapes nothing.
    """
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items() if name != "xmlns")
    inside = escape(unescape(element.text or ""), quote=False) + "".join(_written(child) for child in element)
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"
