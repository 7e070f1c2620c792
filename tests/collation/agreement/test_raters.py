"""Who agrees with whom, and how it is drawn."""

from dataclasses import replace

import pytest

from collation.agreement.alpha import FEW, Agreement, Pair
from collation.agreement.raters import Raters, distributions, respondents, reviewers
from collation.cells import Verdict
from collation.pages.heat_map import LEVELS, WIDTH, heat_map, interval_bar
from reviews.scale import VERDICTS
from tests.collation.samples.answers import SAFE, WORKS
from tests.collation.samples.rows import cell, collation, mark, row, who

ADA, BERT, CLEO = who("Ada"), who("Bert"), who("Cleo")
STARS = replace(WORKS, question_id=9, key="stars", scale=("1", "2", "3"))


def marked(of, *values: str, question=SAFE):
    return cell(of, values[0], marks=tuple(mark(f"R{at}", value) for at, value in enumerate(values)), question=question)


def test_respondents_are_rated_by_their_verdicts():
    found = respondents(
        collation(
            row(cell(ADA, "yes"), cell(BERT, "yes"), cell(CLEO, "no")),
            row(
                *(cell(of, value, question=WORKS) for of, value in ((ADA, "no"), (BERT, "no"), (CLEO, "silent"))),
                question=WORKS,
            ),
        )
    )

    assert found.names == {"ada": "Ada", "bert": "Bert", "cleo": "Cleo"}
    assert found.pairs == (Pair("ada", "bert", 1.0, 2), Pair("ada", "cleo", 0.0, 1), Pair("bert", "cleo", 0.0, 1))
    assert (found.agreement.units, found.agreement.values) == (2, 5)
    assert found.left_out == ("One cell without a verdict on the scale is left out.",)


def test_what_rests_on_suggestions_is_counted():
    suggested = replace(cell(ADA, "yes"), verdict=Verdict("yes", "suggestion"))
    silent = replace(cell(BERT, "silent"), verdict=Verdict("silent", "suggestion"))
    marked_by_people = replace(cell(CLEO, "no"), verdict=Verdict("no", "marks"))

    assert respondents(collation(row(suggested, silent, marked_by_people))).suggested == 1


def test_reviewers_are_rated_by_their_marks():
    found = reviewers(
        collation(
            row(marked(ADA, "yes", "yes"), marked(BERT, "no", "no"), marked(CLEO, "yes", "unclear", "abstained")),
            row(marked(ADA, "no", "silent", question=WORKS), cell(BERT, "yes"), cell(CLEO, "yes"), question=WORKS),
        )
    )

    assert found.names == {"R0": "R0", "R1": "R1", "R2": "R2"}
    assert found.pairs == (Pair("R0", "R1", 2 / 3, 3), Pair("R0", "R2", None, 0), Pair("R1", "R2", None, 0))
    assert found.left_out == ("Two marks that name an absence or abstain are left out.",)


def test_a_single_absence_is_told_in_the_singular():
    found = reviewers(collation(row(marked(ADA, "yes", "abstained"), cell(BERT, "no"))))

    assert found.left_out == ("One mark that names an absence or abstains is left out.",)


def test_questions_on_another_scale_are_left_out():
    found = respondents(
        collation(
            row(cell(ADA, "yes"), cell(BERT, "no")),
            row(cell(ADA, "no", question=WORKS), cell(BERT, "no", question=WORKS), question=WORKS),
            row(cell(ADA, "1", question=STARS), cell(BERT, "3", question=STARS), question=STARS),
        )
    )

    assert found.agreement.units == 2
    assert found.left_out == ("One question on another scale is left out.",)


def test_where_there_is_nothing_it_says_why():
    for side in (respondents, reviewers):
        found = side(collation())
        assert (found.names, found.pairs, found.left_out, found.agreement.why) == ({}, (), (), FEW)


def test_cells_on_which_reviewers_part_the_most_mixed_first():
    mixed, clear = marked(ADA, "yes", "no"), marked(BERT, "no", "no", "no", "silent")
    found = distributions(collation(row(clear, mixed, marked(CLEO, "yes", "yes"))))

    assert [(one.cell, one.counts) for one in found] == [
        (mixed, (("no", 1), ("unclear", 0), ("qualified", 0), ("yes", 1))),
        (clear, (("no", 3), ("unclear", 0), ("qualified", 0), ("yes", 0), ("silent", 1))),
    ]


# Drawn


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


def test_the_scale_of_the_tests_is_the_default():
    assert SAFE.scale == WORKS.scale == VERDICTS
