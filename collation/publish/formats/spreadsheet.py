"""CSV and XLSX.

What a spreadsheet would calculate is text, and numbers are numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as SpreadsheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from collation.publish.document.sheets import SpreadsheetTable, Value, cells, fitting, tables
from collation.publish.formats.edition import Edition, PublicationFormat
from reviews.characters import without

_CALCULATES = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n|]")
"""The beginning of what a spreadsheet may take for a formula."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?%?")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDE = frozenset(
    {"question", "answer", "words", "rationale", "prompt", "settled_why", "sources", "Question", "round_2_answer"}
    | {"replies", "reply_of", "team_concludes", "team_concludes_why", "why", "would_settle_it", "missing"}
    | {"would_settle_the_question"}
)
_MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


_AT_THE_TOP, _BOLD = Alignment(vertical="top", wrap_text=True), Font(bold=True)


def disarmed(text: str) -> str:
    """The text, with an apostrophe if a spreadsheet would calculate it.

    A number stays: “-5” is one, “-5+cmd” is not.
    """
    return f"'{text}" if _CALCULATES.match(text) and not _NUMBER.fullmatch(text) else text


def _csv(edition: Edition) -> bytes:
    """The cells as CSV.

    The byte order mark tells a spreadsheet that it is UTF-8.
    """
    table = cells(edition.document, edition.page)
    return csv_of(table.head, table.rows)


def csv_of(head: Iterable[str], rows: Iterable[Iterable[Value]]) -> bytes:
    """A table as CSV.

    It has a byte order mark, and nothing that a spreadsheet would calculate.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str | int | float:
    if value is None:
        return ""
    return disarmed(fitting(without(value, "\n"))) if isinstance(value, str) else value


def _xlsx(edition: Edition) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for table in tables(edition.document, sha256=edition.sha256, url=edition.url, shown=edition.page):
        _fill(book.create_sheet(table.name), table)
    kept = BytesIO()
    book.save(kept)
    return _without_time(kept.getvalue())


def _fill(sheet: Worksheet, table: SpreadsheetTable) -> None:
    """Write the table; its head and its first column stay in view."""
    for number, row in enumerate((table.head, *table.rows), start=1):
        for place, value in enumerate(row, start=1):
            _write(sheet.cell(number, place), value, is_head=number == 1)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for place, name in enumerate(table.head, start=1):
        width = 60 if name in _WIDE or (table.name == "About" and place == 2) else 18
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = width


def _write(cell: SpreadsheetCell, value: Value, *, is_head: bool) -> None:
    if isinstance(value, str):
        cell.value = fitting(without(value, "\n"))
        cell.data_type = "s"
        cell.quotePrefix = disarmed(cell.value) != cell.value
    elif value is not None:
        cell.value = value
    cell.alignment = _AT_THE_TOP
    if is_head:
        cell.font = _BOLD


def _without_time(book: bytes) -> bytes:
    """The workbook without the time at which it was written.

    So the same edition gives the same bytes.
    """
    out = BytesIO()
    with ZipFile(BytesIO(book)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(b"", content)
            after.writestr(ZipInfo(entry.filename, _EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()


CSV = PublicationFormat("csv", "CSV", "a row for each cell, for statistics", ".csv", "text/csv; charset=utf-8", _csv)
XLSX = PublicationFormat(
    "xlsx",
    "Excel",
    "matrix, cells, marks, facts, findings, conclusions and gaps as sheets",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _xlsx,
)
