"""Gwet's AC1 and AC2: small tables worked out by hand, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.agreement.gwet import gwet

ratings = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=3, max_size=3), min_size=1, max_size=20)
weights = st.sampled_from(["identity", "ordinal", "quadratic"])


def test_two_raters_two_values_by_hand():
    """pa = 3/4; the shares are 5/8 and 3/8, so that pe = 2/2 · (15/64 + 15/64) = 15/32."""
    found = gwet([(0, 0), (0, 0), (1, 1), (0, 1)], (0, 1), "identity")

    assert found == pytest.approx((3 / 4 - 15 / 32) / (1 - 15 / 32))


def test_ordinal_weights_by_hand():
    """Four values: one step weighs 1 − 1/6, two 1 − 3/6, three 0. pa = (1 + 5/6) / 2, the shares are 3/4 and 1/4."""
    total = 4 * 1 + 6 * (5 / 6) + 4 * (1 / 2)
    by_chance = total / 12 * 2 * (3 / 4) * (1 / 4)

    found = gwet([(1, 1), (1, 2)], range(4), "ordinal")

    assert found == pytest.approx(((1 + 5 / 6) / 2 - by_chance) / (1 - by_chance))


def test_a_unit_with_one_value_counts_for_the_shares_alone():
    """The share of 1 is (0 + 1) / 2."""
    assert gwet([(0, 0), (1, None)], (0, 1), "identity") == pytest.approx((1 - 1 / 2) / (1 - 1 / 2))
    assert gwet([(0, 1), (1, None)], (0, 1), "identity") == pytest.approx((0 - 3 / 8) / (1 - 3 / 8))


@pytest.mark.parametrize(("units", "categories"), [([], (0, 1)), ([(1, None)], (0, 1)), ([(0, 0)], (0,))])
def test_undefined(units, categories):
    assert gwet(units, categories, "ordinal") is None


def test_a_value_that_is_no_category_is_an_error():
    with pytest.raises(KeyError):
        gwet([(0, 7)], (0, 1), "identity")


@pytest.mark.slow
@given(ratings, weights, st.randoms())
def test_order_does_not_matter_and_one_is_the_most(units, kind, random):
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    found = gwet(units, range(4), kind)

    assert found == (None if found is None else pytest.approx(gwet(shuffled, range(4), kind)))
    assert found is None or found <= 1 + 1e-9


@pytest.mark.slow
@given(ratings, weights)
def test_it_is_one_exactly_if_all_agree(units, kind):
    agreeing = all(len({value for value in unit if value is not None}) <= 1 for unit in units)
    found = gwet(units, range(4), kind)

    assert found is None or (found == pytest.approx(1)) == agreeing
