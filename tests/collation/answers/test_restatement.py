"""Sentences that say a question over again as a statement."""

import pytest

from collation.answers.questions import sense_of
from collation.answers.restatement import affirmed, denies, echoed, limited, reported, restated, restricts

SAFE = sense_of("Is the glue safe?")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("the glue is safe.", "yes"),
        ("the glue is mostly safe.", "qualified"),
        ("the glue is safe, but only on wood.", "qualified"),
        ("while some doubt it, the glue is safe.", "qualified"),
        ("it is not safe.", "no"),
        ("it is unsafe.", "no"),
        ("i would not call it safe.", "no"),
        ("the glue may be safe.", None),
        ("if it is safe, good.", None),
        ("the glue is safe, say the makers.", None),
        ("the glue is cheap.", None),
    ],
)
def test_the_value_of_a_restatement(sentence, value):
    assert restated(sentence, SAFE) == value


@pytest.mark.parametrize(
    ("tail", "value", "is_echo"),
    [
        (", it is", "yes", True),
        (", it is quite safe", "yes", True),
        (", the glue is not", "no", True),
        (", it is not", "yes", False),
        (", they asked me that", "yes", False),
    ],
)
def test_a_tail_that_only_gives_the_answer_back(tail, value, is_echo):
    assert echoed(tail, value, SAFE) is is_echo


def test_a_word_that_the_question_turns_on_is_denied():
    texts = ("it is not really safe", "nothing here is safe", "it is unsafe", "it is safe")
    assert [denies(text, SAFE) for text in texts] == [True, True, True, False]


def test_what_follows_a_yes():
    assert [affirmed(tail) for tail in (".", ", but only on wood", ", with a few minor caveats", ", in summer")] == [
        "yes",
        "qualified",
        "qualified",
        None,
    ]
    assert [limited(tail) for tail in (", mostly", ".")] == [True, False]


def test_what_follows_a_no():
    assert [restricts(tail) for tail in (", unless it is dry", ".")] == [True, False]


def test_whose_words_they_are():
    assert [reported(tail) for tail in (", say the makers", ", the makers say", ".")] == [True, True, False]
