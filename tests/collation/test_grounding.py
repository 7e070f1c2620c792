"""Whether the paper's stored text holds what respondents say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.concordance import facts
from collation.grounding import Grounding, Paper, ground, ground_term, ungrounded
from tests.collation.voices import plain_turn, respondent, turn

ABSTRACT = Paper(
    abstract="We present Wren-3, a model for software agents with 412B parameters. It uses CTR to lower the cost of inference. "
    "An asynchronous reinforcement learning system separates generation from training.",
    title="Wren-3: agents that finish",
)
PAGES = Paper(
    pages=("Wren-3 has 412B parameters.", "CTR (Cascaded Token Routing) is new. Red teams tested the model for a week.")
)


def grounded(text: str, key: str, paper: Paper) -> Grounding:
    [found] = [fact for fact in facts([respondent("a", turn(1, "", text))]) if fact.key == key]
    return ground(found, found.values[0], paper)


@pytest.mark.parametrize(
    ("text", "key", "paper", "status", "searched", "quote", "page"),
    [
        ("It has 412 billion parameters.", "parameters", ABSTRACT, "found", "abstract",
         "We present Wren-3, a model for software agents with 412B parameters.", None),
        ("It has 421B parameters.", "parameters", PAGES, "contradicted", "full_text", "Wren-3 has 412B parameters.", 1),
        ("CTR stands for Cascaded Token Routing.", "ctr", PAGES, "found", "full_text",
         "CTR (Cascaded Token Routing) is new.", 2),
        ("CTR stands for Compressed Token Routing.", "ctr", PAGES, "contradicted", "full_text",
         "CTR (Cascaded Token Routing) is new.", 2),
        ("CTR stands for Compressed Token Routing.", "ctr", ABSTRACT, "not_found", "abstract", "", None),
        ("It was trained on 15T tokens.", "tokens:training", PAGES, "not_found", "full_text", "", None),
        ("It was trained on 15T tokens.", "tokens:training", Paper(title="Wren-3"), "not_found", "nothing", "", None),
        ("It uses asynchronous RL.", "method", ABSTRACT, "found", "abstract",
         "An asynchronous reinforcement learning system separates generation from training.", None),
    ],
)  # fmt: skip
def test_a_value_is_found_or_not_or_contradicted(text, key, paper, status, searched, quote, page):
    assert grounded(text, key, paper) == Grounding(status, searched, quote, page)


def test_a_term_is_found_in_any_form():
    quote = "Red teams tested the model for a week."
    assert ground_term("red-team", PAGES) == Grounding("found", "full_text", quote, 2)
    assert ground_term("Red Teaming", ABSTRACT) == Grounding("not_found", "abstract")
    assert ground_term("", ABSTRACT) == Grounding("not_found", "abstract")


def terms(text: str, paper: Paper = ABSTRACT) -> list[str]:
    return [one.term for one in ungrounded([respondent("a", turn(1, "", text))], paper)]


def test_what_is_said_of_the_paper_and_not_found_in_it():
    one = respondent(
        "a", turn(7, "", "Fine.\n\nThe model underwent extensive red teaming. It adopts Constitutional AI.")
    )
    found = ungrounded([one], ABSTRACT)
    assert [(u.respondent, u.term, u.quote, u.searched, u.response, u.response_id) for u in found] == [
        ("a", "red teaming", "The model underwent extensive red teaming.", "abstract", 0, 7),
        ("a", "Constitutional AI", "It adopts Constitutional AI.", "abstract", 0, 7),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No mention of red-teaming is made.",
        "The authors did not do any red teaming.",
        "They should add red teaming.",
        "Was there red teaming?",
        "Some companies add guardrails.",
        "## What the paper doesn't address\n\n- Red teaming results",
        "It uses asynchronous RL.",
    ],
)
def test_what_is_denied_wished_for_said_of_others_or_held_by_the_paper(text):
    assert terms(text) == []


def test_a_full_text_grounds_what_an_abstract_does_not():
    text = "The model underwent red teaming."
    assert terms(text) == ["red teaming"]
    assert terms(text, PAGES) == []
    assert terms(text, Paper()) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_searched(said, stored):
    one = respondent("a", plain_turn(1, "", said + " It uses PPO and red teaming."))
    paper = Paper(abstract=stored)
    for found in ungrounded([one], paper):
        assert one.turns[0].text[found.start : found.end] == found.quote
    for fact in facts([one]):
        for value in fact.values:
            answer = ground(fact, value, paper)
            assert answer.status in ("found", "not_found", "contradicted")
            assert answer.quote in stored
