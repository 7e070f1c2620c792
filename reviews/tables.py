"""Tables of the record: their rows and filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.utils import timezone
from django.utils.timesince import timesince

from reviews.domain.progress import OwnProgress
from reviews.forms import Form
from reviews.lens import lens
from reviews.masks import masks_of
from reviews.models import Comparison, ExportedConversation, Phase, Team, User
from reviews.web.requests import MemberRequest


@dataclass(frozen=True)
class ComparisonRow:
    """A comparison in a list, as one viewer sees it.

    All of it but the viewer's own progress comes from the summary that the verbs keep.
    """

    comparison: Comparison
    title: str
    """As the viewer may read it."""
    paper_title: str
    respondents: list[str]
    hides: bool = False
    """Whether the viewer may not know what others mark and say."""
    own: OwnProgress | None = None
    """The viewer's own progress, if they are asked to mark."""

    @property
    def paper_words(self) -> str:
        """The words before the paper's arXiv id.

        Its title if the comparison has another.
        """
        paper = self.comparison.paper
        if paper.title != self.comparison.title:
            return f"{self.paper_title} · " if paper.arxiv_id else self.paper_title
        return "" if paper.arxiv_id else "The paper"

    @property
    def cells(self) -> int:
        return self.comparison.summary.get("cells", 0)

    @property
    def marked(self) -> int:
        """How many cells are marked; 0 if that is hidden."""
        return 0 if self.hides else self.comparison.summary.get("marked", 0)

    @property
    def marked_rank(self) -> tuple[float, float]:
        """Sorts by the share of the viewer's cells that is marked.

        Then, and for viewers who have none, by that of all cells.
        """
        of_all = self.marked / self.cells if self.cells else 0.0
        return (self.own.marked / self.own.asked if self.own and self.own.asked else of_all), of_all

    @property
    def divergence(self) -> float | None:
        """The mean divergence of the rows, from 0 to 1.

        None if no row has two values, less than half of the cells are marked, or it is hidden.
        """
        if self.hides:
            return None
        return self.comparison.summary.get("divergence") if 2 * self.marked >= self.cells else None

    @property
    def divergence_rank(self) -> float:
        """Sorts what has no divergence below everything that has one."""
        return -1.0 if self.divergence is None else self.divergence

    @property
    def open_threads(self) -> int:
        return 0 if self.hides else self.comparison.summary.get("open_threads", 0)

    @property
    def changed_at(self) -> datetime:
        return self.comparison.changed_at

    @property
    def changed_ago(self) -> str:
        """The age of the last change in one unit: "2 hours ago"."""
        fresh = timezone.now() - self.changed_at < timedelta(minutes=1)
        return "just now" if fresh else f"{timesince(self.changed_at, depth=1)} ago"


def comparison_rows(
    comparisons: Iterable[Comparison], viewer: User, own: Mapping[int, OwnProgress] = {}
) -> list[ComparisonRow]:
    """The rows of a list, in the comparisons' order.

    With the viewer's `own` progress. No query beyond the comparisons'.
    """
    rows = []
    for comparison in comparisons:
        view, titles = lens(viewer, comparison), (comparison.title, comparison.paper.title)
        if view.names_hidden:
            masks = masks_of(tuple(comparison.summary.get("respondents", ())))
            titles = masks.masked(titles[0]), masks.masked(titles[1])
        respondents = view.respondent_names(comparison)
        rows.append(ComparisonRow(comparison, *titles, respondents, view.others_hidden, own.get(comparison.pk)))
    return rows


class SortableTable(tables.Table):
    """The base of tables that a query sorts.

    A query names columns; whatever else it says is no order.
    """

    @property
    def order_by(self) -> Any:
        return super().order_by

    @order_by.setter
    def order_by(self, asked: str | Iterable[str]) -> None:
        names = asked.split(",") if isinstance(asked, str) else asked
        tables.Table.order_by.fset(self, [name for name in names if name.removeprefix("-") in self.columns])


