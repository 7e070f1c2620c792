import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.reading import Asked, CellReading, Suggestion, Verdict
from collation.record import Mark, Resolution
from collation.verdict import effective
from reviews.scale import ABSENCES, VERDICTS, divergence, median

SAID = CellReading("answered", Asked("alike"), (), Suggestion("qualified", "Mostly."))
NOT_ASKED = CellReading("not_asked", Asked("not_asked"), (), Suggestion(None))


SILENT = CellReading("answered", Asked("alike"), (), Suggestion(None))


def mark(value):
    return Mark(1, 1, "Ada", value, None, "")


def of_marks(values):
    """The verdict of a cell whose answer takes no stand, under these marks."""
    return effective(SILENT, [mark(value) for value in values], None, VERDICTS)


def test_the_resolution_comes_before_the_marks_and_these_before_the_suggestion():
    settled = Resolution(1, 1, "Ada", "no", "because")
    assert effective(SAID, [mark("yes")], settled, VERDICTS) == Verdict("no", "resolution")
    assert effective(SAID, [mark("yes")], None, VERDICTS) == Verdict("yes", "marks")
    assert effective(SAID, [], None, VERDICTS) == Verdict("qualified", "suggestion")
    assert effective(SAID, [mark("abstained")], None, VERDICTS) == Verdict("qualified", "suggestion")


def test_a_cell_that_nothing_answers_suggests_its_state():
    assert effective(NOT_ASKED, [], None, VERDICTS) == Verdict("not_asked", "suggestion")


def test_a_question_that_is_not_scored_has_no_verdict():
    assert effective(NOT_ASKED, [], None, ()) == Verdict(None, None)


def test_an_answer_that_takes_no_stand_has_no_verdict():
    reading = CellReading("answered", Asked("alike"), (), Suggestion(None))
    assert effective(reading, [], None, VERDICTS) == Verdict(None, None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["yes", "no", "yes"], Verdict("yes", "marks")),
        (["yes", "no"], Verdict(None, "marks", True)),
        (["yes", "yes", "qualified", "qualified"], Verdict(None, "marks", True)),
        (["silent", "silent", "yes"], Verdict("silent", "marks")),
        (["silent", "yes"], Verdict(None, "marks", True)),
        (["silent", "not_asked"], Verdict(None, "marks", True)),
        (["silent", "yes", "yes"], Verdict("yes", "marks")),
        (["abstained", "silent"], Verdict("silent", "marks")),
        ([], Verdict(None, None)),
    ],
)
def test_the_verdict_of_marks(values, expected):
    assert of_marks(values) == expected


_values = st.lists(st.sampled_from([*VERDICTS, *ABSENCES, "abstained"]), max_size=9)


@given(_values, st.randoms())
def test_the_order_of_marks_does_not_matter(values, random):
    shuffled = random.sample(values, len(values))
    assert of_marks(values) == of_marks(shuffled)


@given(_values)
def test_a_verdict_is_one_of_the_marks_or_split_or_nothing(values):
    verdict = of_marks(values)
    assert verdict.value in values if verdict.value else True
    assert verdict.split == (verdict.origin == "marks" and verdict.value is None)
    assert (verdict.origin is None) == (not set(values) - {"abstained"})


@given(_values)
def test_saying_it_all_twice_changes_nothing_but_a_single_middle(values):
    assert of_marks(values * 2) == of_marks(values)


@given(st.lists(st.sampled_from(VERDICTS), min_size=1))
def test_the_median_leaves_at_most_half_on_either_side(values):
    value, split = median(values, VERDICTS)
    if value is not None:
        rank = VERDICTS.index(value)
        assert 2 * sum(VERDICTS.index(other) < rank for other in values) <= len(values)
        assert 2 * sum(VERDICTS.index(other) > rank for other in values) <= len(values)
    else:
        assert split


@given(st.lists(st.sampled_from([*VERDICTS, *ABSENCES, None]), max_size=8), st.randoms())
def test_divergence_lies_between_0_and_1_and_minds_no_order_and_no_absence(values, random):
    found = divergence(values, VERDICTS)
    held = [value for value in values if value in VERDICTS]
    assert (found is None) == (len(held) < 2)
    assert found is None or 0 <= found <= 1
    assert divergence(held, VERDICTS) == found
    assert divergence(random.sample(values, len(values)), VERDICTS) == pytest.approx(found)
    if found is not None:
        assert (found == 0) == (len(set(held)) == 1)


def test_the_checks_of_divergence():
    assert divergence(["qualified", "yes", "yes"], VERDICTS) == pytest.approx(2 / 9)
    assert divergence(["unclear", "no", "yes"], VERDICTS) == pytest.approx(2 / 3)
    assert divergence(["unclear", "no", "silent"], VERDICTS) == pytest.approx(1 / 3)
