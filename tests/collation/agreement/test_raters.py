"""Agreement of respondents and of reviewers."""

from dataclasses import replace

import pytest

from collation.agreement.alpha import FEW, Agreement, Pair
from collation.agreement.raters import Raters, distributions, respondents, reviewers
from collation.cells import Verdict
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

    assert respondents(collation(row(suggested, silent, marked_by_people))).caveats == (
        "1 verdict in it is only suggested by the built-in rules.",
        "One cell without a verdict on the scale is left out.",
    )


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


def test_cells_on_which_reviewers_differ_in_the_order_of_the_conflicts():
    absent, near, far = marked(ADA, "yes", "silent"), marked(BERT, "no", "unclear"), marked(CLEO, "no", "no", "yes")
    found = distributions(collation(row(absent, near, far, marked(who("Dave"), "yes", "yes"))))

    assert [(one.cell, one.counts) for one in found] == [
        (far, (("no", 2), ("unclear", 0), ("qualified", 0), ("yes", 1))),
        (near, (("no", 1), ("unclear", 1), ("qualified", 0), ("yes", 0))),
        (absent, (("no", 0), ("unclear", 0), ("qualified", 0), ("yes", 1), ("silent", 1))),
    ]


def test_the_scale_of_the_tests_is_the_default():
    assert SAFE.scale == WORKS.scale == VERDICTS


@pytest.mark.parametrize(
    ("suggested", "sentences"),
    [
        (0, ("One mark is left out.",)),
        (1, ("1 verdict in it is only suggested by GPT-5.2.", "One mark is left out.")),
        (2, ("2 verdicts in it are only suggested by GPT-5.2.", "One mark is left out.")),
    ],
)
def test_caveats_say_what_is_only_suggested_and_what_is_left_out(suggested, sentences):
    raters = Raters({}, Agreement(0.1, None, 3, 9, None), (), ("One mark is left out.",), suggested, "GPT-5.2")
    assert raters.caveats == sentences


def test_what_is_needed_to_measure_depends_on_who_rates():
    empty = collation(row())
    assert reviewers(empty).needed.startswith("Two reviewers must mark the same cells")
    assert respondents(empty).needed.startswith("Two respondents need a verdict on the same questions")
