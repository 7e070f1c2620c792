"""The findings of three real reviews of one article: the rules see no sentence that two of them share."""

from dataclasses import replace

import pytest

from collation.findings.candidates import candidates
from collation.findings.points import points
from tests.real.test_reading_real import respondents_of


@pytest.fixture(scope="module")
def three(real):
    return tuple(
        one for path in sorted((real / "outer_reviews").glob("outer-review-2*.md")) for one in respondents_of(path)
    )


def test_nothing_is_suggested_that_no_two_say(three):
    assert candidates(three) == ()


def test_a_review_shares_every_point_with_itself(three):
    one = three[0]
    twin = replace(one, key="twin", transcript_id=99, name="Twin")
    shared = {point.text for each in candidates((one, twin)) for _, held in each.points for point in held}
    assert shared == {point.text for turn in one.turns for point in points(turn)}


def test_every_point_of_the_real_reviews_is_in_its_text(three):
    for one in three:
        for turn in one.turns:
            held = points(turn)
            assert len(held) > 30
            assert all(turn.text[point.start : point.end] == point.text for point in held)
