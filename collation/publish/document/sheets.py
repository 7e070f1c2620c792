"""A publication as tables for a spreadsheet. Pure.

Texts stand as they are: `collation/publish/formats/` disarms what a spreadsheet would calculate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from collation.publish.document.page import PageCell, PageRow, PublishedPage, page, passages

Value = str | int | float | None

LONGEST = 32_767
"""The most that a spreadsheet's cell holds, in units of UTF-16."""
CUT = " […cut here: a cell of a spreadsheet holds no more. The JSON has the whole.]"


@dataclass(frozen=True)
class SpreadsheetTable:
    """A table with a head; every row is as long as it."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(document: dict[str, Any], *, sha256: str, url: str = "") -> tuple[SpreadsheetTable, ...]:
    """The tables: matrix, cells, marks, facts, findings, and what it is.

    `sha256` and `url` are as in `page`.
    """
    shown = page(document, sha256=sha256, url=url)
    found = (
        _matrix(shown),
        cells(document, shown),
        _marks(shown),
        _facts(shown),
        _findings(shown),
        _about(shown),
    )
    return tuple(table for table in found if table.rows)


def cells(document: dict[str, Any], shown: PublishedPage) -> SpreadsheetTable:
    """A row for each cell, with the whole answer."""
    said = {at: "\n\n".join(passage["text"] for passage in found) for at, found in passages(document).items()}
    told = {(row["question"], cell["respondent"]): (row, cell) for row in document["rows"] for cell in row["cells"]}
    head = (
        *("question", "question_key", "respondent", "respondent_key", "kind", "made_by", "could_read"),
        *("state", "verdict", "rank", "rests_on", "divergence_of_row", "words", "answer", "asked", "prompt"),
        *("marks", "settled_as", "settled_why", "paper_backs_it", "paper_quotation", "sources"),
    )
    return SpreadsheetTable(
        "Cells", head, tuple(_cell(row, cell, told, said) for row in shown.rows for cell in row.cells)
    )


def _cell(
    row: PageRow,
    cell: PageCell,
    told: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]],
    said: dict[tuple[str, str], str],
) -> tuple[Value, ...]:
    at = row.row.key, cell.column.key
    document_row, document_cell = told[at]
    return (
        *(row.row.text, row.row.key, cell.column.name, cell.column.key, cell.column.kind),
        *(cell.column.about, cell.column.basis),
        *(document_cell["state"], cell.shown.word, document_cell["verdict"].get("rank"), cell.rests_on),
        *(document_row["divergence"], cell.shown.quote, said[at], cell.how_asked, cell.prompt),
        "\n".join(f"{mark.by}: {mark.word}" for mark in cell.marks),
        *(cell.settled_as, cell.why_settled, cell.support, cell.support_quote),
        "\n".join(f"{title} {address}".strip() for title, address in cell.sources),
    )


def fitting(text: str) -> str:
    """The text, cut with a note if a cell is too short."""
    if len(text) <= LONGEST // 2 or _units(text) <= LONGEST:
        return text
    room = LONGEST - len(CUT)
    kept = text[:room]
    while _units(kept) > room:
        kept = kept[: len(kept) - max(1, (_units(kept) - room) // 2)]
    return kept + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _matrix(shown: PublishedPage) -> SpreadsheetTable:
    head = ("Question", *(column.name for column in shown.columns), "Divergence", "Rests on")
    rows = (
        (
            row.row.text,
            *(f"{cell.shown.word}{' (suggested)' if cell.shown.provisional else ''}" for cell in row.cells),
            float(row.row.divergence) if row.row.divergence else None,
            row.row.counted,
        )
        for row in shown.rows
    )
    return SpreadsheetTable("Matrix", head, tuple(rows))


def _marks(shown: PublishedPage) -> SpreadsheetTable:
    head = ("question", "respondent", "reviewer", "mark", "rationale", "words")
    rows = (
        (row.row.text, cell.column.name, mark.by, mark.word, mark.why, mark.quote)
        for row in shown.rows
        for cell in row.cells
        for mark in cell.marks
    )
    return SpreadsheetTable("Marks", head, tuple(rows))


def _facts(shown: PublishedPage) -> SpreadsheetTable:
    head = ("fact", "value", "given_by", "in_the_paper", "words")
    rows = (
        (
            fact.title,
            value.text,
            value.who,
            value.status,
            "\n".join(f"{quote.name}: {quote.before}{quote.value}{quote.after}" for quote in value.quotes),
        )
        for fact in shown.facts
        for value in fact.values
    )
    return SpreadsheetTable("Facts", head, tuple(rows))


def _findings(shown: PublishedPage) -> SpreadsheetTable:
    head = ("finding", "kind", "raised_by", "ratings", "respondent", "against_it", "words")
    rows = (
        (one.title, one.kind, one.who, one.rated, quoted.name, "yes" if quoted.opposes else "", text)
        for one in shown.findings
        for quoted in one.quoted
        for text in quoted.texts
    )
    return SpreadsheetTable("Findings", head, tuple(rows))


def _about(shown: PublishedPage) -> SpreadsheetTable:
    return SpreadsheetTable("About", ("what", "words"), tuple(_told(shown)))


def _told(shown: PublishedPage) -> Iterator[tuple[Value, ...]]:
    yield "Title", shown.title
    yield "Finding", shown.finding
    yield "In a sentence", shown.sentence
    yield "Paper", shown.paper["title"]
    yield "Address of the paper", shown.paper["url"] or ""
    yield "Version", shown.number
    yield "Published", shown.published_at.isoformat() if shown.published_at else "not published yet"
    for sentence in shown.method:
        yield "Method", sentence
    yield "To cite", shown.citation.text
    yield "SHA-256 of the document", shown.sha256
