"""Where the dots of the spread stand."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.pages.dot_plot import Stand, initials, spread

SCALE = ("no", "unclear", "qualified", "yes")


def stand(value: str, initial: str = "A") -> Stand:
    return Stand("Ada", initial, value, SCALE.index(value), value, False)


def tie(rank: float, initial: str = "T") -> Stand:
    return Stand("Ada", initial, "split", rank, "split between two", False)


def test_from_no_at_the_left_to_yes_at_the_right():
    drawn = spread([stand("no"), stand("unclear"), stand("yes")], SCALE)
    assert [(dot.x, dot.y) for dot in drawn.dots] == [(18, 9), (59.33, 9), (142, 9)]
    assert (drawn.ticks, drawn.axis, drawn.height, drawn.radius) == ((18, 59.33, 100.67, 142), 9, 18, 8)


def test_those_who_agree_pile_up_from_the_axis():
    drawn = spread([stand("yes", "A"), stand("yes", "B"), stand("no", "C")], SCALE)
    assert [(dot.stand.initial, dot.x, dot.y) for dot in drawn.dots] == [("C", 18, 26), ("A", 142, 26), ("B", 142, 9)]
    assert (drawn.axis, drawn.height) == (26, 35)


def test_a_high_pile_is_set_in_columns():
    drawn = spread([stand("yes")] * 5, SCALE)
    assert [(dot.x, dot.y) for dot in drawn.dots] == [(133.5, 43), (150.5, 43), (133.5, 26), (150.5, 26), (142, 9)]


def test_nobody_leaves_an_empty_axis():
    assert spread([], SCALE).dots == ()


def test_a_rank_off_the_scale_is_refused():
    with pytest.raises(ValueError):
        spread([tie(3.5)], SCALE)


def test_a_tie_stands_between_its_values():
    drawn = spread([stand("no"), tie(0.5), stand("unclear")], SCALE)
    assert [(dot.stand.value, dot.x, dot.y) for dot in drawn.dots] == [
        ("no", 18, 9),
        ("split", 38.67, 9),
        ("unclear", 59.33, 9),
    ]
    assert drawn.radius == 8


@given(st.integers(2, 12).flatmap(lambda k: st.tuples(st.just(k), st.lists(st.integers(0, 2 * k - 2), max_size=30))))
def test_no_two_dots_overlap_and_none_leaves_the_drawing(drawn_for):
    k, halves = drawn_for
    drawn = spread([tie(half / 2) for half in halves], [str(rank) for rank in range(k)])
    assert len(drawn.dots) == len(halves)
    assert all(dist((a.x, a.y), (b.x, b.y)) >= 2 * drawn.radius - 0.05 for a, b in combinations(drawn.dots, 2))
    assert all(drawn.radius <= dot.x <= drawn.width - drawn.radius for dot in drawn.dots)
    assert all(drawn.radius - 0.05 <= dot.y <= drawn.axis for dot in drawn.dots)


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Ada", "Bert"], ("A", "B")),
        (["Claude", "ChatGPT", "Gemini"], ("Cl", "Ch", "G")),
        (["Response A", "Response B"], ("RA", "RB")),
        (["Ada", "Ada"], ("A1", "A2")),
        ([], ()),
    ],
)
def test_initials(names, short):
    assert initials(names) == short


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_no_two_initials_are_alike(names):
    assert len(set(initials(names))) == len(names)
