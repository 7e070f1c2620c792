"""Which questions some words ask or restate."""

import pytest

from collation.answers.matching import Match, head, matcher
from tests.collation.samples.answers import QUESTIONS

GLUE, GLUE_AND_SAFE, PAPER = frozenset({"glue"}), frozenset({"glue", "safe"}), frozenset({"paper"})
MATCHER = matcher(QUESTIONS, [GLUE, GLUE_AND_SAFE, PAPER])
WORKS, SAFE, CODE_SAFE = range(3)


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("Is it safe?", (Match(SAFE, 1.0, 1.0, True),)),
        ("Safety", (Match(SAFE, 1.0, 1.0, False),)),
        ("Does it work, and is it safe?", (Match(WORKS, 1.0, 1.0, True), Match(SAFE, 1.0, 1.0, True))),
        ("What is the weather?", ()),
    ],
)
def test_each_question_comes_once_with_its_best_fit(text, matches):
    assert MATCHER.match(text) == matches


def test_the_best_question_takes_its_words_with_it():
    assert [(match.index, match.whole) for match in MATCHER.match("Is the code safe?")] == [(CODE_SAFE, True)]


def test_a_term_that_most_responses_use_weighs_less():
    assert MATCHER.common("glue")
    assert not MATCHER.common("paper")
    assert 0 < MATCHER.weight("glue") < MATCHER.weight("paper") == MATCHER.weight("safe") == 1.0
    assert (MATCHER.weight("produce"), MATCHER.weight("mention")) == (0.5, 3.0)


def test_words_that_come_near_a_question():
    assert MATCHER.near("Any risks?", SAFE)
    assert MATCHER.near("Could it be made safer?", SAFE)
    assert not MATCHER.near("Is it cheap?", SAFE)


def test_a_title_names_a_question_if_it_fits_no_other():
    assert MATCHER.naming("Safety of the code", range(3)) == CODE_SAFE
    assert MATCHER.naming("Safety", range(3)) is None
    assert MATCHER.naming("Safety", [SAFE]) == SAFE


def test_a_clause_that_names_a_question_without_asking():
    assert MATCHER.names("And safety?", SAFE)
    assert not MATCHER.names("Is it safe?", SAFE)


def test_words_shared_with_a_clause_in_another_language():
    assert [match.index for match in MATCHER.overlapping("Ist it safe?")] == [SAFE]
    assert MATCHER.overlapping("Ist es gut?") == ()


@pytest.mark.parametrize(
    ("text", "word"), [("Is the glue safe on wood?", "safe"), ("Does it work?", "work"), ("Is it?", "")]
)
def test_the_word_that_a_question_turns_on(text, word):
    assert head(text) == word