class ComparisonTable(SortableTable):
    """The comparisons of one viewer."""

    title = tables.TemplateColumn(
        template_name="reviews/home/columns/_title.html", accessor="title", verbose_name="Comparison"
    )
    respondents = tables.TemplateColumn(template_name="reviews/home/columns/_respondents.html", orderable=False)
    phase = tables.TemplateColumn(
        template_name="reviews/home/columns/_phase.html", accessor="comparison__current_phase"
    )
    marked = tables.TemplateColumn(
        template_name="reviews/home/columns/_marked.html", order_by="marked_rank", initial_sort_descending=True
    )
    divergence = tables.TemplateColumn(
        template_name="reviews/home/columns/_divergence.html",
        order_by="divergence_rank",
        initial_sort_descending=True,
        empty_values=(),
    )
    open_threads = tables.TemplateColumn(
        template_name="reviews/home/columns/_open_threads.html",
        verbose_name="Open threads",
        initial_sort_descending=True,
    )
    changed = tables.TemplateColumn(
        template_name="reviews/home/columns/_changed.html",
        accessor="changed_at",
        verbose_name="Last change",
        initial_sort_descending=True,
    )

    class Meta:
        template_name = "_table.html"
        order_by = "-changed"
        attrs = {"class": "list comparisons"}


class ComparisonFilter(django_filters.FilterSet):
    """The filter of a viewer's comparisons.

    It shows archived ones only when asked for.
    """

    q = django_filters.CharFilter(
        method="matching",
        label="Search",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Title, paper or respondent"}),
    )
    phase = django_filters.ChoiceFilter(
        choices=Phase.choices, empty_label="Any phase", label="Phase", method="of_phase"
    )
    team = django_filters.ModelChoiceFilter(
        queryset=lambda request: Team.objects.visible_to(request.user),
        to_field_name="slug",
        empty_label="Any team",
        label="Team",
    )
    archived = django_filters.BooleanFilter(method="in_archive", label="Archived", widget=forms.CheckboxInput)

    class Meta:
        form = Form

    request: MemberRequest

    def matching(self, comparisons: Any, name: str, words: str) -> Any:
        """The comparisons that hold every word.

        In the title, the paper, or a respondent's name as the viewer knows it.
        """
        wanted = words.casefold().split()
        viewer = self.request.user
        return comparisons.filter(
            pk__in=[
                row.comparison.pk
                for row in comparison_rows(comparisons, viewer)
                if all(word in _words(row) for word in wanted)
            ]
        )

    def of_phase(self, comparisons: Any, name: str, phase: str) -> Any:
        return comparisons.in_phase(phase)

    def in_archive(self, comparisons: Any, name: str, archived: bool) -> Any:
        return comparisons.exclude(archived_at=None) if archived else comparisons.current()


@dataclass(frozen=True)
class OfferedRow:
    """A conversation of an export, as offered to a viewer.

    With whether the viewer ticked it, and whether the comparison holds it already.
    """

    one: ExportedConversation
    chosen: bool
    stored: bool

    @property
    def title_rank(self) -> str:
        return str(self.one).casefold()

    @property
    def said_on_rank(self) -> date:
        """Sorts what has no date before everything that has one."""
        return self.one.said_on or date.min


class OfferedTable(SortableTable):
    """What an export offers, to choose from."""

    title = tables.TemplateColumn(
        template_name="reviews/exports/columns/_title.html",
        accessor="one",
        order_by="title_rank",
        verbose_name="Conversation",
    )
    model = tables.Column(accessor="one__model", orderable=False)
    prompts = tables.TemplateColumn(
        template_name="reviews/exports/columns/_prompts.html", accessor="one__prompts", initial_sort_descending=True
    )
    said_on = tables.TemplateColumn(
        template_name="reviews/exports/columns/_said_on.html",
        accessor="one__said_on",
        order_by="said_on_rank",
        verbose_name="Begun",
        initial_sort_descending=True,
        empty_values=(),
    )

    class Meta:
        template_name = "_table.html"
        order_by = "-said_on"
        attrs = {"class": "list comparisons offered"}


def offered_matching(rows: Iterable[OfferedRow], words: str) -> list[OfferedRow]:
    """The conversations that hold every word.

    In the title, the first prompt or the model's name.
    """
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if all(word in f"{row.one.title} {row.one.first_prompt} {row.one.model}".casefold() for word in wanted)
    ]


def _words(row: ComparisonRow) -> str:
    paper = row.comparison.paper
    return " ".join(
        [row.title, row.paper_title, paper.arxiv_id, paper.doi, *paper.authors, *row.respondents]
    ).casefold()
