"""The findings of one pattern as a table: a column for each respondent between the finding and its ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables

from collation.gathered import Finding, Said
from collation.record import Respondent
from collation.sought import Sought


class _Column(tables.TemplateColumn):
    """A column of the findings: its templates know the table, and with it the comparison and what is sought."""

    head_template = "collation/columns/_plain_head.html"
    tag = "td"

    def get_context_data(self, *, table: FindingTable, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(table=table, **kwargs), "table": table}


class TitleColumn(_Column):
    """The finding, as the head of its row."""

    tag = "th"

    def __init__(self) -> None:
        super().__init__(
            template_name="collation/columns/_finding.html", verbose_name="Finding", attrs={"td": {"scope": "row"}}
        )


class VoiceColumn(_Column):
    """What one respondent says of a finding; `initial` stands for it."""

    head_template = "collation/columns/_voice_head.html"

    def __init__(self, respondent: Respondent, initial: str) -> None:
        self.respondent = respondent
        self.initial = initial
        super().__init__(
            template_name="collation/columns/_voice.html",
            accessor="said",
            verbose_name=respondent.name,
            attrs={"td": {"class": "cell", "data-who": respondent.name}},
        )

    def get_context_data(self, *, value: Sequence[Said], **kwargs: Any) -> dict[str, Any]:
        theirs = [said for said in value if said.respondent == self.respondent.key]
        return super().get_context_data(value=theirs, **kwargs)


class RatingColumn(_Column):
    """How reviewers rate it."""

    def __init__(self) -> None:
        super().__init__(
            template_name="collation/columns/_ratings.html", verbose_name="Rated", attrs={"td": {"class": "where"}}
        )


class FindingTable(tables.Table):
    """Rows are `collation.gathered.Finding`s. `slug` names the comparison for the links, which keep what is `sought`."""

    class Meta:
        orderable = False
        row_attrs = {"id": lambda record: f"row-{record.key}", "data-finding": lambda record: record.key}

    def __init__(
        self,
        findings: Sequence[Finding],
        respondents: Sequence[Respondent],
        initials: Sequence[str],
        *,
        slug: str,
        sought: Sought,
    ) -> None:
        self.slug = slug
        self.sought = sought
        columns: list[tuple[str, tables.Column]] = [("title", TitleColumn())]
        columns += [
            (f"of-{one.key}", VoiceColumn(one, initial)) for one, initial in zip(respondents, initials, strict=True)
        ]
        super().__init__(findings, extra_columns=[*columns, ("ratings", RatingColumn())])
