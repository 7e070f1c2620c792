"""A publication as HTML to paste into a blog. Pure.

Editors of blogs drop style sheets, classes and ids, most of them some style properties, and some of them tables. So
every verdict is a word with a sign, and what the table says is said again below it, in headings, paragraphs and
quotations. Styles are inline and of the kinds that editors keep; nothing rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from collation.publish.document.page import PageCell, PublishedPage, page
from reviews.characters import without

SIGNS = {
    "yes": "●",
    "qualified": "◐",
    "unclear": "○",
    "no": "✕",
    "silent": "–",
    "not_asked": "·",
    "refused": "–",
    "split": "◑",
    "unread": "?",
}
"""The sign of a verdict that has one."""
_COLOURS = {"yes": "#1c5d34", "qualified": "#7a5200", "unclear": "#3d4b66", "no": "#98262c"}
_TABLE = "border-collapse: collapse; width: 100%; margin: 1em 0"
_CELL = "border: 1px solid #c9c5b8; padding: 6px 8px; text-align: left; vertical-align: top"
_QUOTE = "border-left: 3px solid #c9c5b8; margin: 0.5em 0; padding: 0 0 0 1em"


def blog(document: dict[str, Any], *, sha256: str, url: str = "") -> str:
    """The publication as HTML without script, class and id.

    `sha256` and `url` are as in `page`; with `url` the fragment leads to the whole page.
    """
    return "\n".join(filter(None, _parts(page(document, sha256=sha256, url=url), url))) + "\n"


def verdict(cell: PageCell) -> str:
    """The verdict of a cell as a sign and a word."""
    sign = SIGNS.get(cell.shown.value, "")
    return f"{sign} {cell.shown.word}".strip() + (" (suggested)" if cell.shown.provisional else "")


def _parts(shown: PublishedPage, url: str) -> Iterator[str]:
    yield _tag("h2", _text(shown.title))
    yield _tag("p", _tag("strong", _text(shown.finding)) if shown.finding else "")
    yield _tag("p", _text(shown.sentence) if shown.sentence != shown.finding else "")
    yield _tag("p", f"{_text(shown.subject)} on {_link(shown.paper['title'], shown.paper['url'] or '')}.")
    yield _table(shown)
    for row in shown.rows:
        yield _tag("h3", _text(row.row.text))
        divergence = f"Divergence {row.row.divergence} ({row.row.counted}). " if row.row.divergence else ""
        yield _tag("p", _text(f"{divergence}{row.row.stands}."))
        for cell in row.cells:
            yield from _cell(cell)
    yield from _facts(shown)
    yield from _findings(shown)
    yield _tag("h3", "How to read this") + _tag("p", _text(shown.method[0]))
    whole = f" {_link('Evidence, method and versions', url)}." if url else ""
    yield _tag("p", f"{_tag('em', _text(shown.citation.text))}{whole}")


def _cell(cell: PageCell) -> Iterator[str]:
    colour = _COLOURS.get(cell.shown.value)
    told = _tag("strong", _text(verdict(cell)), f"color: {colour}" if colour else "")
    yield _tag("p", f"{_tag('strong', _text(cell.column.name))}: {told}. {_text(cell.rests_on)}")
    if cell.shown.quote:
        yield _tag("blockquote", _tag("p", f"“{_text(cell.shown.quote)}”"), _QUOTE)
    elif cell.shown.note and cell.shown.value != "unread":
        yield _tag("p", _text(cell.shown.note))
    if cell.support:
        yield _tag("p", _text(f"{cell.support}. {cell.support_quote}".strip()))


def _table(shown: PublishedPage) -> str:
    head = ("", *(column.name for column in shown.columns), "Divergence")
    rows = ((row.row.text, *(verdict(cell) for cell in row.cells), row.row.divergence or "–") for row in shown.rows)
    lines = [_tag("tr", "".join(_tag("th", _text(words), _CELL) for words in head))]
    for first, *others in rows:
        cells = "".join(_tag("td", _text(words) or "–", _CELL) for words in others)
        lines.append(_tag("tr", _tag("th", _text(first), _CELL) + cells))
    return f'<table style="{_TABLE}"><tbody>{"".join(lines)}</tbody></table>'


def _facts(shown: PublishedPage) -> Iterator[str]:
    if shown.facts:
        yield _tag("h3", "Facts")
    for fact in shown.facts:
        yield _tag("p", _tag("strong", _text(fact.title)))
        yield _list(f"{value.text}: {value.who}{f' ({value.status})' if value.status else ''}" for value in fact.values)


def _findings(shown: PublishedPage) -> Iterator[str]:
    if shown.findings:
        yield _tag("h3", "What they raise")
        yield _list(f"{one.title}: {one.who}" for one in shown.findings)


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(_tag('li', _text(item)) for item in items)}</ul>"


def _link(words: str, address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return _text(words)
    return f'<a href="{escape(address)}">{_text(words)}</a>'


def _tag(name: str, inside: str, style: str = "") -> str:
    if not inside and name not in ("th", "td"):
        return ""
    return f"<{name}{f' style={chr(34)}{style}{chr(34)}' if style else ''}>{inside}</{name}>"


def _text(text: str) -> str:
    return escape(" ".join(without(text).split()), quote=False)
