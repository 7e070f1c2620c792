"""Scales: ranks, divergence, and what several marks come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.models import EvidenceBasis
from reviews.scale import (
    ABSENCES,
    ABSTAINED,
    BASES,
    THIN_BASES,
    VERDICTS,
    Settled,
    decide,
    divergence,
    majority,
    median,
    rank,
    settle,
    word,
)

RATING = tuple(str(value) for value in range(1, 11))
values = st.lists(st.sampled_from(VERDICTS), max_size=8)
codes = st.lists(st.sampled_from((*VERDICTS, *ABSENCES, ABSTAINED)), max_size=8)
cells = st.lists(codes, max_size=6)
"""The marks of each cell of a row."""


def apart(*held: str | None, scale=VERDICTS):
    return divergence([rank(value, scale) for value in held], scale)


def of_row(row):
    return divergence([settle(marks, VERDICTS).rank for marks in row], VERDICTS)


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
        (["yes", "unread"], None),
        ([], None),
    ],
)
def test_divergence(held, expected):
    assert apart(*held) == (None if expected is None else pytest.approx(expected))


def test_a_longer_scale_has_finer_steps():
    assert apart("1", "10", scale=RATING) == 1
    assert apart("3", "6", scale=RATING) == pytest.approx(1 / 3)
    assert apart("yes", "1", scale=RATING) is None


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["no", "yes"], 1.5),
        (["unclear", "qualified"], 1.5),
        (["no", "no", "yes", "yes"], 1.5),
        (["no", "unclear", "yes", "yes"], 2.0),
        (["silent", "yes"], 3.0),
        (["silent", "not_asked", "no", "unclear"], 0.5),
        (["silent", "not_asked", "yes"], 3.0),
        (["silent", "not_asked"], None),
    ],
)
def test_a_tie_stands_in_the_middle_of_the_values(marks, expected):
    assert settle(marks, VERDICTS) == Settled(None, True, expected)


def test_a_second_reviewer_who_disagrees_takes_no_cell_out():
    alone = of_row([["no"], ["qualified"], ["yes"]])
    assert alone == pytest.approx((2 + 3 + 1) / 9)
    assert of_row([["no", "yes"], ["qualified"], ["yes"]]) == pytest.approx((0.5 + 1.5 + 1) / 9)
    assert of_row([["no", "silent"], ["qualified"], ["yes"]]) == alone


@given(cells, st.randoms())
def test_divergence_does_not_know_the_order_and_stays_between_0_and_1(row, dice):
    first = of_row(row)
    shuffled = [dice.sample(marks, len(marks)) for marks in dice.sample(row, len(row))]
    second = of_row(shuffled)
    assert first == second or first == pytest.approx(second)
    assert first is None or 0 <= first <= 1
    ranks = [held for marks in row if (held := settle(marks, VERDICTS).rank) is not None]
    assert (first is None) == (len(ranks) < 2)
    assert (first == 0) == (len(ranks) > 1 and len(set(ranks)) == 1)


@given(cells)
def test_what_has_no_rank_does_not_count(row):
    assert of_row([*row, ["silent"], [ABSTAINED], []]) == of_row(row)


@given(values)
def test_a_scale_turned_round_differs_as_much(held):
    assert apart(*held) == apart(*held, scale=VERDICTS[::-1])


@given(codes.filter(lambda marks: set(marks) & set(VERDICTS)))
def test_a_rank_lies_between_the_lowest_and_the_highest_value_that_was_given(marks):
    given_ranks = [VERDICTS.index(value) for value in marks if value in VERDICTS]
    held = settle(marks, VERDICTS)
    if held.rank is None:
        assert held.value in ABSENCES
    else:
        assert min(given_ranks) <= held.rank <= max(given_ranks)
    if held.split:
        low, high = sorted(given_ranks)[(len(given_ranks) - 1) // 2], sorted(given_ranks)[len(given_ranks) // 2]
        assert low <= held.rank <= high


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["no", "unclear", "yes"], Settled("unclear", False, 1)),
        (["no", "no", "yes", "yes"], Settled(None, True, 1.5)),
        (["no", "yes", "yes", "yes"], Settled("yes", False, 3)),
        (["silent"], Settled()),
        ([], Settled()),
    ],
)
def test_median(held, expected):
    assert median(held, VERDICTS) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["no", "no", "yes"], Settled("no", False, 0)),
        (["silent", "silent", "yes"], Settled("silent")),
        (["silent", "silent", "not_asked"], Settled("silent")),
        (["yes", ABSTAINED, ABSTAINED], Settled("yes", False, 3)),
        (["yes", "yes", "silent"], Settled("yes", False, 3)),
        ([ABSTAINED], Settled()),
        ([], Settled()),
    ],
)
def test_what_marks_come_to(marks, expected):
    assert settle(marks, VERDICTS) == expected


@given(codes)
def test_a_value_is_one_that_was_given(marks):
    held = settle(marks, VERDICTS)
    assert not (held.value and held.split)
    assert held.value is None or held.value in marks
    assert held == Settled() or set(marks) - {ABSTAINED}
    assert held.rank == rank(held.value, VERDICTS) or held.split


@given(codes, st.randoms())
def test_the_order_of_marks_does_not_matter(marks, dice):
    assert settle(dice.sample(marks, len(marks)), VERDICTS) == settle(marks, VERDICTS)


def test_what_the_team_settled_comes_before_the_marks():
    assert decide("no", ["yes", "yes"], VERDICTS) == Settled("no", False, 0)
    assert decide("refused", ["yes"], VERDICTS) == Settled("refused")
    assert decide(None, ["yes", "no"], VERDICTS) == Settled(None, True, 1.5)


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


def test_what_a_respondent_could_read_is_called_alike_everywhere():
    assert {basis.value: basis.label.lower() for basis in EvidenceBasis} == BASES
    assert set(THIN_BASES) < set(BASES)
