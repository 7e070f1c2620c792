"""What the address remembers of how a reader arranged the table."""

from hypothesis import given
from hypothesis import strategies as st

from collation.pages.arrangement import DENSITIES, arrange

KEYS = ("claude", "chatgpt", "gemini")


def test_nothing_asked_shows_all_in_their_own_order():
    arrangement = arrange(KEYS)
    assert (arrangement.columns, arrangement.hidden, arrangement.diverging, arrangement.query) == (KEYS, (), False, "")


def test_columns_in_one_parameter_or_in_several():
    assert arrange(KEYS, ["gemini,claude"]).columns == ("gemini", "claude")
    assert arrange(KEYS, ["gemini", "claude"]) == arrange(KEYS, ["gemini,claude"])


def test_what_is_not_there_or_named_twice_is_passed_over():
    assert arrange(KEYS, ["nobody,claude,claude"]).columns == ("claude",)
    assert arrange(KEYS, ["nobody"]).columns == KEYS


def test_the_query_says_what_is_not_ordinary():
    assert arrange(KEYS, ["gemini,claude"], "diverging").query == "?columns=gemini,claude&rows=diverging"
    assert arrange(KEYS, [], "diverging").query == "?rows=diverging"


def test_the_ways_back():
    arrangement = arrange(KEYS, ["gemini,claude"], "diverging")
    assert arrangement.every_row.query == "?columns=gemini,claude"
    assert arrangement.every_column.query == "?rows=diverging"
    assert arrangement.every_row.diverging_rows == arrangement


def test_a_column_moves_and_stays_at_the_edge():
    arrangement = arrange(KEYS)
    assert arrangement.moved("claude", 1).columns == ("chatgpt", "claude", "gemini")
    assert arrangement.moved("gemini", -1).columns == ("claude", "gemini", "chatgpt")
    assert arrangement.moved("claude", -1).columns == KEYS
    assert arrangement.moved("gemini", 1).columns == KEYS


def test_six_columns_are_compact_unless_the_reader_chooses():
    keys = tuple("abcdef")
    assert [arrange(keys, list(keys[:count])).compact for count in (1, 5, 6)] == [False, False, True]
    assert not arrange(keys, density="comfortable").compact
    assert arrange(keys, ["a"], density="compact").compact
    assert arrange(keys, density="airy") == arrange(keys)
    assert arrange(keys).other_density.query == "?density=comfortable"
    assert arrange(keys).other_density.other_density.query == "?density=compact"


@given(st.permutations(KEYS), st.integers(1, 3), st.booleans(), st.sampled_from(["", *DENSITIES]))
def test_an_arrangement_reads_back_from_its_query(order, shown, diverging, density):
    arrangement = arrange(KEYS, order[:shown], "diverging" if diverging else "", density)
    parameters = dict(pair.split("=") for pair in arrangement.query.removeprefix("?").split("&") if pair)
    columns, rows, density = (parameters.get(name, "") for name in ("columns", "rows", "density"))
    assert arrange(KEYS, [columns], rows, density) == arrangement
