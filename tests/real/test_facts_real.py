"""Facts of the real reviews, from the bytes on; with an abstract told in our own words."""

import pytest

from collation.concordance import facts
from collation.facts import NOT_KNOWN, Fact
from collation.grounding import Paper, ungrounded
from collation.record import Respondent
from tests.real.test_reading_real import respondents_of

PAPER = Paper(
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
        "DeepSeek Sparse Attention": {"ChatGPT", "Gemini"},
        "Dynamic Sparse Activation": {four[3].key},
    }
    assert found["dsa"].diverges
    assert found["dsa"].self_contradictions == ("ChatGPT",)


def test_the_parameters_and_who_gives_two_numbers(found):
    assert values(found["parameters"]) == {"745B": {"ChatGPT"}, "744B": {"ChatGPT", "Gemini"}}
    assert found["parameters"].diverges
    assert found["parameters"].near_identical
    assert found["parameters"].self_contradictions == ("ChatGPT",)


def test_the_compute_saved(found, four):
    assert values(found["saved:compute:%"]) == {"nearly 50%": {"Gemini"}, "~40 %": {four[3].key}}
    assert found["saved:compute:%"].diverges


def test_the_methods_of_training(found, four):
    named = values(found["method"])
    assert named["DPO"] == named["Constitutional AI"] == {"Gemini"}
    assert named["PPO"] == {"Gemini", four[3].key}
    assert found["method"].diverges


def test_the_context_length_is_no_prompt(found):
    assert values(found["tokens:context"]) == {"~200 K": {"ChatGPT"}}


def test_no_divergence_but_these(found):
    assert {fact.key for fact in found.values() if fact.diverges} == {"dsa", "parameters", "saved:compute:%", "method"}


def test_what_only_gemini_knows_of_the_safety_work(four):
    missing = {(one.respondent, one.term.lower()) for one in ungrounded(four, PAPER)}
    assert {("Gemini", "constitutional ai"), ("Gemini", "red teaming"), ("Gemini", "ppo"), ("Gemini", "dpo")} <= missing
    assert not {term for respondent, term in missing if respondent == "Claude"} & {"red-teaming", "asynchronous rl"}
