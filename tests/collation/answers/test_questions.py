"""What a question asks, and when another clause asks the same."""

import pytest

from collation.answers.questions import asks_the_same, sense_of


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Is it safe?", "polar"),
        ("In your view, is it safe?", "polar"),
        ("Assess (a) whether the argument is sound", "polar"),
        ("Can't it swim?", "polar"),
        ("Is it safe or merely quiet?", "choice"),
        ("How safe is it?", "open"),
        ("Safety", "topic"),
        ("", "open"),
    ],
)
def test_the_form_of_a_question(text, form):
    assert sense_of(text).form == form


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("(a) whether the argument is sound", "Is the argument sound?"),
        ("Is the argument's soundness", "Is the argument sound?"),
        ("Does Heron-2 work", "Does it work?"),
        ("Is it safe", "Is Heron-2 safe?"),
        ("Is this paper well-written", "Is the paper well written?"),
        ("Is its code safe", "Is the code it produces safe?"),
        ("IS IT SAFE", "Is it safe?"),
        ("Is Heron-2 Safe", "Is it safe?"),
    ],
)
def test_the_same_is_asked_in_other_words(asked, question):
    assert asks_the_same(sense_of(asked), sense_of(question))


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("Is it safe for children", "Is it safe?"),
        ("Is it safer", "Is it safe?"),
        ("Does it work on Windows", "Does it work?"),
        ("Is it always safe", "Is it safe?"),
        ("Is it not safe", "Is it safe?"),
        ("Isn't it safe", "Is it safe?"),
        ("Could it be safe", "Is it safe?"),
        ("How safe is it", "Is it safe?"),
        ("Is it unsafe", "Is it safe?"),
        ("Is Heron-1 safe", "Is Heron-2 safe?"),
        ("Safety", "Is it safe?"),
        ("Is the deck safe", "Is it safe?"),
        ("", ""),
    ],
)
def test_another_thing_is_asked(asked, question):
    assert not asks_the_same(sense_of(asked), sense_of(question))
