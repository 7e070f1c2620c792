"""Values of a fact."""

import pytest

from collation.readers.fact_values import conflict, is_estimate, is_known, missing_from


@pytest.mark.parametrize(
    ("value", "quote", "kind"),
    [
        ("744B", "It has 744B parameters", "quantity"),
        ("744 billion", "It has 744 billion parameters", "quantity"),
        ("1744", "It has 1,744 parameters", "quantity"),
        ("1,744.50", "costs 1744.5 euros", "quantity"),
        ("about 10^-13 s", "Decoherence timescale (~10⁻¹³ s)", "quantity"),
        ("2", "two of them failed", "quantity"),
        ("180 worms", "Worms per m² (year 6)\t180\t205\t+14 %", "quantity"),
        ("300 people", "in 2019 300 people tried it", "quantity"),
        ("12500 euros", "it costs 12 500 euros", "quantity"),
        ("2026-02-03", "on 3 February 2026", "date"),
        ("3 Feb 2026", "on 2026-02-03", "date"),
        ("DeepSeek Sparse Attention", "it uses DeepSeek Sparse Attention (DSA)", "acronym"),
        ("Explicitly not treated as evidence", "is explicitly not treated as evidence", "claim"),
        ("used as definitive proof", "as definitive proof of a filter", "claim"),
        ("mentions Tegmark's objection", "it names Tegmark’s objection", "claim"),
        ("Chinese model", "a model from Chinese authors", "name"),
    ],
)
def test_what_a_quotation_backs(value: str, quote: str, kind: str):
    assert missing_from(value, quote, kind) == ()


@pytest.mark.parametrize(
    ("value", "quote", "kind", "missing"),
    [
        ("745B", "It has 744B parameters", "quantity", ("745", "745B")[:1]),
        ("40 of 744", "It has 744 parameters", "quantity", ("40",)),
        ("made by OpenAI", "made by Anthropic", "name", ("OpenAI",)),
        ("Distributed Sparse Attention", "DeepSeek Sparse Attention", "acronym", ("Distributed",)),
        ("13", "the value is 10^3", "quantity", ("13",)),
    ],
)
def test_what_it_does_not_hold(value: str, quote: str, kind: str, missing: tuple):
    assert missing_from(value, quote, kind) == missing


def test_nouns_of_a_language_that_capitalises_them_are_no_names():
    value, quote = "kein Beleg für die Wirkung von GPT-5", "es gibt keinen Beweis, dass GPT-4 hilft"
    assert missing_from(value, quote, "claim", nouns_capitalised=True) == ("5", "GPT-5")
    assert missing_from(value, quote, "claim") == ("5", "Beleg", "Wirkung", "GPT-5")
    assert missing_from("Frau Weber", "das sagt die Leiterin", "name", nouns_capitalised=True) == ("Frau", "Weber")


def test_units_may_be_written_in_another_way():
    assert missing_from("72 EUR", "it costs €72 a year", "quantity") == ()
    assert missing_from("241 Millionen Euro", "soll 241 Millionen kosten", "quantity") == ()


@pytest.mark.parametrize(
    ("one", "other", "conflicts"),
    [
        ("744B", "745B", True),
        ("744B", "744 B", False),
        ("744B", "744 billion", False),
        ("about 750B", "about 744B", False),
        ("about 750B", "some 40B", True),
        ("about 744B", "745B", False),
        ("about 744B", "32B", True),
        ("21", "not stated", False),
        ("used as proof", "not treated as evidence", True),
        ("Used as proof.", "used as proof", False),
    ],
)
def test_which_values_conflict(one: str, other: str, conflicts: bool):
    assert conflict(one, one, other, other) is conflicts
    assert conflict(other, other, one, one) is conflicts


def test_an_estimate_is_seen_in_the_quotation():
    assert is_estimate("750B", "it has about 750B parameters")
    assert not is_estimate("750B", "about half of the 750B parameters is never used, or of the 750B")
    assert is_estimate("750B", "etwa 750B Parameter")


def test_what_says_nothing():
    assert not is_known("not stated")
    assert not is_known("The paper does not say")
    assert is_known("not safe")
