"""The verbs of questions, if two people act on one at once."""

import pytest

from reviews.domain.marks import place_mark
from reviews.domain.questions import adopt_prompt, archive_question, restore_question, reword_question
from reviews.models import Question
from reviews.refusal import Refused
from tests.factories import make_transcript

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


def test_of_two_who_reword_a_marked_question_at_once_the_second_is_refused(comparison, alice):
    transcript = make_transcript(comparison, "Claude", ("Does it work?", "It does."))
    seen, seen_too = (Question.objects.get(comparison=comparison, key="works") for _ in range(2))
    place_mark(question=seen, transcript=transcript, by=alice, value="yes")
    successor = reword_question(question=seen, by=alice, text="Does it work at all?")
    comparison.refresh_from_db()
    revision = comparison.revision
    with pytest.raises(Refused, match="not asked any more"):
        reword_question(question=seen_too, by=alice, text="Does it work well?")
    assert comparison.questions.current().first() == successor
    comparison.refresh_from_db()
    assert comparison.revision == revision, "what is refused leaves everything as it was"
