"""The verbs of comparisons, where two acts on one prompt meet."""

import pytest

from reviews.comparing import adopt_prompt, archive_question, restore_question
from reviews.refusal import Refused

KEY = "0" * 64


def adopt(comparison, by):
    return adopt_prompt(comparison=comparison, by=by, prompt="What is new in it?", prompt_key=KEY)


def test_a_prompt_adopted_twice_is_one_question_and_one_change(comparison, alice, bob):
    first = adopt(comparison, alice)
    revision = comparison.revision
    assert adopt(comparison, bob) == first
    comparison.refresh_from_db()
    assert comparison.revision == revision


def test_a_prompt_that_was_adopted_anew_is_not_asked_twice(comparison, alice):
    old = adopt(comparison, alice)
    archive_question(question=old, by=alice)
    new = adopt(comparison, alice)
    with pytest.raises(Refused, match="made a question again since"):
        restore_question(question=old, by=alice)
    assert list(comparison.questions.current().filter(prompt_key=KEY)) == [new]
    archive_question(question=new, by=alice)
    restore_question(question=old, by=alice)
    assert list(comparison.questions.current().filter(prompt_key=KEY)) == [old]
