"""The findings of three real reviews of one article, against what its maintainer found in them by hand."""

import pytest

from collation.findings import candidates
from collation.points import points
from tests.real.test_reading_real import respondents_of


@pytest.fixture(scope="module")
def three(real):
    return tuple(
        one for path in sorted((real / "outer_reviews").glob("outer-review-2*.md")) for one in respondents_of(path)
    )


@pytest.fixture(scope="module")
def found(three):
    return candidates(three)


CONVERGENT = {
    "false belief": ({"false belief", "false-belief"}, 3),
    "the unaddressed rival": ({"predictive processing", "predictive-processing"}, 2),
    "discrimination is not access": ({"discrimination", "wide aperture", "wide-aperture"}, 3),
    "irreversible closure": ({"perineuronal", "pnn"}, 2),
    "terminal lucidity": ({"terminal lucidity", "terminal/paradoxical lucidity"}, 2),
}


@pytest.mark.parametrize(("words", "by"), CONVERGENT.values(), ids=CONVERGENT)
def test_a_convergent_finding_is_a_candidate(found, words, by):
    best = max(
        len(
            {
                key
                for key, held in one.points
                if any(
                    word in f"{point.section_heading} {point.title} {point.text}".lower()
                    for point in held
                    for word in words
                )
            }
        )
        for one in found
    )
    assert best >= by


def test_what_one_calls_accurate_and_another_obsolete_is_a_contradiction(found):
    one = next(one for one in found if "HAROLD" in one.title)
    assert (one.pattern, set(one.raised_by), set(one.opposed_by)) == ("contradiction", {"Gemini"}, {"Claude"})


def test_every_point_of_the_real_reviews_is_in_its_text(three):
    for one in three:
        for turn in one.turns:
            held = points(turn)
            assert len(held) > 30
            assert all(turn.text[point.start : point.end] == point.text for point in held)
