import pytest

from collation.answers.matching import matcher
from collation.answers.prompts import Ask, Asking, asking, how_asked, is_led, prompt_key
from collation.cells import AskedAs
from collation.record import Question
from tests.collation.samples.answers import ALL_THREE, QUESTIONS, VERDICTS, plain_turn

KNOWN = matcher(QUESTIONS, [])
WORKS, SAFE, CODE_SAFE = 0, 1, 2


def how(prompt):
    return {ask.index: ask.how for ask in asking(prompt, KNOWN).asks}


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        (ALL_THREE, {WORKS: "alike", SAFE: "alike", CODE_SAFE: "alike"}),
        ("does it work", {WORKS: "alike"}),
        ("1) Does it work? 2) Is it safe?", {WORKS: "alike", SAFE: "alike"}),
        ("Given the text: so does it work?", {WORKS: "alike"}),
        ("Does Heron-2 work?", {WORKS: "reworded"}),
        ("How well does it perform?", {WORKS: "reworded"}),
        ("And safety?", {SAFE: "reworded"}),
        ("Are the products it creates safe?", {CODE_SAFE: "reworded"}),
        ("Tell me whether it works and whether it is safe.", {WORKS: "reworded", SAFE: "reworded"}),
        ("And the code that it produces, is that safe?", {CODE_SAFE: "reworded"}),
        ("Does the published paper speak to safety issues?", {}),
        ("In plain words it is a sheepdog.", {}),
        ("A tool is safe in good hands and dangerous in others. People decide, not tools.", {}),
        ("What is a transformer?", {}),
        ("", {}),
    ],
)
def test_what_a_prompt_asks(prompt, found):
    assert how(prompt) == found


def test_a_question_of_two_parts_asked_by_half_is_asked_partly():
    two = Question(1, "q", "Is the dataset balanced and the evaluation blinded?", True, VERDICTS)
    assert [ask.how for ask in asking("Is the dataset balanced?", matcher((two,), [])).asks] == ["partly"]


def test_questions_come_in_the_order_of_asking():
    assert [ask.index for ask in asking("Is it safe? Does it work?", KNOWN).asks] == [SAFE, WORKS]


def test_the_ledger_keeps_the_closest_wording():
    turns = [plain_turn(1, "And safety?", "Yes."), plain_turn(2, "Is it safe?", "Yes.")]
    asked = [Asking((Ask(SAFE, "reworded", "And safety"),)), Asking((Ask(SAFE, "alike", "Is it safe"),))]
    assert how_asked(turns, asked) == {SAFE: AskedAs("alike", "Is it safe?", 1)}


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        ("In plain words it is a sheepdog.", "That's a very fitting image. A sheepdog …", True),
        ("It is only a parrot, then.", "Exactly. It repeats what it heard.", True),
        ("It is only a parrot, then.", "I see it otherwise: it plans ahead.", False),
        ("Is it only a parrot?", "Exactly.", False),
        ("Tell me more about parrots.", "You're right to ask.", False),
        ("", "Exactly.", False),
    ],
)
def test_a_thesis_that_the_answer_goes_along_with_leads(prompt, answer, expected):
    assert is_led(plain_turn(1, prompt, answer)) is expected


def test_the_key_of_a_prompt_minds_neither_case_nor_punctuation():
    assert prompt_key("What is it  for?") == prompt_key("what is it for")
    assert prompt_key("What is it for?") != prompt_key("What is it like?")
    assert len(prompt_key("x")) == 64


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("Summarise the report on night buses for a mayor.", ()),
        ("Please describe the plan for night buses.", ()),
        ("What of night buses?", ("partly",)),
        ("Should the town run night buses?", ("alike",)),
    ],
)
def test_who_wants_a_summary_asks_for_no_judgement(prompt, found):
    known = matcher([Question(1, "q", "Should the town run night buses?", True, VERDICTS)], [])
    assert tuple(ask.how for ask in asking(prompt, known).asks) == found
