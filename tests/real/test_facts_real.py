"""Facts of the real reviews, from the bytes on; with an abstract told in our own words."""

import pytest

from collation.facts.compare import facts
from collation.facts.fact import NOT_KNOWN, Fact
from collation.facts.grounding import Grounding, PaperText, ground
from collation.record import Respondent
from tests.real.test_reading_real import respondents_of

PAPER = PaperText(
    abstract="The authors present GLM-5, a model that takes software work from vibe coding to agentic engineering. DSA lowers the "
    "cost of training and inference and keeps long contexts faithful. Asynchronous reinforcement learning separates "
    "generation from training, and new agent RL algorithms learn from long interactions.",
    title="GLM-5: from Vibe Coding to Agentic Engineering",
)  # fmt: skip


@pytest.fixture(scope="module")
def four(real) -> list[Respondent]:
    return [
        *respondents_of(real / "000_62e17e83afc45813.txt"),
        *respondents_of(real / "003_ff40181e6d0a3d17.txt"),
    ]


@pytest.fixture(scope="module")
def found(four) -> dict[str, Fact]:
    return {fact.key: fact for fact in facts(four)}


def values(fact: Fact) -> dict[str, set[str]]:
    return {value.value: set(value.respondents) for value in fact.values}


def test_the_readings_of_dsa(found, four):
    assert values(found["dsa"]) == {
        NOT_KNOWN: {"Claude"},
        "Distributed Sparse Attention": {"ChatGPT"},
        "DeepSeek Sparse Attention": {"Gemini"},
        "Dynamic Sparse Activation": {four[3].key},
    }
    assert found["dsa"].diverges
    assert found["dsa"].two_values == ()


def test_nothing_else_diverges_and_nobody_gives_two_values(found):
    assert [fact.key for fact in found.values() if fact.diverges] == ["dsa"]
    assert [fact.key for fact in found.values() if fact.two_values] == []


def test_three_reviews_of_an_article_part_on_no_term(real):
    three = [one for path in (real / "outer_reviews").glob("outer-review-2*.md") for one in respondents_of(path)]
    found = facts(three)
    assert [fact.key for fact in found if fact.diverges or fact.two_values] == []
    assert {fact.kind for fact in found} == {"acronym"}


def test_the_abstract_spells_out_no_reading_of_dsa(found):
    grounded = {value.value: ground(found["dsa"], value, PAPER) for value in found["dsa"].values if value.known}
    assert set(grounded.values()) == {Grounding("not_found", "abstract")}
