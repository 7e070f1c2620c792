"""Rebuild tables that the clipboard flattened.

Their rows hold tabs, or their cells were glued together.
"""

from __future__ import annotations

import re

_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_TITLE_WORD = re.compile(r"[A-Z][\w'’&/-]*|&|(?:of|and|the|for|to|in|vs\.?|per|by|or)")
_SEAM = re.compile(r"(?P<firm>(?<=[?!.…)\]”’%])|(?<=[^\s\"]\"))(?=[A-Z“‘(—])|(?<=[a-z\d])(?=[A-Z])")
_LONGEST_HEADER = 90
_MOST_ROWS = 500


def table_at(lines: list[str], index: int) -> list[list[str]]:
    """The rows of the flattened table that begins at a line.

    Empty if none begins there.
    """
    return tabbed_rows(lines, index) or glued_rows(lines, index)


def tabbed_rows(lines: list[str], index: int) -> list[list[str]]:
    """The rows of the tab-separated table that begins at `lines[at]`.

    Empty if none begins there.
    """
    width = lines[index].strip("\n").count("\t")
    rows: list[list[str]] = []
    while width and index < len(lines) and lines[index].count("\t") == width:
        rows.append([cell.strip() for cell in lines[index].split("\t")])
        index += 1
    return rows if len(rows) > 1 and all(any(row) for row in rows) and all(rows[0]) else []


def glued_rows(lines: list[str], index: int) -> list[list[str]]:
    """The rows of a table whose cells were glued, else empty.

    The header must make it certain: it is glued words in Title Case, and each line up to the next blank one can be cut
    into as many cells in one way only.
    """
    header = _header(lines[index].strip())
    rows = [header]
    for line in lines[index + 1 : index + 1 + _MOST_ROWS]:
        if not header or not line.strip():
            break
        cells = _cells(line.strip(), len(header))
        if not cells:
            return []
        rows.append(cells)
    return rows if len(rows) > 2 else []


def _header(line: str) -> list[str]:
    if len(line) > _LONGEST_HEADER or not _GLUED.search(line):
        return []
    cells = _GLUED.split(line)
    words = [word for cell in cells for word in cell.split()]
    return cells if words and all(_TITLE_WORD.fullmatch(word) for word in words) else []


def _cells(line: str, width: int) -> list[str]:
    seams = list(_SEAM.finditer(line))
    firm = [seam.start() for seam in seams if seam["firm"] is not None]
    for cuts in (firm, [seam.start() for seam in seams]):
        if len(cuts) == width - 1:
            return [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    return []
