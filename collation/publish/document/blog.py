"""A publication as HTML to paste into a blog. Pure.

Editors of blogs drop style sheets, classes and ids, most of them some style properties, and some of them tables. So
every verdict is a word with a sign, and what the table says is said again below it, in headings, paragraphs and
quotations. Styles are inline and of the kinds that editors keep; nothing rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from collation.publish.document.conclusions import NOBODY_SAYS, PublishedConclusion
from collation.publish.document.gaps import NO_GAPS
from collation.publish.document.outline import Corrections
from collation.publish.document.page import PageCell, PublishedPage, page
from collation.publish.document.quoted import as_text
from collation.publish.document.rejoinders import PublishedRejoinder
from collation.wording import shortened
from reviews import richtext
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
_EXCERPT = 300
"""How much is shown of an answer of which nobody quotes words."""
_QUOTE = "border-left: 3px solid #c9c5b8; margin: 0.5em 0; padding: 0 0 0 1em"


def blog(
    document: dict[str, Any],
    *,
    sha256: str,
    url: str = "",
    corrected_in: Corrections = (),
    shown: PublishedPage | None = None,
) -> str:
    """The publication as HTML without script, class and id.

    `sha256` and `url` are as in `page`, `corrected_in` and `shown` as in `outline`; with `url` it leads to the whole
    page.
    """
    shown = shown or page(document, sha256=sha256, url=url)
    return "\n".join(filter(None, _parts(shown, url, corrected_in))) + "\n"


def verdict(cell: PageCell) -> str:
    """The verdict of a cell as a sign and a word."""
    sign = SIGNS.get(cell.shown.value, "")
    return f"{sign} {cell.shown.word}".strip() + (" (suggested)" if cell.shown.provisional else "")


def _parts(shown: PublishedPage, url: str, corrected_in: Corrections) -> Iterator[str]:
    yield _tag("h2", _text(shown.title))
    for sentence, address in corrected_in:
        yield _tag("p", _link(sentence, address))
    yield _tag("p", _text(shown.corrects))
    yield _tag("p", _tag("strong", _text(shown.finding)) if shown.finding else "")
    yield _tag("p", _text(shown.sentence) if shown.sentence != shown.finding else "")
    yield _tag("p", f"{_text(shown.subject)} on {_link(shown.paper['title'], shown.paper['url'] or '')}.")
    yield _table(shown)
    for row in shown.rows:
        yield _tag("h3", _text(row.row.text))
        divergence = f"Divergence {row.row.divergence} ({row.row.counted}). " if row.row.divergence else ""
        yield _tag("p", _text(f"{divergence}{row.row.stands}."))
        yield from _conclusion(row.conclusion)
        for cell in row.cells:
            yield from _cell(cell)
    yield from _facts(shown)
    yield from _findings(shown)
    yield from _cruxes(shown)
    yield from _gaps(shown)
    yield from _replies(shown)
    yield _tag("h3", "How to read this") + _tag("p", _text(shown.method[0]))
    whole = f" {_link('Evidence, method and versions', url)}." if url else ""
    yield _tag("p", f"{_tag('em', _text(shown.citation.text))}{whole}")


def _cell(cell: PageCell) -> Iterator[str]:
    colour = _COLOURS.get(cell.shown.value)
    told = _tag("strong", _text(verdict(cell)), f"color: {colour}" if colour else "")
    yield _tag("p", f"{_tag('strong', _text(cell.column.name))}: {told}. {_text(cell.rests_on)}")
    if cell.shown.quote:
        yield _quoted(cell.shown.quote)
    elif cell.shown.note and cell.shown.value != "unread":
        yield _tag("p", _text(cell.shown.note))
    elif cell.passages and cell.shown.value != "unread":
        yield _quoted(shortened(richtext.text_of(cell.passages[0]), _EXCERPT), "how its answer begins")
    if cell.support:
        yield _tag("p", _text(f"{cell.support}. {cell.support_quote}".strip()))
    if cell.again:
        yield _tag("p", _tag("strong", _text(f"{cell.again.heading}. {cell.again.told}.")))
        yield _tag("p", _text(cell.again.why))
        yield _quoted(cell.again.said.because.words if cell.again.said.because else "")
    for reply in cell.rejoinders:
        yield from _reply(reply)


def _conclusion(conclusion: PublishedConclusion | None) -> Iterator[str]:
    if conclusion is None:
        return
    who = f" ({_text(conclusion.by)})" if conclusion.by else ""
    yield _tag("p", f"{_tag('strong', f'The team concludes{who}:')} {_text(conclusion.answer)}")
    yield _tag("p", _text(conclusion.why))
    for words in conclusion.quoted:
        yield _quoted(words.text, words.said_by)
    if conclusion.settled_by:
        yield _tag("p", f"{_tag('strong', 'What would settle it:')} {_text(conclusion.settled_by)}")


def _cruxes(shown: PublishedPage) -> Iterator[str]:
    if shown.cruxes:
        yield _tag("h3", "What would settle it")
    for crux in shown.cruxes:
        yield _tag("p", _tag("strong", _text(f"{crux.text} (divergence {crux.divergence})")))
        yield _list([*(f"{one.text} (says {one.said_by})" for one in crux.told), *crux.split] or [NOBODY_SAYS])


def _gaps(shown: PublishedPage) -> Iterator[str]:
    yield _tag("h3", "Not asked, not read")
    yield _tag("p", "" if shown.gaps else NO_GAPS)
    for gap in shown.gaps:
        yield _tag("p", _tag("strong", _text(gap.text)))
        yield _list(f"{what}: {names}." for what, names in gap.told)
    for sentence in shown.unpublished:
        yield _tag("p", _text(sentence))


def _replies(shown: PublishedPage) -> Iterator[str]:
    whole = [reply for reply in shown.rejoinders if not reply.place]
    if whole:
        yield _tag("h3", "What those concerned reply")
    for reply in whole:
        yield from _reply(reply)


def _reply(reply: PublishedRejoinder) -> Iterator[str]:
    yield _tag("p", _tag("strong", _text(reply.who)))
    paragraphs = (_tag("p", "<br>".join(map(_text, each.split("\n")))) for each in as_text(reply.html).split("\n\n"))
    yield _tag("blockquote", "".join(paragraphs), _QUOTE)


def _quoted(words: str, said_by: str = "") -> str:
    who = f" ({_text(said_by)})" if said_by else ""
    return _tag("blockquote", _tag("p", f"“{_text(words)}”{who}"), _QUOTE) if words else ""


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
