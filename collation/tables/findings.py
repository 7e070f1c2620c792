"""The findings of one pattern as a table.

Each respondent has a column between the finding and its ratings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables

from collation.findings.findings import Quotation, ReviewedFinding
from collation.pages.dot_plot import initials
from collation.record import Respondent


class _FindingsColumn(tables.TemplateColumn):
    """A column of the findings; its templates know what the page knows."""

    head_template = ""  # the heading alone
    tag = "td"


class TitleColumn(_FindingsColumn):
    """The finding, as the head of its row."""

    tag = "th"

    def __init__(self) -> None:
        super().__init__(
            template_name="collation/findings/columns/_title.html",
            verbose_name="Finding",
            attrs={"td": {"scope": "row"}},
        )


class VoiceColumn(_FindingsColumn):
    """What one respondent says of a finding; `initial` stands for it."""

    head_template = "collation/findings/columns/_respondent_head.html"

    def __init__(self, respondent: Respondent, initial: str) -> None:
        self.respondent = respondent
        self.initial = initial
        super().__init__(
            template_name="collation/findings/columns/_respondent.html",
            accessor="said",
            verbose_name=respondent.name,
            attrs={"td": {"class": "cell", "data-who": respondent.name}},
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said: Sequence[Quotation] = kwargs.pop("value")
        return super().get_context_data(value=[one for one in said if one.respondent == self.respondent.key], **kwargs)


class RatingColumn(_FindingsColumn):
    """How reviewers rate it."""

    def __init__(self) -> None:
        super().__init__(
            template_name="collation/findings/columns/_ratings.html",
            verbose_name="Rated",
            attrs={"td": {"class": "where"}},
        )


class FindingTable(tables.Table):
    """Rows are `collation.findings.findings.ReviewedFinding`s."""

    class Meta:
        orderable = False
        row_attrs = {"id": lambda record: f"row-{record.key}"}

    def __init__(self, findings: Sequence[ReviewedFinding], respondents: Sequence[Respondent]) -> None:
        columns: list[tuple[str, tables.Column]] = [("title", TitleColumn())]
        short = initials([respondent.name for respondent in respondents])
        columns += [
            (f"of-{one.key}", VoiceColumn(one, initial)) for one, initial in zip(respondents, short, strict=True)
        ]
        super().__init__(findings, extra_columns=[*columns, ("ratings", RatingColumn())])
