"""Tables of pipes, also without a proper line below their head. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"(?=.*[-=–—_])[|+:=\-–—_ \t]+$")
_SPACED = re.compile(r"\|(?:[ \t](?:\\.|[^|\\])*[ \t]\||[ \t]?\|)+$")


@dataclass(frozen=True)
class PipeTable:
    """A run of lines that pipes begin, end and part.

    `rows` are its cells; they are none if its lines have not the same number of cells, so that nobody can say which
    belong together. `lines` is how many lines it takes; `headed` says that a line is drawn below the first row.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: int
    headed: bool


def pipe_table_at(lines: Sequence[str], index: int) -> PipeTable | None:
    """The table that begins at a line.

    Without a line drawn below its first row, each pipe must stand apart from the words, as it does in no formula such
    as |a| + |b|.
    """
    head = lines[index].strip()
    if not _is_row(head):
        return None
    headed = index + 1 < len(lines) and _is_rule(lines[index + 1].strip())
    if not headed and not _SPACED.match(head):
        return None
    run = [head]
    end = index + 1 + headed
    while end < len(lines) and _is_row(line := lines[end].strip()) and (headed or _SPACED.match(line)):
        if not _is_rule(line):
            run.append(line)
        end += 1
    if len(run) < 2:
        return None
    rows = tuple(tuple(cells_of(line)) for line in run)
    alike = len({len(row) for row in rows}) == 1
    return PipeTable(rows if alike else (), end - index, headed)


def cells_of(line: str) -> list[str]:
    """The cells of a row, without the pipes around it."""
    row = line.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(row)]


def _is_row(line: str) -> bool:
    """Whether a line has at least two cells between pipes."""
    return line.startswith("|") and line.endswith("|") and not line.endswith("\\|") and len(cells_of(line)) > 1


def _is_rule(line: str) -> bool:
    """Whether a line is drawn, as below the head of a table."""
    return line[:1] in ("|", "+") and bool(_RULE.match(line))
