"""How a reader arranged Compare is remembered by transcripts, and comes back by keys."""

from urllib.parse import parse_qs

import pytest

from collation.pages.arrangement import arrange
from collation.pages.remembered import recalled, to_remember

IDS = {"ada": 7, "bert": 8, "cleo": 9}
KEYS = {pk: key for key, pk in IDS.items()}


def stored(query: str) -> dict:
    return to_remember(arrange(list(IDS), parse_qs(query)), IDS)


@pytest.mark.parametrize(
    "query",
    [
        "columns=cleo,ada",
        "density=pinned&pinned=cleo,ada",
        "off=evidence&rows=diverging",
        "density=compact&columns=ada",
    ],
)
def test_what_is_remembered_comes_back(query):
    assert recalled(stored(query), KEYS) == arrange(list(IDS), parse_qs(query))


def test_a_search_and_a_row_are_not_remembered():
    assert stored("q=owl&row=safe&view=everybody") == {}
    assert "q" not in stored("q=owl&density=compact")


def test_columns_are_known_by_their_transcripts():
    assert recalled(stored("columns=cleo,ada"), {9: "r1", 7: "r2"}).columns == ("r1", "r2")


def test_a_column_that_came_later_is_shown_and_one_that_is_gone_is_not():
    later = {**KEYS, 12: "dora"}
    assert recalled(stored("columns=cleo,ada"), later).columns == ("cleo", "ada", "dora")
    del later[9]
    assert recalled(stored("columns=cleo,ada&density=pinned&pinned=cleo,ada"), later).pinned == ("ada", "dora")
