"""The matrix of a publication as a picture, SVG. Pure.

Verdicts are drawn as shapes and written as words. The picture loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from collation.publish.document.page import PageRow, PublishedPage, page
from reviews.characters import without

WIDTH, LEAST_HEIGHT = 1200, 630
"""The size of a card in pixels; more rows make it higher."""
MOST_ROWS, MOST_COLUMNS = 40, 12
FONT = "DejaVu Sans"
_FAMILY = f"{FONT}, Verdana, Noto Sans, sans-serif"
_PAPER, _INK, _QUIET, _RULE = "#fdfcf8", "#1b1b18", "#5d5b54", "#d8d4c7"
_COLOURS = {"yes": "#1f6b3b", "qualified": "#8a5d00", "unclear": "#4a5a78", "no": "#a02b31"}
_MARGIN, _LINE = 48, 1.3
_NARROW, _BROAD = frozenset("iljtfrI.,:;'|!()[] -"), frozenset("mwMW@%—…")


def picture(document: dict[str, Any], *, sha256: str, url: str = "", shown: PublishedPage | None = None) -> str:
    """The matrix as SVG, with title, divergence and version.

    `sha256` and `url` are as in `page`; `shown` is that page, if it is at hand.
    """
    shown = shown or page(document, sha256=sha256, url=url)
    drawn = list(_parts(shown, url, MOST_ROWS))
    return _svg(shown, drawn, max(LEAST_HEIGHT, _height(drawn)))


def card(document: dict[str, Any], *, sha256: str, url: str = "", shown: PublishedPage | None = None) -> str:
    """The picture as a card, with the rows that fit."""
    shown = shown or page(document, sha256=sha256, url=url)
    drawn = next(
        parts
        for rows in range(min(MOST_ROWS, len(shown.rows)), -1, -1)
        if _height(parts := list(_parts(shown, url, rows))) <= LEAST_HEIGHT or not rows
    )
    return _svg(shown, drawn, LEAST_HEIGHT)


def _told(shown: PublishedPage) -> str:
    """What the picture says, in words."""
    return f"{shown.title}. {shown.sentence}"


def _height(drawn: list[tuple[float, str]]) -> int:
    return round(max(bottom for bottom, _ in drawn) + _MARGIN)


def _svg(shown: PublishedPage, drawn: list[tuple[float, str]], height: int) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            f' role="img" aria-label="{_escaped(_told(shown))}" font-family="{_FAMILY}">',
            f"<title>{_escaped(shown.title)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="{_PAPER}"/>',
            *(part for _, part in drawn),
            "</svg>\n",
        ]
    )


def _parts(shown: PublishedPage, url: str, rows: int) -> Iterator[tuple[float, str]]:
    """The parts with so many rows, each after where it ends."""
    y: float = _MARGIN
    for text, size, weight, most, colour in (
        (shown.title, 34, "bold", 2, _INK),
        (shown.finding or shown.sentence, 21, "normal", 2, _QUIET),
    ):
        lines = wrapped(text, (WIDTH - 2 * _MARGIN) * (0.9 if weight == "bold" else 1), size, most)
        for line in lines:
            y += size * _LINE
            yield y, _line(line, _MARGIN, y - size * 0.35, size, colour, weight=weight)
        y += 8 if lines else 0
    y += 14
    columns = shown.columns[:MOST_COLUMNS]
    first = 300 if len(columns) <= 7 else 240
    wide = (WIDTH - 2 * _MARGIN - first - 120) / max(1, len(columns))
    for at, column in enumerate(columns):
        middle = _MARGIN + first + wide * (at + 0.5)
        for number, line in enumerate(wrapped(column.name, wide - 12, 18, 2)):
            yield y + 50, _line(line, middle, y + 20 + number * 22, 18, _INK, anchor="middle", weight="bold")
    yield y + 50, _line("Divergence", WIDTH - _MARGIN, y + 20, 15, _QUIET, anchor="end")
    y += 54
    for row in shown.rows[:rows]:
        yield y, f'<path d="M{_MARGIN} {y:.0f}H{WIDTH - _MARGIN}" stroke="{_RULE}"/>'
        lines = wrapped(row.row.text, first - 20, 19, 3)
        tall = max(74, 24 * len(lines) + 26)
        for number, line in enumerate(lines):
            top = y + tall / 2 - 12 * (len(lines) - 1) + number * 24 + 6
            yield top, _line(line, _MARGIN, top, 19, _INK)
        yield from _cells(row, y, tall, first, wide)
        y += tall
    yield y, f'<path d="M{_MARGIN} {y:.0f}H{WIDTH - _MARGIN}" stroke="{_RULE}"/>'
    for number, line in enumerate(wrapped(_foot(shown, url, rows), WIDTH - 2 * _MARGIN, 15, 2)):
        yield y + 30 + number * 20, _line(line, _MARGIN, y + 30 + number * 20, 15, _QUIET)


def _cells(row: PageRow, y: float, tall: float, first: float, wide: float) -> Iterator[tuple[float, str]]:
    for at, cell in enumerate(row.cells[:MOST_COLUMNS]):
        middle = _MARGIN + first + wide * (at + 0.5)
        colour = _COLOURS.get(cell.shown.value, _QUIET)
        faint = ' opacity=".55"' if cell.shown.provisional else ""
        yield y, f"<g{faint}>{shape(cell.shown.value, middle, y + tall / 2 - 12, colour)}</g>"
        lines = wrapped(cell.shown.word, wide - 8, 16, 1)
        yield y + tall, _line(lines[0] if lines else "–", middle, y + tall / 2 + 20, 16, colour, anchor="middle")
        if cell.shown.provisional:
            yield y + tall, _line("suggested", middle, y + tall / 2 + 34, 11, _QUIET, anchor="middle")
    yield y, _line(row.row.divergence or "–", WIDTH - _MARGIN, y + tall / 2 + 6, 20, _INK, anchor="end")


def shape(value: str, x: float, y: float, colour: str) -> str:
    """The sign of a verdict, drawn around (x, y).

    "" for a value that has none.
    """
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="none" stroke="{colour}" stroke-width="3"/>'
    half = f'<path d="M{x:.1f} {y - 9:.1f}a9 9 0 0 0 0 18z" fill="{colour}"/>'
    dash = f'<path d="M{x - 9:.1f} {y:.1f}h18" stroke="{colour}" stroke-width="3"/>'
    return {
        "yes": f'<circle cx="{x:.1f}" cy="{y:.1f}" r="10.5" fill="{colour}"/>',
        "qualified": ring + half,
        "split": ring + f'<path d="M{x:.1f} {y - 9:.1f}v18" stroke="{colour}" stroke-width="3"/>',
        "unclear": ring,
        "no": f'<path d="M{x - 8:.1f} {y - 8:.1f}l16 16m0 -16l-16 16" stroke="{colour}" stroke-width="4"/>',
        "silent": dash,
        "refused": dash,
        "not_asked": f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>',
        "unread": ring.replace("/>", ' stroke-dasharray="4 4"/>'),
    }.get(value, "")


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in at most `most` lines that fit.

    The last one is cut with an ellipsis.
    """
    lines: list[str] = []
    words = _clean(text).split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and broad(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] += " …"
    return [_cut(line, room, size) for line in lines]


