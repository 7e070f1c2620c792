"""The table of the compare page: questions down, respondents across.

It is given finished rows and makes no queries.
"""

from __future__ import annotations

from collections.abc import Sequence

import django_tables2 as tables

from collation.pages.columns import Head
from collation.pages.compare import ShownRow


class CompareQuestionColumn(tables.TemplateColumn):
    """The first column: the question, and how far the answers part."""

    template_name = "collation/compare/columns/_question.html"


class RespondentColumn(tables.TemplateColumn):
    """What one respondent says; `head` is shown above it."""

    template_name = "collation/compare/columns/_cell.html"

    def __init__(self, head: Head, place: int) -> None:
        super().__init__(accessor=f"cells__{place}", verbose_name=head.name)
        self.head = head


class StripColumn(tables.TemplateColumn):
    """What the others say, beside two that are pinned."""

    template_name = "collation/compare/columns/_strip.html"


class CompareTable(tables.Table):
    question = CompareQuestionColumn(accessor="question", verbose_name="Question")

    class Meta:
        template_name = "collation/compare/_table.html"
        orderable = False


def compare_table(rows: Sequence[ShownRow], heads: Sequence[Head], *, empty: str, strip: bool = False) -> CompareTable:
    """The table of rows, their cells in the order of `heads`.

    Without rows it says `empty`. The others stand in a `strip` if two are pinned.
    """
    columns: list[tuple[str, tables.Column]] = [
        (f"of_{head.key}", RespondentColumn(head, place)) for place, head in enumerate(heads)
    ]
    if strip:
        columns.append(("strip", StripColumn(accessor="strip", verbose_name="The others")))
    return CompareTable(rows, extra_columns=columns, empty_text=empty)
