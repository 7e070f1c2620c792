"""Lay the cells of a table in a grid, as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reviews.intake.bytes.html_tokens import attribute

MOST_COLUMNS = 60
_MOST_ROWS_SPANNED = 1000
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Table:
    """An open table.

    `rows` are its rows so far. A cell that spans columns or rows stands in the first of its places; the others are
    empty, so that each cell stays under its head.
    """

    rows: list[list[str]] = field(default_factory=list)
    caption: str = ""
    spanned: dict[int, int] = field(default_factory=dict)  # how many more rows each column is taken in
    columns: int = 1  # that the open cell spans
    spans_rows: int = 0  # how many more rows it spans

    def open_row(self) -> None:
        """Begin a row.

        The one before it ends: columns behind its last cell may be taken by one above.
        """
        if self.rows:
            row = self.rows[-1]
            for column in sorted(column for column, more in self.spanned.items() if more and column >= len(row)):
                row += [""] * (column + 1 - len(row))
                self.spanned[column] -= 1
        self.rows.append([])

    def open_cell(self, attributes: str) -> None:
        """Begin a cell; its words come when it ends."""
        if not self.rows:
            self.open_row()
        self.columns = _span(attributes, "colspan", MOST_COLUMNS)
        self.spans_rows = _span(attributes, "rowspan", _MOST_ROWS_SPANNED) - 1

    def end_cell(self, words: str) -> None:
        """Put the words of the open cell in its place."""
        words = _SPACES.sub(" ", words).strip().replace("|", "\\|")
        if not self.rows:
            self.open_row()
        row = self.rows[-1]
        while self.spanned.get(len(row), 0) and len(row) < MOST_COLUMNS:
            self.spanned[len(row)] -= 1
            row.append("")
        if len(row) >= MOST_COLUMNS:
            row[-1] = f"{row[-1]} {words}".strip()
            return
        for column in range(len(row), min(len(row) + self.columns, MOST_COLUMNS)):
            self.spanned[column] = self.spans_rows
            row.append("")
        row[-min(self.columns, len(row))] = words
        self.columns, self.spans_rows = 1, 0

    def markdown(self) -> str:
        """The table as Markdown; "" for one without words."""
        rows = [row for row in self.rows if any(row)]
        if not rows:
            return ""
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        lines.insert(1, "| " + " | ".join(["---"] * width) + " |")
        return "\n".join(lines)


def _span(attributes: str, name: str, most: int) -> int:
    """The number of columns or rows that a cell spans."""
    number = attribute(attributes, name).strip() if name in attributes.lower() else ""
    return min(max(int(number), 1), most) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
