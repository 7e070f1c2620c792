"""Numbers as people write them, and when two can both hold."""

from math import inf

import pytest

from collation.facts.amounts import Amount, amounts, can_both_hold
from tests.collation.samples.accounts import fact_of_key, facts_of, speakers


@pytest.mark.parametrize(
    ("one", "other", "diverges"),
    [
        ("about 40%", "42%", False),
        ("about 40%", "nearly 50%", True),
        ("40–50%", "45%", False),
        ("40–50%", "55%", True),
        ("up to 50%", "40%", False),
        ("more than 30%", "25%", True),
        ("more than 30%", "more than 60%", False),
        ("35%", "35.0%", False),
        ("more than 30%", "less than 30%", True),
        ("more than 30%", "30%", True),
        ("at least 30%", "30%", False),
        ("at least 30%", "at most 30%", False),
        ("at least 30%", "fewer than 30%", True),
    ],
)
def test_what_can_both_hold(one, other, diverges):
    fact = fact_of_key(
        "%:design cut compute by …", f"The design cuts compute by {one}.", f"The design cuts compute by {other}."
    )
    assert fact.diverges is diverges


@pytest.mark.parametrize("text", ["744B parameters", "744 billion parameters", "744,000,000,000 parameters"])
def test_a_number_is_the_same_however_it_is_written(text):
    fact = fact_of_key(":model have … parameter", "The model has 744 billion parameters.", f"The model has {text}.")
    assert [value.key for value in fact.values] == ["744000000000"]
    assert not fact.diverges


@pytest.mark.parametrize(("one", "other"), [("40", "about 40"), ("40", "nearly 40"), ("at least 40", "more than 40")])
def test_bounds_and_hedges_are_values_of_their_own(one, other):
    (fact,) = facts_of(f"The herd has {one} cows.", f"The herd has {other} cows.")
    assert speakers(fact) == {one: "a", other: "b"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("about 40%", Amount(0, 9, 36.0, 44.0, "%", True, "~40%")),
        ("1.2 million euros", Amount(0, 17, 1150050.0, 1249950.0, "euros", False, "1200000euros")),
        ("at least 3 hours", Amount(0, 16, 10800.0, inf, "seconds", True, "≥10800seconds")),
        ("3–5 kg", Amount(0, 6, 3000.0, 5000.0, "grams", True, "3000–5000grams")),
        ("8 of 20 joints", Amount(0, 7, 8.0, 8.0, "of 20", False, "8of 20")),
        ("10^7 grains", Amount(0, 4, 1e7, 1e7, "", False, "10000000")),
        ("twenty cows", Amount(0, 6, 20.0, 20.0, "", False, "20")),
        ("1,204 patients", Amount(0, 5, 1204.0, 1204.0, "", False, "1204")),
        ("up to 5 km", Amount(0, 10, -inf, 5000.0, "metres", True, "≤5000metres")),
    ],
)
def test_a_number_with_its_unit_and_bounds(text, amount):
    assert list(amounts(text, 0, len(text))) == [amount]


@pytest.mark.parametrize("text", ["v2.1", "the 3rd cow", "2/3/2026"])
def test_what_is_no_amount(text):
    assert list(amounts(text, 0, len(text))) == []


def test_amounts_are_in_order_and_inside_the_range():
    assert [amount.key for amount in amounts("5 cows, 6 pigs and 7 hens", 7, 25)] == ["6", "7"]


def test_ranges_that_touch_can_both_hold():
    assert can_both_hold((1, 2), (2, 3))
    assert not can_both_hold((1, 2), (2.1, inf))
