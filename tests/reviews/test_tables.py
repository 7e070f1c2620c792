"""Tables of the record: what their rows say, and what a query sorts them by."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import RequestFactory
from django_tables2 import RequestConfig
from freezegun import freeze_time

from reviews.models import Comparison, ExportedConversation, Paper
from reviews.tables import ComparisonRow, ComparisonTable, OfferedRow, OfferedTable, offered_matching

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def row(title: str = "Owls", *, paper: Paper | None = None, ago: timedelta = timedelta(), **summary) -> ComparisonRow:
    comparison = Comparison(title=title, paper=paper or Paper(title=title), summary=summary, changed_at=NOW - ago)
    return ComparisonRow(comparison, comparison.title, comparison.paper.title, [])


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (Paper(title="Owls", arxiv_id="2602.00001"), ""),
        (Paper(title="Owls"), "The paper"),
        (Paper(title="Kites", arxiv_id="2602.00001"), "Kites · "),
        (Paper(title="Kites"), "Kites"),
    ],
)
def test_a_paper_is_named_if_the_comparison_is_called_otherwise(paper: Paper, words: str):
    assert row(paper=paper).paper_words == words


def test_a_row_without_a_summary_counts_nothing():
    empty = row()
    assert (empty.cells, empty.marked, empty.marked_rank, empty.open_threads) == (0, 0, (0.0, 0.0), 0)
    assert (empty.divergence, empty.divergence_rank) == (None, -1.0)


@pytest.mark.parametrize(("marked", "divergence", "rank"), [(2, None, -1.0), (3, 0.5, 0.5), (6, 0.5, 0.5)])
def test_a_divergence_is_shown_from_half_of_the_cells_on(marked: int, divergence: float | None, rank: float):
    told = row(cells=6, marked=marked, divergence=0.5)
    assert (told.marked_rank[1], told.divergence, told.divergence_rank) == (marked / 6, divergence, rank)


@freeze_time(NOW)
@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1\xa0minute ago"),
        (timedelta(days=15), "2\xa0weeks ago"),
    ],
)
def test_the_age_of_a_change_is_told_in_one_unit(ago: timedelta, words: str):
    assert row(ago=ago).changed_ago == words


def titles(asked: str) -> list[str]:
    """The titles of three rows, as a query sorts them."""
    rows = [row("Bee", cells=2, marked=2), row("Cat", cells=2, marked=1), row("Ape", cells=2)]
    table = ComparisonTable(rows)
    RequestConfig(RequestFactory().get(f"/{asked}")).configure(table)
    return [one.record.comparison.title for one in table.rows]


def test_a_query_sorts_by_a_column_up_and_down_and_by_several():
    assert titles("?sort=title") == ["Ape", "Bee", "Cat"]
    assert titles("?sort=-title") == ["Cat", "Bee", "Ape"]
    assert titles("?sort=marked") == ["Ape", "Cat", "Bee"]
    assert titles("?sort=phase&sort=-title") == ["Ape", "Cat", "Bee"]  # Ape has no marks


@pytest.mark.parametrize(
    "hostile", ["a.b", "title.upper", "-title.x", "--title", "comparison__title", "marked_share", "\x00"]
)
def test_whatever_names_no_column_sorts_nothing(hostile: str):
    request = RequestFactory().get("/", {"sort": ["title", hostile]})
    table = ComparisonTable([row("Bee"), row("Ape")])
    RequestConfig(request).configure(table)
    assert [one.record.comparison.title for one in table.rows] == ["Ape", "Bee"]
    assert list(table.order_by) == ["title"]


def offered(title: str, said_on: date | None = None, prompt: str = "", model: str = "") -> OfferedRow:
    one = ExportedConversation(title=title, said_on=said_on, first_prompt=prompt, model=model)
    return OfferedRow(one, chosen=False, stored=False)


def test_conversations_are_sorted_by_the_newest_and_those_without_a_day_last():
    rows = [offered("Bee"), offered("ape", date(2026, 1, 2)), offered("Cat", date(2026, 1, 3))]
    assert [one.record.one.title for one in OfferedTable(rows).rows] == ["Cat", "ape", "Bee"]
    assert [one.record.one.title for one in OfferedTable(rows, order_by="title").rows] == ["ape", "Bee", "Cat"]


def test_conversations_are_searched_for_every_word_whatever_its_case():
    rows = [offered("Barn owls", prompt="Do they see?"), offered("Kites", model="Owl-2")]
    found = {
        words: [one.one.title for one in offered_matching(rows, words)] for words in ("OWL", "owl see", "zebra", "")
    }
    assert found == {"OWL": ["Barn owls", "Kites"], "owl see": ["Barn owls"], "zebra": [], "": ["Barn owls", "Kites"]}
