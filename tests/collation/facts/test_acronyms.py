"""Acronyms, and what they are said to stand for."""

import pytest

from collation.facts.acronyms import acronyms, expansion_before, expansion_key, singular
from collation.facts.compare import facts
from collation.facts.fact import NOT_KNOWN, Mention
from collation.language.statements import account
from tests.collation.samples.accounts import fact_of_key, facts_of, speakers
from tests.collation.samples.answers import plain_turn, respondent, turn


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
        ("DSA = dense sparse attention", "dense sparse attention"),
        ("DSA – dense sparse attention", "dense sparse attention"),
        ("DSA is the dense sparse attention of the second layer.", "dense sparse attention"),
        ("DSA, or dense sparse attention, is new.", "dense sparse attention"),
        ("DSA, here the dense sparse attention, is new.", "dense sparse attention"),
        ("The authors say that DSA stands for dense sparse attention.", "dense sparse attention"),
        ("In the paper, DSA stands for dense sparse attention.", "dense sparse attention"),
        ("The paper does not use dense sparse attention (DSA).", "dense sparse attention"),
        ("DSA means dense sparse attention and may save time.", "dense sparse attention"),
    ],
)
def test_an_acronym_is_expanded_in_many_ways(text, expansion):
    assert speakers(fact_of_key("dsa", text)) == {expansion: "a"}


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
    assert speakers(fact_of_key(key, f"It builds on {text} here.")) == {expansion: "a"}


@pytest.mark.parametrize(
    "text",
    [
        "DSA does not stand for dense sparse attention.",
        "DSA isn't short for dense sparse attention.",
        "DSA never means dense sparse attention.",
        "DSA (not dense sparse attention) is new.",
        "A reader may think that DSA means dense sparse attention.",
        "DSA stands for dense sparse attention, say the dealers.",
        "According to the dealers, DSA stands for dense sparse attention.",
        "Critics call it a dense sparse attention (DSA).",
        "DSA could stand for dense sparse attention.",
        "If DSA stands for dense sparse attention, the table makes sense.",
        "DSA means dense sparse attention elsewhere.",
        "DSA usually stands for dense sparse attention.",
        "In finance, DSA stands for dense sparse attention.",
        "DSA stands for dense sparse attention in finance.",
        "For a chemist DSA means dense sparse attention.",
        "Does DSA stand for dense sparse attention?",
        "DSA is the most important part of the design.",
        "DSA, in the words of the dealer, stands for dense sparse attention.",
        "DSA (dense sparse attention?) is unclear.",
        "My students thought DSA stood for dense sparse attention.",
        "Nobody needs to be told what DSA stands for.",
        "Not everyone knows what DSA stands for.",
        "At first I did not know what DSA stands for.",
    ],
)
def test_what_is_denied_supposed_lent_or_meant_elsewhere_is_no_statement(text):
    assert facts_of(text) == ()


def test_one_who_gives_letters_a_meaning_for_each_place_gives_none_for_all():
    assert (
        facts_of("In the first part DSA means dense sparse attention, in the second DSA means deep sea angling.") == ()
    )
    assert facts_of("Dense sparse attention (DSA) is new. In the second part, DSA means deep sea angling.") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a memorandum of understanding (MoU)", "two memoranda of understanding (MoUs)"),
        ("life cycle analysis (LCA)", "life-cycle analyses (LCAs)"),
        ("heating, ventilation and air conditioning (HVAC)", "heating, ventilating, and air-conditioning (HVAC)"),
        ("randomised controlled trial (RCT)", "randomized control trials (RCTs)"),
        ("Centre of Excellence (CoE)", "center of excellence (CoE)"),
        ("missing children alert (MCA)", "missing child alert (MCA)"),
    ],
)
def test_number_inflection_and_orthography_make_no_other_expansion(one, other):
    (fact,) = facts_of(f"The {one} is old.", f"The {other} is old.")
    assert [value.respondents for value in fact.values] == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("life cycle analysis (LCA)", "life cycle assessment (LCA)"),
        ("project manager (PM)", "project management (PM)"),
        ("key performance indicator (KPI)", "known proton inhibitor (KPI)"),
    ],
)
def test_other_words_make_another_expansion(one, other):
    (fact,) = facts_of(f"The {one} is old.", f"The {other} is old.")
    assert fact.diverges


def test_an_expansion_counts_only_beside_its_acronym():
    one = respondent("a", turn(1, "", "Distributed Sparse Attention (DSA)."), turn(2, "", "DeepSeek Sparse Attention."))
    [fact] = [fact for fact in facts([one]) if fact.key == "dsa"]
    assert (speakers(fact), fact.two_values) == ({"Distributed Sparse Attention": "a"}, ())


def test_words_after_an_expansion_are_no_part_of_it():
    fact = fact_of_key(
        "gdp", "GDP stands for gross domestic product.", "The GDP (gross domestic product per capita) fell."
    )
    assert speakers(fact) == {"gross domestic product": "ab"}


def test_a_mention_quotes_its_sentence():
    text = "It is new. It uses dynamic sparse attention (DSA)."
    assert list(acronyms(account(plain_turn(1, "", text)))) == [
        Mention(
            kind="acronym",
            topic="DSA",
            key="dsa",
            value="dynamic sparse attention",
            value_key="dynamicsparsattent",
            start=11,
            end=50,
        )
    ]


def test_the_words_before_an_acronym_that_it_abbreviates():
    assert expansion_before("It uses dynamic sparse attention", "DSA") == "dynamic sparse attention"
    assert expansion_before("It uses sparse attention", "DSA") == ""


def test_spellings_of_one_expansion_have_one_key():
    assert expansion_key("Randomised Controlled Trials") == expansion_key("randomized control trial")
    assert expansion_key("project manager") != expansion_key("project management")


def test_the_plural_of_an_acronym():
    assert [singular(word) for word in ("LLMs", "GPS", "LLM")] == ["LLM", "GPS", "LLM"]
