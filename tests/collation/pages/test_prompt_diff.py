"""Which words of a prompt nobody else was asked with."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.pages.prompt_diff import PromptRun, pieces, told_apart

WORDS = st.lists(st.sampled_from(["does", "it", "work", "Work", "safe", "code", "it’s", "don't"]), max_size=8)
PROMPTS = st.one_of(st.text(max_size=40), WORDS.map(" ".join), WORDS.map(", ".join))


def test_words_that_only_this_prompt_has_stand_apart():
    assert pieces("Going by the abstract: does it work?", ["Does it work?", "Does the method work?"]) == (
        PromptRun("Going by", True),
        PromptRun(" the ", False),
        PromptRun("abstract", True),
        PromptRun(": does it work?", False),
    )


def test_case_punctuation_and_the_kind_of_apostrophe_do_not_count():
    assert pieces("DOES it’s work", ["does, it's (work)"]) == (PromptRun("DOES it’s work", False),)


def test_without_others_nothing_is_apart():
    assert pieces("Does it work?", []) == (PromptRun("Does it work?", False),)


def test_an_empty_prompt_has_no_pieces():
    assert pieces("", ["Does it work?"]) == ()


@pytest.mark.slow
@given(PROMPTS, st.lists(PROMPTS, max_size=3))
def test_the_pieces_give_the_prompt_again(prompt, others):
    assert "".join(piece.text for piece in pieces(prompt, others)) == prompt


@given(PROMPTS, st.lists(PROMPTS, max_size=3))
def test_pieces_alternate(prompt, others):
    found = pieces(prompt, others)
    assert all(one.apart != other.apart for one, other in pairwise(found))


@given(PROMPTS, st.lists(PROMPTS, max_size=3))
def test_nothing_is_apart_from_itself(prompt, others):
    assert not any(piece.apart for piece in pieces(prompt, [*others, prompt]))


@given(WORDS, WORDS)
def test_a_word_is_apart_exactly_where_the_other_lacks_it(words, other):
    known = {word.casefold().replace("’", "'") for word in other}
    said = " | ".join(words)
    apart = [
        word for piece in pieces(said, [" ".join(other)]) if piece.apart for word in piece.text.split(" | ") if word
    ]
    assert apart == [word for word in words if word.casefold().replace("’", "'") not in known]


def test_alike_prompts_are_not_told():
    assert told_apart(["Does it work?", "does it work", "DOES IT WORK"]) == (False, False, False)


def test_the_wording_of_the_majority_is_not_told():
    assert told_apart(["Does it work?", "Does it work?", "Is it any good?"]) == (False, False, True)


def test_two_that_differ_are_both_told():
    assert told_apart(["Does it work?", "Is it any good?"]) == (True, True)


def test_one_alone_has_nothing_to_differ_from():
    assert told_apart(["Does it work?"]) == (False,)
    assert told_apart([]) == ()
