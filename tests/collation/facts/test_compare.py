"""Mentions of several respondents, compared topic by topic."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.facts.compare import compare_mentions, facts
from collation.facts.extract import mentions
from collation.facts.fact import NOT_KNOWN, Fact
from collation.record import Respondent
from tests.collation.samples.accounts import TEXTS, fact_of_key, facts_of, speakers
from tests.collation.samples.answers import plain_turn, respondent, turn


def test_two_expansions_diverge_and_not_knowing_is_no_party():
    fact = fact_of_key(
        "dsa",
        "DSA is Dynamic Sparse Activation (DSA).",
        "DeepSeek Sparse Attention (DSA)",
        "Nobody says what DSA means.",
    )
    assert fact.diverges
    assert speakers(fact) == {"Dynamic Sparse Activation": "a", "DeepSeek Sparse Attention": "b", NOT_KNOWN: "c"}
    assert not fact_of_key("dsa", "DeepSeek Sparse Attention (DSA)", "Nobody says what DSA means.").diverges


def test_spellings_of_one_expansion_are_one_value():
    fact = fact_of_key("moe", "Mixture-of-Experts (MoE)", "a mixture of experts (MoE)", "Mixture of Expert (MoE)")
    assert speakers(fact) == {"Mixture-of-Experts": "abc"}
    assert not fact.diverges


def test_one_who_gives_two_expansions_gives_two_values():
    fact = fact_of_key("dsa", "Distributed Sparse Attention (DSA). DSA stands for Dynamic Sparse Activation.")
    assert (fact.diverges, fact.two_values) == (False, ("a",))


def test_near_numbers_are_told_as_such():
    fact = fact_of_key(":model have … parameter", "The model has 745B parameters.", "The model has 744B parameters.")
    assert (fact.diverges, fact.near_identical, fact.topic) == (True, True, "The model has … parameters")


def test_one_who_gives_two_numbers_in_one_place_gives_two_values():
    fact = fact_of_key(
        ":model have … parameter", "The model has 745B parameters. In the abstract: 744. The model has 812B parameters."
    )
    assert (fact.diverges, fact.two_values, speakers(fact)) == (False, ("a",), {"745B": "a", "812B": "a"})


@pytest.mark.parametrize(
    "text",
    [
        "## Rome\n\nThe old tower is 98 m high.\n\n## Milan\n\nThe old tower is 112 m high.",
        "- Price per unit: $4\n- Price per unit: $5",
        "The old tower is 98 m high. The old tower is 99 m high. The old tower is 97 m high.",
    ],
)
def test_who_speaks_of_several_things_in_the_same_words_is_compared_with_nobody(text):
    assert facts_of(text) == ()
    assert [
        fact for fact in facts_of(text, "The old tower is 80 m high.\n\n- Price per unit: $9") if fact.diverges
    ] == []


def test_a_number_that_nobody_else_speaks_of_is_no_fact():
    assert facts_of("The model has 744B parameters.", "The model is large.") == ()


@pytest.mark.slow
def test_thousands_of_values_are_laid_side_by_side():
    """Each pair of them compared would be some hundred million comparisons."""
    both = [" ".join(f"The model has {at} billion parameters." for at in range(first, 7_000, 2)) for first in (1, 2)]
    assert facts_of(*both) == ()
    letters = [" ".join(f"Sparse T{at}x Attention (STA)." for at in range(first, 4_000, 2)) for first in (1, 2)]
    assert [(len(fact.values), fact.diverges) for fact in facts_of(*letters)] == [(3_999, False)]


def test_the_same_said_twice_is_quoted_twice():
    one = respondent("a", turn(1, "", "The model has 744B parameters."), turn(2, "", "The model has 744B parameters."))
    other = respondent("b", turn(3, "", "The model has 744B parameters."))
    [fact] = facts([one, other])
    [value] = fact.values
    assert [(quote.respondent, quote.response, quote.response_id, quote.text) for quote in value.quotes] == [
        ("a", 0, 1, "The model has 744B parameters."),
        ("a", 1, 2, "The model has 744B parameters."),
        ("b", 0, 3, "The model has 744B parameters."),
    ]


@pytest.mark.slow
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_every_quotation_is_in_its_text(texts):
    respondents = [respondent("abc"[i], plain_turn(i, "", text)) for i, text in enumerate(texts)]
    by_key = {one.key: one for one in respondents}
    for fact in facts(respondents):
        assert fact.values
        for value in fact.values:
            assert set(value.respondents) == {quote.respondent for quote in value.quotes}
            for quote in value.quotes:
                assert quote.text
                assert by_key[quote.respondent].turns[quote.response].text[quote.start : quote.end] == quote.text


def unordered(fact: tuple[Fact, ...]) -> set[tuple]:
    return {
        (one.kind, one.key, one.topic, one.diverges, one.near_identical, one.two_values,
         frozenset((value.key, frozenset(value.respondents), frozenset(value.quotes)) for value in one.values))
        for one in fact
    }  # fmt: skip


@pytest.mark.slow
@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_the_order_of_respondents_changes_no_fact(texts):
    respondents = [respondent("abc"[i], plain_turn(i, "", text)) for i, text in enumerate(texts)]
    said: list[tuple[Respondent, list]] = [(one, [mentions(turn) for turn in one.turns]) for one in respondents]
    first = compare_mentions(said)
    for order in permutations(said):
        assert unordered(compare_mentions(order)) == unordered(first)


@given(TEXTS)
def test_who_says_the_same_diverges_from_nobody(text):
    one, other = respondent("a", plain_turn(1, "", text)), respondent("b", plain_turn(2, "", text))
    alone = {(fact.kind, fact.key): fact for fact in facts([one])}
    for fact in facts([one, other]):
        assert [value.respondents for value in fact.values] == [("a", "b")] * len(fact.values)
        if single := alone.get((fact.kind, fact.key)):
            assert [value.key for value in fact.values] == [value.key for value in single.values]
        assert fact.two_values in ((), ("a", "b"))
