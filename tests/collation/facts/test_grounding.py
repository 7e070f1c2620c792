"""Whether the paper's stored text holds what respondents say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.facts.compare import facts
from collation.facts.fact import Fact
from collation.facts.grounding import Grounding, PaperText, Ungrounded, ground, ground_term, ungrounded
from tests.collation.samples.answers import plain_turn, respondent, turn

ABSTRACT = PaperText(
    abstract="We present Wren-3, a model for software agents. The model has 412B parameters. It uses CTR to lower the cost of "
    "inference. An asynchronous reinforcement learning system separates generation from training.",
    title="Wren-3: agents that finish",
)
PAGES = PaperText(
    pages=(
        "The model has 412B parameters.",
        "CTR (Cascaded Token Routing) is new. Red teams tested the model for a week.",
    )
)


def both(text: str, key: str) -> Fact:
    """The fact of two who say the same."""
    return next(
        fact for fact in facts([respondent(one, turn(at, "", text)) for at, one in enumerate("ab")]) if fact.key == key
    )


def grounded(text: str, key: str, paper: PaperText) -> Grounding:
    found = both(text, key)
    return ground(found, found.values[0], paper)


OF_SIZE, OF_TRAINING = ":model have … parameter", ":model was trained on … token"


@pytest.mark.parametrize(
    ("text", "key", "paper", "status", "searched", "quote", "page"),
    [
        ("The model has 412 billion parameters.", OF_SIZE, ABSTRACT, "found", "abstract",
         "The model has 412B parameters.", None),
        ("The model has 421B parameters.", OF_SIZE, PAGES, "contradicted", "full_text",
         "The model has 412B parameters.", 1),
        ("CTR stands for Cascaded Token Routing.", "ctr", PAGES, "found", "full_text",
         "CTR (Cascaded Token Routing) is new.", 2),
        ("CTR stands for Compressed Token Routing.", "ctr", PAGES, "contradicted", "full_text",
         "CTR (Cascaded Token Routing) is new.", 2),
        ("CTR stands for Compressed Token Routing.", "ctr", ABSTRACT, "not_found", "abstract", "", None),
        ("The model was trained on 15T tokens.", OF_TRAINING, PAGES, "not_found", "full_text", "", None),
        ("The model was trained on 412B tokens.", OF_TRAINING, PAGES, "not_found", "nothing", "", None),
        ("The model was trained on 15T tokens.", OF_TRAINING, PaperText(title="Wren-3"), "not_found", "nothing", "", None),
    ],
)  # fmt: skip
def test_a_value_is_found_or_not_or_contradicted(text, key, paper, status, searched, quote, page):
    assert grounded(text, key, paper) == Grounding(status, searched, quote, page)


def test_a_term_is_found_in_any_form():
    quote = "Red teams tested the model for a week."
    assert ground_term("red-team", PAGES) == Grounding("found", "full_text", quote, 2)
    assert ground_term("Red Teaming", ABSTRACT) == Grounding("not_found", "abstract")
    assert ground_term("", ABSTRACT) == Grounding("not_found", "abstract")


def missing(text: str, paper: PaperText) -> tuple[Ungrounded, ...]:
    found = facts([respondent("a", turn(7, "", text))])
    return ungrounded((fact, [ground(fact, value, paper) for value in fact.values]) for fact in found)


def test_an_expansion_that_the_paper_does_not_hold():
    text = "The CTR (Compressed Token Routing) is new. CTR stands for Compressed Token Routing."
    (found,) = missing(text, ABSTRACT)
    assert (found.respondent, found.term, found.searched, found.response, found.response_id) == (
        "a",
        "Compressed Token Routing",
        "abstract",
        0,
        7,
    )
    assert (found.quote, text[found.start : found.end]) == (text[:42], text[:42])


def test_what_the_paper_holds_or_nobody_knows_is_not_missing():
    assert missing("CTR (Cascaded Token Routing) is new.", PAGES) == ()
    assert missing("I do not know what CTR stands for.", ABSTRACT) == ()
    assert missing("CTR (Compressed Token Routing) is new.", PaperText()) == ()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_searched(said, stored):
    one = respondent("a", plain_turn(1, "", said + " CTR (Cascaded Token Routing) is new."))
    paper = PaperText(abstract=stored)
    for fact in facts([one]):
        grounded = [ground(fact, value, paper) for value in fact.values]
        for found in ungrounded([(fact, grounded)]):
            assert one.turns[0].text[found.start : found.end] == found.quote
        for value in fact.values:
            answer = ground(fact, value, paper)
            assert answer.status in ("found", "not_found", "contradicted")
            assert answer.quote in stored
