"""The matrix as a table, a column for each respondent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django_tables2.columns import BoundColumn
from django_tables2.rows import BoundRow

from collation.agreement.caveats import Caveats
from collation.cells import Collation
from collation.pages.matrix import Matrix, MatrixFilter, MatrixRow, matrix
from collation.record import Respondent
from reviews.models import Comparison

MOST_ROWS = 12
"""A matrix with more rows has an overview of them all."""


class _MatrixColumn(tables.TemplateColumn):
    """A column of the matrix, whose templates are given the table."""

    head_template = ""  # the heading alone
    tag = "td"

    def get_context_data(self, *, table: MatrixTable, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(table=table, **kwargs), "table": table}


class QuestionColumn(_MatrixColumn):
    """The question with the team's answer: the head of a row."""

    tag = "th"

    def __init__(self) -> None:
        super().__init__(
            template_name="collation/matrix/columns/_question.html",
            verbose_name="Question",
            attrs={"td": {"scope": "row"}},
        )

    def get_context_data(self, *, table: MatrixTable, **kwargs: Any) -> dict[str, Any]:
        answer = table.answers.get(kwargs["record"].key, "")
        return {**super().get_context_data(table=table, **kwargs), "answer": answer}


def _cell_id(record: MatrixRow, bound_column: BoundColumn) -> str:
    return f"cell-{record.key}-{bound_column.column.respondent.key}"


class CellColumn(_MatrixColumn):
    """The column of one respondent.

    `initial` stands for it in the drawings. `contradicts` are the topics on which it contradicts itself,
    and `contradiction` says so.
    """

    head_template = "collation/matrix/columns/_respondent_head.html"

    def __init__(self, at: int, respondent: Respondent, initial: str, contradicts: Sequence[str]) -> None:
        self.respondent = respondent
        self.initial = initial
        doing = "contradicts itself" if respondent.kind == "model" else "says two things"
        self.contradiction = f"{doing} on {', '.join(contradicts)}" if contradicts else ""
        super().__init__(
            template_name="collation/matrix/columns/_cell.html",
            accessor=f"cells__{at}",
            verbose_name=respondent.name,
            attrs={"td": {"id": _cell_id, "class": "cell", "data-who": respondent.name}},
        )


class SpreadColumn(_MatrixColumn):
    """Where they stand, on one axis, and by how much they part."""

    def __init__(self) -> None:
        super().__init__(
            template_name="collation/matrix/columns/_spread.html",
            verbose_name="Spread",
            attrs={"td": {"class": "where", "id": lambda record: f"where-{record.key}"}},
        )


class MatrixTable(tables.Table):
    """A table of MatrixRows.

    `slug` names the comparison in the links, which keep what is `shown`. `answers` are the team's own, by question.
    """

    class Meta:
        orderable = False
        attrs = {"class": "matrix", "id": "matrix"}
        row_attrs = {"id": lambda record: f"row-{record.key}"}

    def __init__(
        self,
        matrix: Matrix,
        respondents: tuple[Respondent, ...],
        caveats: Caveats,
        *,
        slug: str,
        shown: MatrixFilter,
        answers: Mapping[str, str],
    ) -> None:
        self.matrix = matrix
        self.respondents = respondents
        self.slug = slug
        self.shown = shown
        self.answers = answers
        columns: list[tuple[str, tables.Column]] = [("question", QuestionColumn())]
        columns += [
            (f"of-{one.key}", CellColumn(at, one, initial, caveats.contradictions.get(one.key, ())))
            for at, (one, initial) in enumerate(zip(respondents, matrix.initials, strict=True))
        ]
        super().__init__(matrix.rows, extra_columns=[*columns, ("spread", SpreadColumn())])

    @property
    def has_overview(self) -> bool:
        """Whether it has too many rows to be seen at a glance."""
        return self.matrix.asked > MOST_ROWS

    @property
    def named_initials(self) -> list[tuple[str, str]]:
        """The name of each respondent, and what stands for it."""
        return [(one.name, short) for one, short in zip(self.respondents, self.matrix.initials, strict=True)]

    @property
    def toggles(self) -> list[tuple[str, str, bool]]:
        """The flags of the filter: words, address with it turned, whether on."""
        address = reverse("collation:matrix", args=[self.slug])
        choices = [
            ("only what diverges", "diverging", self.shown.diverging),
            ("hide suggestions", "decided", self.shown.decided),
        ]
        if self.shown.unled or any(cell.led for row in self.matrix.rows for cell in row.cells):
            choices.append(("leave out led answers", "unled", self.shown.unled))
        return [(words, address + self.shown.turned(name).query, on) for words, name, on in choices]

    def changed(self, question: str, respondent: str) -> list[tuple[BoundColumn, str]]:
        """A respondent’s cell and the spread of its row.

        Of a later round, it is the cell that it stands in. They are drawn as in the row. Empty if the row is not shown.
        """
        row = self.row(question)
        if row is None:
            return []
        of_later = (cell.respondent for cell in row.record.cells if cell.again and cell.again.respondent == respondent)
        columns = [self.columns[name] for name in (f"of-{next(of_later, respondent)}", "spread")]
        for column in columns:  # as the row does for each of its columns
            column.current_record, column.current_value = row.record, row.get_cell(column.name)
        return [(column, column.current_value) for column in columns]

    def row(self, key: str) -> BoundRow | None:
        """The row of a question, or None if it is not shown."""
        return next((row for row in self.rows if row.record.key == key), None)


def matrix_table(
    comparison: Comparison,
    collation: Collation,
    parameters: Mapping[str, str],
    caveats: Caveats,
    only: str | None = None,
    answers: Mapping[str, str] | None = None,
) -> MatrixTable:
    """The matrix as the parameters of an address ask for it.

    With the key of a question, its row alone. `answers` are the team's own, by the key of the question.
    """
    shown = MatrixFilter.asked_by(parameters)
    laid_out = matrix(collation, shown, caveats, only)
    return MatrixTable(
        laid_out, collation.respondents, caveats, slug=comparison.slug, shown=shown, answers=answers or {}
    )
