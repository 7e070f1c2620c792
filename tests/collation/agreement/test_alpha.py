"""Krippendorff's alpha against published values, and by its laws."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from collation.agreement.alpha import ALIKE, FEW, SKEWED, Pair, agreement, pairs

# Krippendorff (2011), section on four observers and twelve units.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = tuple(zip(*OBSERVERS, strict=True))

ratings = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=3, max_size=3), min_size=1, max_size=20)
metrics = st.sampled_from(["nominal", "ordinal", "interval"])


@pytest.mark.parametrize(("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_published_values(metric, alpha):
    found = agreement(UNITS, metric)

    assert round(found.alpha, 3) == alpha
    assert (found.units, found.values, found.why) == (11, 40, None)


def test_the_interval_is_the_same_every_time_and_holds_alpha():
    first, second = agreement(UNITS, "nominal"), agreement(UNITS, "nominal")

    assert first.interval == second.interval
    assert first.interval[0] < first.alpha < first.interval[1]


def test_full_agreement_on_two_values():
    assert agreement([(1, 1), (2, 2), (1, 1)], "ordinal").alpha == 1


def test_the_worst_two_raters_can_do():
    assert agreement([(1, 2), (2, 1)], "nominal").alpha == -0.5


@pytest.mark.parametrize(("units", "why"), [([], FEW), ([(1, None), (None, 2)], FEW), ([(1, 1), (1, 1, 1)], ALIKE)])
def test_where_it_is_undefined_it_says_why(units, why):
    found = agreement(units, "ordinal")

    assert (found.alpha, found.interval, found.why) == (None, None, why)


def test_if_every_value_is_the_same_ac_is_still_defined():
    found = agreement([(3, 3), (3, 3, 3)], "ordinal", categories=range(4))

    assert (found.alpha, found.ac, found.alike, found.note) == (None, 1.0, 1.0, "")


def test_one_frequent_value_makes_alpha_low_and_says_so():
    skewed = agreement([(3, 3)] * 19 + [(3, 2)], "ordinal", categories=range(4))
    mixed = agreement([(3, 3)] * 10 + [(0, 0)] * 9 + [(3, 0)], "ordinal", categories=range(4))

    assert (round(skewed.alpha, 3), skewed.alike, skewed.note) == (0.0, 0.95, SKEWED)
    assert skewed.ac > 0.9
    assert (mixed.alpha > 0.8, mixed.note) == (True, "")


def test_resamples_without_variation_count_as_chance():
    """With one unit in five that differs, a third of the resamples hold nothing but the other value."""
    found = agreement([(3, 3)] * 4 + [(0, 0)], "ordinal")

    assert (found.alpha, found.interval) == (1.0, (0.0, 1.0))


def test_few_units_have_no_interval():
    assert agreement([(1, 1), (2, 2), (1, 2), (2, 2)], "nominal").interval is None


@pytest.mark.slow
@given(ratings, metrics, st.randoms())
def test_the_order_of_units_and_raters_does_not_matter(units, metric, random):
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]

    assert agreement(units, metric, resamples=20) == agreement(shuffled, metric, resamples=20)


@given(ratings, metrics)
def test_alpha_is_at_most_one_and_one_only_where_all_agree(units, metric):
    alpha = agreement(units, metric, resamples=0).alpha
    assume(alpha is not None)
    alike = all(len({value for value in unit if value is not None}) <= 1 for unit in units)

    assert alpha <= 1
    assert (alpha == 1) == alike


@given(ratings, metrics)
def test_a_unit_with_one_value_changes_nothing_but_the_shares_of_ac(units, metric):
    more, fewer = (agreement(some, metric, resamples=20) for some in ([*units, (3, None, None)], units))

    assert replace(more, ac=None) == replace(fewer, ac=None)


@given(ratings, st.integers(1, 50), st.integers(-100, 100))
def test_interval_does_not_depend_on_unit_and_zero_of_the_measure(units, factor, shift):
    moved = [[None if value is None else value * factor + shift for value in unit] for unit in units]
    one, other = agreement(units, "interval", resamples=0).alpha, agreement(moved, "interval", resamples=0).alpha

    assert one == other if one is None else other == pytest.approx(one, abs=1e-9)


@given(ratings)
def test_ordinal_depends_on_the_order_alone(units):
    stretched = [[None if value is None else value**3 + 7 for value in unit] for unit in units]

    assert agreement(stretched, "ordinal", resamples=0) == agreement(units, "ordinal", resamples=0)


@given(ratings)
def test_two_values_have_one_alpha_in_every_metric(units):
    binary = [[None if value is None else value % 2 for value in unit] for unit in units]
    alphas = [agreement(binary, metric, resamples=0).alpha for metric in ("nominal", "ordinal", "interval")]
    assume(alphas[0] is not None)

    assert alphas == [pytest.approx(alphas[0], abs=1e-9)] * 3


def test_pairs_count_only_what_both_valued():
    assert pairs({"a": [1, 2, None, 3], "b": [1, 3, 2, None], "c": [None, None, None, None]}) == (
        Pair("a", "b", 0.5, 2),
        Pair("a", "c", None, 0),
        Pair("b", "c", None, 0),
    )


def test_raters_with_different_numbers_of_units_are_refused():
    with pytest.raises(ValueError, match=r"longer|shorter"):
        pairs({"a": [1], "b": [1, 2]})
