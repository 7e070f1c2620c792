"""Scales: distances, divergence, and what several marks come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.scale import ABSENCES, ABSTAINED, VERDICTS, distance, divergence, majority, median, settle, word

RATING = tuple(str(value) for value in range(1, 11))
values = st.lists(st.sampled_from(VERDICTS), max_size=8)
codes = st.lists(st.sampled_from((*VERDICTS, *ABSENCES, ABSTAINED)), max_size=8)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["qualified", "yes", "yes"], 2 / 9),
        (["unclear", "no", "yes"], 2 / 3),
        (["unclear", "no"], 1 / 3),
        (["no", "yes"], 1),
        (["yes", "yes"], 0),
        (["yes", "not_asked", None, "yes"], 0),
        (["yes", "silent"], None),
        ([], None),
    ],
)
def test_divergence(held, expected):
    assert divergence(held, VERDICTS) == (None if expected is None else pytest.approx(expected))


def test_a_longer_scale_has_finer_distances():
    assert distance("1", "10", RATING) == 1
    assert distance("3", "6", RATING) == pytest.approx(1 / 3)
    with pytest.raises(ValueError):
        distance("yes", "1", RATING)


@given(values, st.randoms())
def test_divergence_does_not_know_the_order_and_stays_between_0_and_1(held, dice):
    shuffled = dice.sample(held, len(held))
    first, second = divergence(held, VERDICTS), divergence(shuffled, VERDICTS)
    assert first == second or first == pytest.approx(second)
    assert first is None or 0 <= first <= 1
    assert (first == 0) == (len(held) > 1 and len(set(held)) == 1)


@given(values)
def test_a_scale_turned_round_parts_as_much(held):
    assert divergence(held, VERDICTS) == divergence(held, VERDICTS[::-1])


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["no", "unclear", "yes"], ("unclear", False)),
        (["no", "no", "yes", "yes"], (None, True)),
        (["no", "yes", "yes", "yes"], ("yes", False)),
        (["silent"], (None, False)),
        ([], (None, False)),
    ],
)
def test_median(held, expected):
    assert median(held, VERDICTS) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["no", "no", "yes"], ("no", False)),
        (["no", "yes"], (None, True)),
        (["silent", "silent", "yes"], ("silent", False)),
        (["silent", "yes"], (None, True)),
        (["silent", "not_asked"], (None, True)),
        (["silent", "silent", "not_asked"], ("silent", False)),
        (["yes", ABSTAINED, ABSTAINED], ("yes", False)),
        (["yes", "yes", "silent"], ("yes", False)),
        ([ABSTAINED], (None, False)),
        ([], (None, False)),
    ],
)
def test_what_marks_come_to(marks, expected):
    assert settle(marks, VERDICTS) == expected


@given(codes)
def test_a_value_is_one_that_was_given_or_lies_between(marks):
    value, split = settle(marks, VERDICTS)
    assert not (value and split)
    assert value is None or value in marks
    assert (value, split) == (None, False) or set(marks) - {ABSTAINED}


@given(codes, st.randoms())
def test_the_order_of_marks_does_not_matter(marks, dice):
    assert settle(dice.sample(marks, len(marks)), VERDICTS) == settle(marks, VERDICTS)


def test_a_value_as_it_is_read():
    assert word("not_asked") == "not asked"


@pytest.mark.parametrize(
    ("marks", "value"),
    [
        ([], ""),
        (["no"], "no"),
        (["no", "yes"], ""),
        (["no", "yes", "yes"], "yes"),
        (["no", "unclear", "yes", "yes"], ""),
        (["silent", "silent", "no"], "silent"),
        (["abstained", "abstained", "no"], "no"),
    ],
)
def test_the_majority_is_more_than_half_abstentions_aside(marks, value):
    assert majority(marks) == value
