"""A yes or no counts only if it is the respondent's own, answers this question, and is not taken back; with its twin."""

import pytest

from collation.answers.matching import matcher
from collation.answers.questions import asks_something_else, asks_the_same, sense_of
from collation.record import Question
from tests.collation.answers.test_stance import NO, QUALIFIED, UNCLEAR, YES, read
from tests.collation.samples.answers import VERDICTS

HOLD = "Does the glue hold?"
SAFE = "Is the ladder safe?"
BAN = "Should the town ban leaf blowers?"

PROBES = [
    # it stands alone, is underlined or is given back; or else it speaks of something else
    (HOLD, "Yes.", YES),
    (HOLD, "Yes, it does.", YES),
    (HOLD, "Yes, it holds.", YES),
    (HOLD, "Yes, the glue does.", YES),
    (HOLD, "Yes, definitely.", YES),
    (HOLD, "Yes, in every test.", YES),
    (HOLD, "Yes, because it was heated.", YES),
    (HOLD, "Yes – even under water.", YES),
    (HOLD, "Yes, you may well ask.", None),
    (HOLD, "Yes, the tube is easy to open.", None),
    (HOLD, "Yes, it smells.", None),
    (HOLD, "Yes, that was my first thought, too.", None),
    (HOLD, "Yes, they glued it.", None),
    (HOLD, "No.", NO),
    (HOLD, "No, it does not.", NO),
    (HOLD, "No, it doesn't hold.", NO),
    (HOLD, "No, not at all.", NO),
    (HOLD, "No, I don't think so.", NO),
    (HOLD, "No: both joints opened.", NO),
    (HOLD, "No, you need not worry.", None),
    (HOLD, "No, I saw nothing come apart.", None),
    (HOLD, "No, I had no trouble with it.", None),
    (SAFE, "Yes, this ladder is safe.", YES),
    (SAFE, "Yes, the model is safe.", YES),
    (SAFE, "Yes, Heron-2 is safe.", YES),
    (SAFE, "Yes, it is safe on every floor that I tried.", YES),
    (SAFE, "Yes, it is safe on dry floors.", None),
    (SAFE, "Yes, nobody is safe.", None),
    (SAFE, "Yes, others are safe from it.", None),
    ("Is the code it produces safe?", "No, the code it writes is not safe.", NO),
    ("Is the code it produces safe?", "No, the people it serves are not safe.", None),
    (SAFE, "Yes, the risks are many.", None),
    (SAFE, "No, there is nothing to fear.", None),
    (BAN, "Yes, it should.", YES),
    (BAN, "Yes, it could.", None),
    (BAN, "Yes, the town should ban leaf blowers.", YES),
    (BAN, "Yes, the town should tax leaf blowers.", None),
    # a condition
    (SAFE, "Yes, if somebody holds it.", QUALIFIED),
    (SAFE, "Yes, if you believe the label.", None),
    (SAFE, "Yes, but only indoors.", QUALIFIED),
    # opened with a qualifier, a filler or another label
    (SAFE, "Generally speaking, yes.", QUALIFIED),
    (SAFE, "Generally speaking, ladders are safe.", None),
    (SAFE, "Slightly, yes.", QUALIFIED),
    (SAFE, "Slightly. Yes, I know.", None),
    (SAFE, "As a matter of fact, no.", NO),
    (SAFE, "As a matter of fact, no ladder is red.", None),
    (SAFE, "I have no idea.", UNCLEAR),
    (SAFE, "I have no idea who made it, but it is fine.", None),
    (SAFE, "The steps creak.\n\nShort version: yes.", YES),
    (SAFE, "The steps creak.\n\nThe short version: yes, says the maker.", None),
    (SAFE, "The steps creak.\n\nIn a nutshell, no.", NO),
    # somebody else's
    (SAFE, "Yes, says the maker.", None),
    (SAFE, "Yes, according to the label.", None),
    (SAFE, "Yes, the shop claims.", None),
    (SAFE, "Yes, in the eyes of the maker.", None),
    (SAFE, "The ladder is safe, say its makers.", None),
    (SAFE, "The ladder is safe, I would say.", YES),
    (SAFE, "No, claim the neighbours.", None),
    (SAFE, "I can't say.", UNCLEAR),
    # taken back, corrected, or answered twice
    (SAFE, "Yes. It is light and well made.", YES),
    (SAFE, "Yes. It has not been sold since May.", YES),
    (SAFE, "Yes. Wait, that was the other one.", None),
    (SAFE, "Yes. Or rather, it would be.", None),
    (SAFE, "Yes … no.", None),
    (SAFE, "Yes. The feet are new. On reflection I would leave it in the shed.", None),
    (SAFE, "Yes. The feet are new. My answer is therefore no.", None),
    (SAFE, "Yes. The feet are new. It isn't.", None),
    (SAFE, "Yes. The feet are new. I would not call that safe.", None),
    (SAFE, "Yes. The feet are new. Near a wire it is unsafe.", None),
    (SAFE, "Yes. The long one, no.", None),
    (SAFE, "Yes. At least according to its label.", None),
    (SAFE, "Yes, but only indoors. I have changed my mind: so no.", None),
    (SAFE, "No. It tips over.", NO),
    (SAFE, "No. It tips over. Yes, one can tie it up.", None),
    (SAFE, "No. It tips over. The ladder is safe.", None),
    (SAFE, "No. It tips over. I stand corrected.", None),
    (SAFE, "The ladder is safe. It is not.", None),
    (SAFE, "The steps creak.\n\nIn short: yes, the short one.", None),
    (SAFE, "The steps creak.\n\nIn short: yes.", YES),
]


