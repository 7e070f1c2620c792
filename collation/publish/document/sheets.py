"""A publication as tables for a spreadsheet. Pure.

Texts stand as they are: `collation/publish/formats/` disarms what a spreadsheet would calculate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from collation.publish.document.conclusions import NOBODY_SAYS
from collation.publish.document.gaps import NO_GAPS
from collation.publish.document.page import PageCell, PageRow, PublishedPage, page, passages
from collation.publish.document.quoted import as_text

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


def tables(
    document: dict[str, Any], *, sha256: str, url: str = "", shown: PublishedPage | None = None
) -> tuple[SpreadsheetTable, ...]:
    """The tables: matrix, cells, what people say, and what it is.

    `sha256` and `url` are as in `page`; `shown` is that page, if it is at hand.
    """
    shown = shown or page(document, sha256=sha256, url=url)
    found = (
        _matrix(shown),
        cells(document, shown),
        _marks(shown),
        _facts(shown),
        _findings(shown),
        _conclusions(shown),
        _settling(shown),
        _gaps(shown),
        _replies(shown),
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
        *("missing", "round_2", "round_2_because", "round_2_answer", "replies"),
        *("team_concludes", "team_concludes_why", "would_settle_the_question"),
    )
    return SpreadsheetTable(
        "Cells", head, tuple(_cell(shown, row, cell, told, said) for row in shown.rows for cell in row.cells)
    )


def _cell(
    shown: PublishedPage,
    row: PageRow,
    cell: PageCell,
    told: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]],
    said: dict[tuple[str, str], str],
) -> tuple[Value, ...]:
    at = row.row.key, cell.column.key
    document_row, document_cell = told[at]
    again = document_cell.get("round_2") or {}
    return (
        *(row.row.text, row.row.key, cell.column.name, cell.column.key, cell.column.kind),
        *(cell.column.about, cell.column.basis),
        *(document_cell["state"], cell.shown.word, document_cell["verdict"].get("rank"), cell.rests_on),
        *(document_row["divergence"], cell.shown.quote, said[at], cell.how_asked, cell.prompt),
        "\n".join(f"{mark.by}: {mark.word}" for mark in cell.marks),
        *(cell.settled_as, cell.why_settled, cell.support, cell.support_quote),
        "\n".join(f"{title} {address}".strip() for title, address in cell.sources),
        *(cell.missing, cell.again.told if cell.again else "", (again.get("because") or {}).get("words", "")),
        "\n\n".join(passage["text"] for passage in again.get("passages", ())),
        "\n\n".join(f"{reply.who}\n{as_text(reply.html)}" for reply in cell.rejoinders),
        *((row.conclusion.answer, row.conclusion.why) if row.conclusion else ("", "")),
        "\n".join(f"{text} (says {who})" for text, who in _would_settle(shown, row.row.key)),
    )


def _would_settle(shown: PublishedPage, question: str) -> tuple[tuple[str, str], ...]:
    """What would settle a question, and who says so.

    The team's word stands there even if nobody differs.
    """
    crux = next((one for one in shown.cruxes if one.question == question), None)
    if crux:
        return tuple((one.text, one.said_by) for one in crux.told)
    concluded = next((row.conclusion for row in shown.rows if row.row.key == question), None)
    return ((concluded.settled_by, "the team"),) if concluded and concluded.settled_by else ()


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


def _conclusions(shown: PublishedPage) -> SpreadsheetTable:
    head = ("question", "team_concludes", "why", "would_settle_it", "by", "words")
    asked = ((row.row.text, row.conclusion) for row in shown.rows)
    alike = ((prompt.text, prompt.conclusion) for prompt in shown.alike)
    rows = (
        (text, one.answer, one.why, one.settled_by, one.by, "\n".join(f"{w.said_by}: {w.text}" for w in one.quoted))
        for text, one in (*asked, *alike)
        if one
    )
    return SpreadsheetTable("Conclusions", head, tuple(rows))


def _settling(shown: PublishedPage) -> SpreadsheetTable:
    head = ("question", "divergence", "would_settle_it", "says", "reviewers_split_on")
    rows = (
        (crux.text, float(crux.divergence), text, who, "\n".join(crux.split))
        for crux in shown.cruxes
        for text, who in ([(one.text, one.said_by) for one in crux.told] or [(NOBODY_SAYS, "")])
    )
    return SpreadsheetTable("What would settle it", head, tuple(rows))


def _gaps(shown: PublishedPage) -> SpreadsheetTable:
    head = ("question", "missing", "respondents")
    rows = [(gap.text, what, names) for gap in shown.gaps for what, names in gap.told]
    rows += [("", sentence, "") for sentence in (*shown.unpublished, *(() if shown.gaps else (NO_GAPS,)))]
    return SpreadsheetTable("Not asked, not read", head, tuple(rows))


def _replies(shown: PublishedPage) -> SpreadsheetTable:
    head = ("about", "reply_of", "words")
    rows = ((one.about or "the page", one.who, as_text(one.html)) for one in shown.rejoinders)
    return SpreadsheetTable("Replies", head, tuple(rows))


def _about(shown: PublishedPage) -> SpreadsheetTable:
    return SpreadsheetTable("About", ("what", "words"), tuple(_told(shown)))


def _told(shown: PublishedPage) -> Iterator[tuple[Value, ...]]:
    yield "Title", shown.title
    if shown.correction:
        yield "Corrects the version before", shown.correction
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
