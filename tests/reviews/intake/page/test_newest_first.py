"""The order in which messages stand, told by their times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.page.newest_first import order_of

P, A = True, False


@pytest.mark.parametrize(
    ("messages", "order"),
    [
        ([], ""),
        ([(P, 1), (A, 2), (P, 3), (A, 4)], ""),
        ([(A, 4), (P, 3), (A, 2), (P, 1)], "newest_first"),
        ([(A, None), (P, 3), (A, None), (P, 2), (A, None), (P, 1)], "newest_first"),
        ([(A, 4), (P, 3), (A, 2)], "backwards"),
        ([(A, 4), (P, 3)], ""),
        ([(P, 5), (A, 6), (P, 3), (A, 4), (P, 1), (A, 2)], "newest_first"),
        ([(P, 5), (A, None), (P, 3), (A, None), (P, 1), (A, None)], "newest_first"),
        ([(P, 5), (A, 6), (P, 3), (A, 4)], ""),
        ([(P, 6), (A, 5), (P, 4), (A, 3)], "backwards"),
        ([(P, 5), (A, 6), (P, 3), (A, 4), (P, 7), (A, 8)], ""),
    ],
)
def test_the_order_of_messages(messages, order):
    assert order_of(messages) == order


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 99))).map(lambda said: sorted(said, key=lambda one: one[1])))
def test_what_stands_in_the_order_of_time_is_never_turned(messages):
    assert order_of(messages) == ""