@pytest.mark.parametrize(("question", "text", "expected"), PROBES)
def test_an_opening_counts_if_it_is_the_respondents_own_and_stays(question, text, expected):
    assert read(question, text).verdict == expected


EXCHANGED = [
    ("Do foxes fear dogs?", "Do dogs fear foxes?"),
    ("Is silk warmer than wool?", "Is wool warmer than silk?"),
    ("Is Rust faster than Zig?", "Is Zig faster than Rust?"),
    ("Is the effect stronger in cats than in dogs?", "Is the effect stronger in dogs than in cats?"),
    ("Should the club hire more coaches than players?", "Should the club hire more players than coaches?"),
    ("Is marking by hand fairer than machine marking?", "Is machine marking fairer than marking by hand?"),
    ("Does sleep predict mood?", "Does mood predict sleep?"),
]


@pytest.mark.parametrize(("question", "prompt"), EXCHANGED)
def test_the_same_words_in_another_order_ask_another_question(question, prompt):
    one, other = sense_of(question), sense_of(prompt)
    assert not asks_the_same(other, one) and asks_the_same(one, one)
    known = matcher([Question(1, "q", question, True, VERDICTS)], ())
    assert known.match(prompt, prompt=True) == ()
    assert [found.whole for found in known.match(question, prompt=True)] == [True]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Does it hold?", False),
        ("Does the new glue hold?", False),
        ("Does it hold in practice?", False),
        ("Do you doubt that it holds?", True),
        ("Does it fail to hold?", True),
        ("Doesn't it hold?", True),
        ("Does it hold for children?", True),
        ("Does it hold on ice?", True),
    ],
)
def test_a_question_turned_or_asked_of_a_part_is_another(prompt, expected):
    assert asks_something_else(sense_of(prompt), sense_of("Does it hold?")) is expected


def test_words_that_move_without_a_change_of_sense_come_near_but_are_not_the_whole():
    known = matcher([Question(1, "q", "Is the cost estimate realistic?", True, VERDICTS)], ())
    assert [found.whole for found in known.match("Is the estimate of the cost realistic?", prompt=True)] == [False]
