"""What respondents say of terms and numbers, side by side."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.concordance import concordance, facts, mentions
from collation.facts import NOT_KNOWN, Fact
from collation.record import Respondent
from tests.collation.accounts import CASES
from tests.collation.voices import plain_turn, respondent, turn


def told(*accounts: str) -> tuple[Fact, ...]:
    """The facts of accounts by "a", "b", "c" …"""
    return facts([respondent("abcdef"[i], turn(i + 1, "", text)) for i, text in enumerate(accounts)])


def fact(key: str, *accounts: str) -> Fact:
    return next(fact for fact in told(*accounts) if fact.key == key)


def values(fact: Fact) -> dict[str, str]:
    return {value.value: "".join(value.respondents) for value in fact.values}


@pytest.mark.parametrize(
    ("text", "expansion"),
    [
        ("It uses Dynamic Sparse Activation (DSA) for speed.", "Dynamic Sparse Activation"),
        ("The DSA (DeepSeek Sparse Attention) kernel is new.", "DeepSeek Sparse Attention"),
        ("DSA, short for Distributed Sparse Attention, is new.", "Distributed Sparse Attention"),
        ("DSA stands for Deep Sparse Attention.", "Deep Sparse Attention"),
        ("DSA (which stands for “Deep Sparse Attention”) is new.", "Deep Sparse Attention"),
        ("Dynamic sparse attention, or DSA, is new.", "Dynamic sparse attention"),
        ("DSA: Dense Sparse Attention", "Dense Sparse Attention"),
        ("DSA, the Dense Sparse Attention, is new.", "Dense Sparse Attention"),
        ("The letters DSA, which travelled widely, stand for Deep Sparse Attention.", "Deep Sparse Attention"),
        ("We do not know what “DSA” stands for.", NOT_KNOWN),
        ("The abstract never spells out DSA.", NOT_KNOWN),
        ("What DSA abbreviates is left unexplained.", NOT_KNOWN),
    ],
)
def test_an_acronym_is_expanded_in_many_ways(text, expansion):
    assert values(fact("dsa", text)) == {expansion: "a"}


@pytest.mark.parametrize(
    ("text", "key", "expansion"),
    [
        ("large language models (LLMs)", "llm", "large language models"),
        ("Mixture-of-Experts (MoE)", "moe", "Mixture-of-Experts"),
        ("low-rank adaptation (LoRA)", "lora", "low-rank adaptation"),
        ("Multi-head Latent Attention (MLA)", "mla", "Multi-head Latent Attention"),
        ("mean average precision (mAP)", "map", "mean average precision"),
        ("randomised controlled trials (RCTs)", "rct", "randomised controlled trials"),
    ],
)
def test_an_acronym_may_be_plural_mixed_or_of_hyphenated_words(text, key, expansion):
    assert values(fact(key, f"It builds on {text} here.")) == {expansion: "a"}


def test_two_expansions_diverge_and_not_knowing_is_no_party():
    found = fact(
        "dsa",
        "DSA is Dynamic Sparse Activation (DSA).",
        "DeepSeek Sparse Attention (DSA)",
        "Nobody says what DSA means.",
    )
    assert found.diverges
    assert values(found) == {"Dynamic Sparse Activation": "a", "DeepSeek Sparse Attention": "b", NOT_KNOWN: "c"}
    assert not fact("dsa", "DeepSeek Sparse Attention (DSA)", "Nobody says what DSA means.").diverges


def test_spellings_of_one_expansion_are_one_value():
    found = fact("moe", "Mixture-of-Experts (MoE)", "a mixture of experts (MoE)", "Mixture of Expert (MoE)")
    assert values(found) == {"Mixture-of-Experts": "abc"}
    assert not found.diverges


def test_an_expansion_counts_where_its_acronym_stands_elsewhere():
    one = respondent("a", turn(1, "", "Distributed Sparse Attention (DSA)."), turn(2, "", "DeepSeek Sparse Attention."))
    [found] = [fact for fact in facts([one]) if fact.key == "dsa"]
    assert values(found) == {"Distributed Sparse Attention": "a", "DeepSeek Sparse Attention": "a"}
    assert found.self_contradictions == ("a",)
    assert not found.diverges


@pytest.mark.parametrize(
    "text",
    [
        "744B parameters",
        "744 B parameters",
        "744 billion parameters",
        "744-billion-parameter model",
        "744B‑parameter MoE",
    ],
)
def test_a_number_is_the_same_however_it_is_written(text):
    found = fact("parameters", "The model has 744 billion parameters.", f"It is a {text}.")
    assert [value.key for value in found.values] == ["744000000000"]
    assert not found.diverges


def test_near_numbers_diverge_and_one_who_gives_both_contradicts_himself():
    found = fact("parameters", "A 745B-parameter model. In total about 744B parameters.", "It has 744B parameters.")
    assert (found.diverges, found.near_identical, found.self_contradictions) == (True, True, ("a",))
    assert values(found) == {"745B": "a", "744B": "ab"}


@pytest.mark.parametrize(
    ("one", "other", "diverges"),
    [
        ("about 40%", "42%", False),
        ("about 40%", "nearly 50%", True),
        ("40–50%", "45%", False),
        ("40–50%", "55%", True),
        ("up to 50%", "40%", False),
        ("more than 30%", "25%", True),
        ("35%", "35.0%", False),
    ],
)
def test_what_can_both_hold(one, other, diverges):
    found = fact("saved:compute:%", f"It cuts compute by {one}.", f"Inference costs fall by {other}.")
    assert found.diverges is diverges


def test_a_list_of_values_is_compared_with_nobody():
    def lengths(count: int) -> str:
        return " ".join(f"The context window is {at}K tokens." for at in range(101, 101 + count))

    assert fact("tokens:context", lengths(12), lengths(12)).self_contradictions == ("a", "b")
    listed = fact("tokens:context", lengths(13), "The context window is 99K tokens.")
    assert (len(listed.values), listed.diverges, listed.self_contradictions) == (14, False, ())


def test_thousands_of_values_are_laid_side_by_side():
    """Each pair of them compared would be some hundred million comparisons."""
    both = [" ".join(f"It has {at} billion parameters." for at in range(first, 7_000, 2)) for first in (1, 2)]
    assert [(len(found.values), found.diverges) for found in told(*both)] == [(6_999, False)]


def test_tokens_seen_in_training_are_no_context_length():
    text = "It was trained on 28.5T tokens and holds about 200K tokens in view. Prompts had 8K tokens."
    keys = {fact.key: values(fact) for fact in told(text)}
    assert keys == {"tokens:training": {"28.5T": "a"}, "tokens:context": {"about 200K": "a"}}


def test_active_parameters_are_no_total():
    found = {
        fact.key: values(fact)
        for fact in told(
            "744B parameters, of which 40B are active.",
            "| Size | Value |\n|---|---|\n| Scale | 744B parameters, 40B active |",
        )
    }
    assert found == {"parameters": {"744B": "ab"}, "parameters:active": {"40B": "ab"}}


@pytest.mark.parametrize(
    "text",
    [
        "It scores 71% on HumanEval, compared with 64% for GPT-4.",
        "It scores 71% on HumanEval (vs. 64%).",
        "HumanEval rose from 64% to 71%.",
        "| Test | Wren-3 | GPT-4 |\n|---|---|---|\n| HumanEval | 71% | 64% |\n\nWren-3 is new. Wren-3 is good.",
    ],
)
def test_what_is_only_compared_is_no_value(text):
    assert values(fact("score:humaneval", text)) == {"71%": "a"}


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("Score: 7/10, for now.", "7/10"),
        ("**7 out of 10, provisionally.** More later.", "7/10"),
        ("Rating: four and a half stars out of five.", "four and a half stars/5"),
    ],
)
def test_an_overall_rating(text, rating):
    assert values(fact("rating", text)) == {rating: "a"}


@pytest.mark.parametrize("text", ["It closed 7 of 10 tickets.", "In 7 out of 10 cases it works."])
def test_what_is_no_rating(text):
    assert [fact for fact in told(text) if fact.key == "rating"] == []


def test_a_rank_is_no_number():
    assert told("He was the 46th president of the 2nd council, and ranks 103rd.") == ()


def test_dates_hold_by_their_precision():
    month = fact("date:published", "Published on 17 February 2026.", "It appeared in February 2026.")
    assert not month.diverges
    day = fact("date:published", "Submitted: Feb 17, 2026; revised Feb 24, 2026", "Published 18 February 2026.")
    assert values(day) == {"Feb 17, 2026": "a", "18 February 2026": "b"}
    assert day.diverges
    assert not day.near_identical


@pytest.mark.parametrize(
    ("one", "other", "diverges"),
    [
        ("Developed by Zhipu AI.", "It is a model from Z.ai.", False),
        ("Developed by Zhipu AI.", "Developed by Larkspur.", True),
    ],
)
def test_two_spellings_of_a_maker(one, other, diverges):
    found = fact("maker", one, other)
    assert len(found.values) == 2
    assert found.diverges is diverges


def test_the_methods_of_training():
    found = fact(
        "method", "It is aligned via PPO and DPO.", "The RL stage uses GRPO.", "It uses asynchronous RL, unlike PPO."
    )
    assert values(found) == {"PPO": "a", "DPO": "a", "GRPO": "b", "asynchronous RL": "c"}
    assert found.diverges
    assert not fact("method", "It uses PPO.", "It uses asynchronous RL.").diverges


def test_the_tests_named_differ_without_diverging():
    found = fact("tested on", "Tested on HumanEval and MBPP.", "Tested on SWE-bench Verified.")
    assert values(found) == {"HumanEval": "a", "MBPP": "a", "SWE-bench Verified": "b"}
    assert not found.diverges


@pytest.mark.parametrize("name", CASES)
def test_divergences_that_a_careful_reader_lists(name):
    accounts, expected = CASES[name]
    found = facts([respondent(key, turn(i, "", text)) for i, (key, text) in enumerate(accounts.items())])
    assert {(fact.kind, fact.key) for fact in found if fact.diverges} == expected


def test_the_same_said_twice_is_quoted_twice():
    one = respondent("a", turn(1, "", "It has 744B parameters."), turn(2, "", "Yes, 744B parameters in all."))
    [found] = [fact for fact in facts([one]) if fact.key == "parameters"]
    [value] = found.values
    assert [(quote.response, quote.response_id, quote.text) for quote in value.quotes] == [
        (0, 1, "It has 744B parameters."),
        (1, 2, "Yes, 744B parameters in all."),
    ]


PIECES = st.sampled_from(
    "744B 745B 40% nearly ~ parameters tokens context DSA (DSA) Sparse Attention Dynamic stands for not known PPO MIT "
    "license trained on HumanEval : | . , ; ( ) 7/10 score 17 February 2026 mg K T 9 1e999 … – to from “ ” \n \t 1,204 patients".split(
        " "
    )
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_every_quotation_is_in_its_text(texts):
    respondents = [respondent("abc"[i], plain_turn(i, "", text)) for i, text in enumerate(texts)]
    by_key = {one.key: one for one in respondents}
    for found in facts(respondents):
        assert found.values
        for value in found.values:
            assert set(value.respondents) == {quote.respondent for quote in value.quotes}
            for quote in value.quotes:
                assert quote.text
                assert by_key[quote.respondent].turns[quote.response].text[quote.start : quote.end] == quote.text


def unordered(found: tuple[Fact, ...]) -> set[tuple]:
    return {
        (one.kind, one.key, one.topic, one.diverges, one.near_identical, one.self_contradictions,
         frozenset((value.key, frozenset(value.respondents), frozenset(value.quotes)) for value in one.values))
        for one in found
    }  # fmt: skip


@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_the_order_of_respondents_changes_no_fact(texts):
    respondents = [respondent("abc"[i], plain_turn(i, "", text)) for i, text in enumerate(texts)]
    said: list[tuple[Respondent, list]] = [(one, [mentions(turn) for turn in one.turns]) for one in respondents]
    first = concordance(said)
    for order in permutations(said):
        assert unordered(concordance(order)) == unordered(first)


@given(TEXTS)
def test_who_says_the_same_diverges_from_nobody(text):
    one, other = respondent("a", plain_turn(1, "", text)), respondent("b", plain_turn(2, "", text))
    alone = {(found.kind, found.key): found for found in facts([one])}
    for found in facts([one, other]):
        single = alone[found.kind, found.key]
        assert [value.key for value in found.values] == [value.key for value in single.values]
        assert bool(found.self_contradictions) == bool(single.self_contradictions)
