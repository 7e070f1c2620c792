"""What respondents say of terms and numbers, side by side."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.facts.compare import compare_mentions, facts
from collation.facts.extract import mentions
from collation.facts.fact import NOT_KNOWN, Fact
from collation.record import Respondent
from tests.collation.samples.answers import plain_turn, respondent, turn


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
    assert told(text) == ()


def test_one_who_gives_letters_a_meaning_for_each_place_gives_none_for_all():
    assert told("In the first part DSA means dense sparse attention, in the second DSA means deep sea angling.") == ()
    assert told("Dense sparse attention (DSA) is new. In the second part, DSA means deep sea angling.") == ()


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
    (found,) = told(f"The {one} is old.", f"The {other} is old.")
    assert [value.respondents for value in found.values] == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("life cycle analysis (LCA)", "life cycle assessment (LCA)"),
        ("project manager (PM)", "project management (PM)"),
        ("key performance indicator (KPI)", "known proton inhibitor (KPI)"),
    ],
)
def test_other_words_make_another_expansion(one, other):
    (found,) = told(f"The {one} is old.", f"The {other} is old.")
    assert found.diverges


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


def test_an_expansion_counts_only_beside_its_acronym():
    one = respondent("a", turn(1, "", "Distributed Sparse Attention (DSA)."), turn(2, "", "DeepSeek Sparse Attention."))
    [found] = [fact for fact in facts([one]) if fact.key == "dsa"]
    assert (values(found), found.two_values) == ({"Distributed Sparse Attention": "a"}, ())


def test_one_who_gives_two_expansions_gives_two_values():
    found = fact("dsa", "Distributed Sparse Attention (DSA). DSA stands for Dynamic Sparse Activation.")
    assert (found.diverges, found.two_values) == (False, ("a",))


def test_words_after_an_expansion_are_no_part_of_it():
    found = fact("gdp", "GDP stands for gross domestic product.", "The GDP (gross domestic product per capita) fell.")
    assert values(found) == {"gross domestic product": "ab"}


def apart(one: str, other: str) -> list[dict[str, str]]:
    """The values of each fact on which two accounts diverge."""
    return [values(found) for found in told(one, other) if found.diverges]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge carries 12 trams an hour.", "The bridge carries 15 trams per hour."),
        ("The trial enrolled 412 patients.", "According to the authors, the trial enrolled 421 patients."),
        (
            "The cathedral tower is 98 metres high.",
            "The cathedral tower is 112 metres high; the nave is a ruin.",
        ),
        ("The reactor ran for 14 days.", "The reactor ran for three weeks."),
        ("8 of 20 sampled joints were loose.", "2 out of 20 sampled joints were loose."),
        ("The paper reports 88% accuracy on the held-out set.", "The paper reports 91% accuracy on the held-out set."),
        ("The jar holds 10^7 grains of sand.", "The jar holds 3 x 10^9 grains of sand."),
        (
            "| Item | Value |\n|---|---|\n| Mean waiting time | 12 minutes |",
            "- Mean waiting time: 15 minutes.",
        ),
        ("The ticket sales in Lisbon reached $1.2 million.", "The ticket sales in Lisbon reached $900,000."),
        ("The new stable would have 410 boxes.", "The new stable would have 380 boxes."),
        ("A reserve of 10 % is included.", "A reserve of 15% is included."),
        ("- The stable has 410 boxes", "The stable has 380 boxes."),
        ("The fever was seen in fewer than one calf in ten.", "The fever was seen in more than one calf in ten."),
        ("The level rose by 1.5 metres in June.", "The level rose by 2.5 metres in June."),
        ("The level rose to 1.5 metres in June.", "The level rose to 2.5 metres in June."),
        ("The first calf weighed 40 kg at birth.", "The first calf weighed 44 kg at birth."),
        ("However, the fare is 3 euros a trip.", "The fare is 4 euros per trip."),
        ("The bus has a range of 300 km, and the seats are soft.", "The bus has a range of 250 km."),
    ],
)
def test_two_clauses_that_are_the_same_but_for_the_number_diverge(one, other):
    (found,) = apart(one, other)
    assert list(found.values()) == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About 12 buses an hour pass the gate.", "About 300 buses a day pass the gate."),
        ("A small room costs $0.04/hr.", "A large hall costs $0.09/hr."),
        ("For small rooms, the price is 5 euros per hour.", "For large halls, the price is 9 euros per hour."),
        ("The survey covered 1,200 households in 2018.", "The survey covered 900 households in 2021."),
        ("The old model had 32 million parameters.", "The model has 70 million parameters."),
        ("The number of active users grew from 32 to 40.", "The number of active users grew to 60."),
        ("Imagine a city with 2 million people.", "Imagine a city with 5 million people."),
        ("You would need at least 30 interviews.", "You would need at least 60 interviews."),
        ("The sample does not reach 500 cells.", "The sample does not reach 300 cells."),
        ("I would give the paper 6/10.", "I would give the paper 8/10."),
        ("The final rating is 6 out of 10.", "The final rating is 8 out of 10."),
        ("Section 4 describes the main experiments.", "Section 5 describes the main experiments."),
        ("Table 3 lists the species found.", "Table 4 lists the species found."),
        ("7 Limitations and future work", "6 Limitations and future work"),
        ("## 7 Limitations of the data", "## 6 Limitations of the data"),
        ("Version 2.1 of the tool adds tests.", "Version 2.2 of the tool adds tests."),
        (
            "Holm, J. (2019). Birds of the bay. Bay Journal 12, 30-44.",
            "Holm, J. (2019). Birds of the bay. Bay Journal 13, 20-34.",
        ),
        ("The paper has three weaknesses.", "The paper has two weaknesses."),
        ("Harbour United beat Mill Town by 12 points.", "Mill Town beat Harbour United by 3 points."),
        (
            "The red engine leads the blue engine by 5 seconds here.",
            "The blue engine leads the red engine by 3 seconds here.",
        ),
        ("The rooms cost $4, $5 and $6.", "The rooms cost $7, $8 and $9."),
        ("## Pump\n\nIt cost $300 in all.", "## Filter\n\nIt cost $500 in all."),
        ("Doses were between 5 and 10 mg in adults.", "Doses were between 8 and 12 mg in adults."),
        ("More than 100 villages were flooded.", "More than 300 villages were flooded."),
        ("Up to 40 guests can stay in the house.", "At least 20 guests can stay in the house."),
        ("The jar holds 2 x 109 grains of sand.", "The jar holds 3 x 109 grains of sand."),
        ("The tower (98 m) is closed to visitors.", "The tower (112 m) is closed to visitors."),
        ("The author says “the tower is 98 metres high”.", "The author says “the tower is 112 metres high”."),
        ("The pass mark is 40% in maths.", "The pass mark is 40 percentage points in maths."),
        ("The level rose by 1.5 metres in June.", "The level rose to 2.5 metres in June."),
        ("The level rose 1.5 metres in June.", "The level rose to 2.5 metres in June."),
        ("The level rose by 1.5 metres in June.", "The level fell by 2.5 metres in June."),
        ("The first calf weighed 40 kg at birth.", "The second calf weighed 44 kg at birth."),
        ("The herd had 40 cows before the flood.", "The herd had 30 cows after the flood."),
        ("The herd had 40 cows in June.", "The herd has 30 cows in June."),
        ("The 40 boys met the girls at noon.", "The boys met the 30 girls at noon."),
        ("Only the nave holds 500 people.", "The nave holds 600 people."),
        ("The library now has 40 rooms.", "The library has 30 rooms."),
        ("The milk costs 2 euros per litre.", "The milk costs 3 euros per bottle."),
        ("The path runs 5 km around the lake.", "The path runs 2 km to the lake."),
        ("The survey covered 1,200 barns (2018).", "The survey covered 900 barns (2021)."),
        (
            "In 2019 the mill had 40 looms, and the barn held 3 pigs.",
            "In 2021 the mill had 50 looms, and the barn held 5 pigs.",
        ),
        ("The fee is 5 euros, but only for children.", "The fee is 8 euros, and the stamp is free."),
        ("The fee is 5 euros, according to the mayor.", "The fee is 8 euros."),
        ("The mayor says that the tower is 98 metres high.", "The tower is 112 metres high."),
        ("## Rome\n\nThe old tower is 98 metres high.", "## Milan\n\nThe old tower is 112 metres high."),
        ("Some say the tower is 98 metres high.", "Some say the tower is 112 metres high."),
        ("Phase one: the plan has 40 flats.", "Phase two: the plan has 60 flats."),
        ("On average, the ferry takes 40 cars.", "At most, the ferry takes 60 cars."),
        ("The pass rate was 40%, which counts the girls.", "The pass rate was 50%, which counts the staff."),
        ("The rent is 400 euros – with heating.", "The rent is 500 euros – without heating."),
        ("Last year 40 cows died.", "This year 50 cows died."),
        ("The train ran 5 minutes early.", "The train ran 7 minutes late."),
        ("Every second bus has 40 seats.", "Every third bus has 50 seats."),
        ("The herd lost 40 cows; at least in the first year.", "The herd lost 60 cows."),
        ("The net price is 40 euros.", "The gross price is 50 euros."),
        ("| Bus | 2019 |\n|---|---|\n| Mean fare | 3 euros |", "| Bus | 2020 |\n|---|---|\n| Mean fare | 4 euros |"),
        ("## Study 1\n\nThe sample had 98 cows.", "## Study 2\n\nThe sample had 112 cows."),
        ("Few of the 40 cows were sold.", "A few of the 30 cows were sold."),
        ("The herd must have 40 cows in June.", "The herd will have 30 cows in June."),
        ("The wells number 12, 14 and 16.", "The wells number 13, 15 and 17."),
        ("Der Turm ist laut Plan 98 Meter hoch.", "Der Turm ist laut Plan 112 Meter hoch."),
    ],
)
def test_nothing_is_said_to_part_that_could_be_of_something_else(one, other):
    assert apart(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "diverges"),
    [
        ("about 40%", "42%", False),
        ("about 40%", "nearly 50%", True),
        ("40–50%", "45%", False),
        ("40–50%", "55%", True),
        ("up to 50%", "40%", False),
        ("more than 30%", "25%", True),
        ("more than 30%", "more than 60%", False),
        ("35%", "35.0%", False),
        ("more than 30%", "less than 30%", True),
        ("more than 30%", "30%", True),
        ("at least 30%", "30%", False),
        ("at least 30%", "at most 30%", False),
        ("at least 30%", "fewer than 30%", True),
    ],
)
def test_what_can_both_hold(one, other, diverges):
    found = fact(
        "%:design cut compute by …", f"The design cuts compute by {one}.", f"The design cuts compute by {other}."
    )
    assert found.diverges is diverges


@pytest.mark.parametrize("text", ["744B parameters", "744 billion parameters", "744,000,000,000 parameters"])
def test_a_number_is_the_same_however_it_is_written(text):
    found = fact(":model have … parameter", "The model has 744 billion parameters.", f"The model has {text}.")
    assert [value.key for value in found.values] == ["744000000000"]
    assert not found.diverges


@pytest.mark.parametrize(("one", "other"), [("40", "about 40"), ("40", "nearly 40"), ("at least 40", "more than 40")])
def test_bounds_and_hedges_are_values_of_their_own(one, other):
    (found,) = told(f"The herd has {one} cows.", f"The herd has {other} cows.")
    assert values(found) == {one: "a", other: "b"}


def test_near_numbers_are_told_as_such():
    found = fact(":model have … parameter", "The model has 745B parameters.", "The model has 744B parameters.")
    assert (found.diverges, found.near_identical, found.topic) == (True, True, "The model has … parameters")


def test_one_who_gives_two_numbers_in_one_place_gives_two_values():
    found = fact(
        ":model have … parameter", "The model has 745B parameters. In the abstract: 744. The model has 812B parameters."
    )
    assert (found.diverges, found.two_values, values(found)) == (False, ("a",), {"745B": "a", "812B": "a"})


@pytest.mark.parametrize(
    "text",
    [
        "## Rome\n\nThe old tower is 98 m high.\n\n## Milan\n\nThe old tower is 112 m high.",
        "- Price per unit: $4\n- Price per unit: $5",
        "The old tower is 98 m high. The old tower is 99 m high. The old tower is 97 m high.",
    ],
)
def test_who_speaks_of_several_things_in_the_same_words_is_compared_with_nobody(text):
    assert told(text) == ()
    assert [
        found for found in told(text, "The old tower is 80 m high.\n\n- Price per unit: $9") if found.diverges
    ] == []


def test_a_number_that_nobody_else_speaks_of_is_no_fact():
    assert told("The model has 744B parameters.", "The model is large.") == ()


def test_thousands_of_values_are_laid_side_by_side():
    """Each pair of them compared would be some hundred million comparisons."""
    both = [" ".join(f"The model has {at} billion parameters." for at in range(first, 7_000, 2)) for first in (1, 2)]
    assert told(*both) == ()
    letters = [" ".join(f"Sparse T{at}x Attention (STA)." for at in range(first, 4_000, 2)) for first in (1, 2)]
    assert [(len(found.values), found.diverges) for found in told(*letters)] == [(3_999, False)]


def test_the_same_said_twice_is_quoted_twice():
    one = respondent("a", turn(1, "", "The model has 744B parameters."), turn(2, "", "The model has 744B parameters."))
    other = respondent("b", turn(3, "", "The model has 744B parameters."))
    [found] = facts([one, other])
    [value] = found.values
    assert [(quote.respondent, quote.response, quote.response_id, quote.text) for quote in value.quotes] == [
        ("a", 0, 1, "The model has 744B parameters."),
        ("a", 1, 2, "The model has 744B parameters."),
        ("b", 0, 3, "The model has 744B parameters."),
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
        (one.kind, one.key, one.topic, one.diverges, one.near_identical, one.two_values,
         frozenset((value.key, frozenset(value.respondents), frozenset(value.quotes)) for value in one.values))
        for one in found
    }  # fmt: skip


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
    alone = {(found.kind, found.key): found for found in facts([one])}
    for found in facts([one, other]):
        assert [value.respondents for value in found.values] == [("a", "b")] * len(found.values)
        if single := alone.get((found.kind, found.key)):
            assert [value.key for value in found.values] == [value.key for value in single.values]
        assert found.two_values in ((), ("a", "b"))