def broad(text: str, size: float) -> float:
    """The width of the text in this font, about."""
    return size * sum(
        0.38 if char in _NARROW else 1.0 if char in _BROAD or ord(char) > 0x2E7F else 0.72 if char.isupper() else 0.62
        for char in text
    )


def _cut(line: str, room: float, size: float) -> str:
    if broad(line, size) <= room:
        return line
    kept = line.rstrip("… ")
    while kept and broad(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept}…"


def _foot(shown: PublishedPage, url: str, rows: int) -> str:
    more = [
        _more(len(shown.rows) - rows, "question"),
        _more(len(shown.columns) - MOST_COLUMNS, "respondent"),
    ]
    version = f"Version {shown.number}, {shown.published_at:%-d %B %Y}" if shown.published_at else "Not published yet"
    rests = "What respondents answer, not whether it is true"
    return " · ".join(filter(None, [*more, rests, version, url.partition("://")[2]]))


def _more(count: int, noun: str) -> str:
    return f"{count} more {noun}{'s' * (count > 1)}" if count > 0 else ""


def _line(
    text: str, x: float, y: float, size: float, colour: str, *, anchor: str = "start", weight: str = "normal"
) -> str:
    bold = ' font-weight="bold"' if weight == "bold" else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{bold}{at}>{_escaped(text)}</text>'


def _clean(text: str) -> str:
    return " ".join(without(text).split())


def _escaped(text: str) -> str:
    return escape(_clean(text))
