"""The notation of the tables of phrases."""

import re

from collation.language.phrases import LABEL_ALONE, NO, YES, either, opening


def test_a_table_is_a_choice_of_phrases():
    assert either("a b, c (d|e)") == "(?:a b|c (?:d|e))"


def test_dots_stand_for_up_to_three_words():
    pattern = re.compile(either("by … means"))
    texts = ("by means", "by all means", "by all the possible means", "by all of the possible means")
    assert [bool(pattern.fullmatch(text)) for text in texts] == [True, True, True, False]


def test_an_opening_ends_before_a_stop():
    pattern = opening("yes, (mostly|partly) so")
    assert [pattern.match(text) is not None for text in ("yes.", "partly so.", "yes", "yes it", "it is so")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_yes_is_none_in_the_middle_of_a_word_or_of_a_phrase():
    assert [bool(YES.match(text)) for text in ("yes.", "yes, it is", "yesterday", "the yes")] == [
        True,
        True,
        False,
        False,
    ]
    assert [bool(NO.match(text)) for text in ("no.", "no one", "nobody")] == [True, False, False]


def test_a_label_that_stands_alone():
    assert [bool(LABEL_ALONE.fullmatch(text)) for text in ("**bottom line:**", "verdict", "the verdict is out")] == [
        True,
        True,
        False,
    ]
