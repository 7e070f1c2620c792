"""Addresses of pairs."""

from hypothesis import given
from hypothesis import strategies as st

from collation.pages.pairs import pair_keys


def test_a_pair_has_an_address_in_each_order():
    assert pair_keys(["Bob", "Dana"]) == {("Bob", "Dana"): "bob-dana", ("Dana", "Bob"): "dana-bob"}
    assert pair_keys(["Ann Lee", "Ann-Lee"])["Ann Lee", "Ann-Lee"] == "ann-lee-ann-lee-2"
    assert pair_keys(["Żółć", "!"])["Żółć", "!"] == "żółć-reviewer"
    assert pair_keys(["Bob"]) == {}


@given(st.lists(st.text(max_size=6), unique=True, max_size=6))
def test_no_two_pairs_have_the_same(names):
    keys = pair_keys(names)
    assert len(set(keys.values())) == len(keys) == len(names) * (len(names) - 1)
