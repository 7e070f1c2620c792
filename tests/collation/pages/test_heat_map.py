"""Agreement as it is drawn."""

import pytest

from collation.agreement.alpha import FEW, Agreement, Pair
from collation.agreement.raters import Raters
from collation.pages.heat_map import LEVELS, WIDTH, heat_map, interval_bar


@pytest.mark.parametrize(("alpha", "place"), [(1.0, WIDTH), (-0.5, 0.0), (-0.9, 0.0), (0.25, WIDTH / 2)])
def test_alpha_has_its_place_on_the_axis(alpha, place):
    bar = interval_bar(Agreement(alpha, None, 4, 8, None))

    assert (bar.alpha, bar.low, bar.high, bar.width) == (place, None, None, None)
    assert bar.zero == round(WIDTH / 3, 2)


def test_an_interval_is_drawn_and_nothing_where_alpha_is_undefined():
    bar = interval_bar(Agreement(0.5, (-0.7, 1.0), 9, 20, None))

    assert (bar.low, bar.high, bar.width) == (0.0, WIDTH, WIDTH)
    assert interval_bar(Agreement(None, None, 0, 0, FEW)) is None


def test_a_heat_map_is_symmetric_and_empty_on_its_diagonal():
    names = {"a": "Ann", "b": "Bea", "c": "Cem"}
    found = (Pair("a", "b", 1.0, 3), Pair("a", "c", 0.0, 3), Pair("b", "c", None, 0))
    rows = heat_map(Raters(names, Agreement(0.1, None, 3, 9, None), found, ()))

    assert [one.name for one in rows] == ["Ann", "Bea", "Cem"]
    assert [[one.level for one in each.cells] for each in rows] == [
        [None, LEVELS - 1, 0],
        [LEVELS - 1, None, None],
        [0, None, None],
    ]
    assert [[one.pair for one in each.cells] for each in rows][1] == [found[0], None, found[2]]


@pytest.mark.parametrize(("share", "level"), [(0.0, 0), (0.19, 0), (0.2, 1), (0.59, 2), (0.8, 4), (1.0, 4)])
def test_the_levels_of_heat(share, level):
    rows = heat_map(Raters({"a": "A", "b": "B"}, Agreement(0.1, None, 3, 9, None), (Pair("a", "b", share, 5),), ()))

    assert rows[0].cells[1].level == level
