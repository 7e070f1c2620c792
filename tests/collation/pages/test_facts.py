"""The facts as they are shown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.facts.compare import facts
from collation.facts.fact import Crux
from collation.facts.grounding import Grounding, PaperText, ground
from collation.facts.reviewed import FactReading, Review, ReviewedFact, Strike, apply_decisions
from collation.pages import facts as fact_page
from collation.pages.facts import FactFilter, ShownStruck
from reviews.models import FactKind
from tests.collation.samples.answers import respondent, turn
from tests.collation.samples.terms_and_numbers import ABSTRACT, FINCH, KITE, SAYS_SIZE, SAYS_TOKENS, SIZE, TOKENS, WREN

VOICES = (
    respondent("kite", turn(1, "Is it safe?", KITE)),
    respondent("wren", turn(2, "Is it safe?", WREN)),
    respondent("finch", turn(3, "", FINCH), kind="person"),
)
STORED = PaperText(ABSTRACT)
NOTHING = (Grounding("not_found", "nothing"),)
COMPUTED = {one.key: one for one in facts(VOICES)}


def one(key: str, decision: str = "open") -> ReviewedFact:
    fact = COMPUTED[key]
    review = None if decision == "open" else Review(fact.kind, key, decision, "", "", "", "Bob")
    return ReviewedFact(fact, fact.topic, review)


ALL = [one("sta"), one(SIZE, "confirmed"), one(TOKENS, "dismissed")]


def laid_out(*chosen: ReviewedFact, paper: PaperText = STORED):
    found = {one.topic: tuple(ground(one.fact, value, paper) for value in one.fact.values) for one in chosen}
    return fact_page.shown(chosen, found, VOICES)


def test_people_can_decide_about_every_kind_that_is_computed_or_reported():
    assert {fact.kind for fact in COMPUTED.values()} <= set(fact_page.KINDS)
    assert set(fact_page.KINDS) == set(FactKind.values)


NOTHING_ASKED = FactFilter()


def test_a_kind_that_only_readers_report_is_offered_if_there_is_one():
    def offered(facts, asked=NOTHING_ASKED):
        return [choice.words for choice in fact_page.choices(facts, asked)[1]]

    claim = replace(one("sta"), fact=replace(one("sta").fact, kind="claim"))
    of_rules = [one("sta")]
    assert offered(of_rules) == ["all kinds", "terms", "numbers"]
    assert offered([*of_rules, claim]) == ["all kinds", "terms", "numbers", "claims"]
    assert offered(of_rules, FactFilter(kind="date")) == ["all kinds", "terms", "numbers", "dates"]


def test_a_fact_shows_who_says_which_in_which_words_and_what_the_paper_has():
    (sta,) = laid_out(one("sta"))
    assert (sta.title, sta.notes, sta.others) == ("What “STA” stands for", (), ())
    told = [(value.text, value.known, value.who, value.found, value.status, value.paper) for value in sta.values]
    in_paper = "It rests on Sparse Tree Attention (STA)."
    assert told == [
        ("Sparse Tree Attention", True, "Kite", "found", "found in the abstract", in_paper),
        ("Shared Token Attention", True, "Wren", "contradicted", "another value in the abstract", in_paper),
        ("Not known or not explained", False, "Finch", "", "", ""),
    ]
    (quote,) = sta.values[0].quotes
    assert (quote.name, quote.turn, quote.response_id, quote.more) == ("Kite", 1, 1, ())
    assert (quote.before, quote.value, quote.after) == (
        "It rests on ",
        "Sparse Tree Attention",
        " (STA).",
    )
    assert quote.place == "at-10:~:text=It%20rests%20on%20Sparse%20Tree%20Attention"


def test_two_values_are_a_contradiction_only_once_a_person_confirmed_it():
    (size,) = laid_out(one(SIZE))
    assert (size.title, size.notes) == (f"“{SAYS_SIZE}”", ("Wren gives two values",))
    assert [(value.text, value.who) for value in size.values] == [("30B", "Kite and Wren"), ("31B", "Wren")]
    for decision, notes in (("dismissed", "Wren gives two values"), ("confirmed", "Wren contradicts itself")):
        assert laid_out(one(SIZE, decision))[0].notes == (notes,)
    person = (VOICES[0], replace(VOICES[1], kind="person"), VOICES[2])
    (size,) = fact_page.shown([one(SIZE, "confirmed")], {("quantity", SIZE): NOTHING * 2}, person)
    assert size.notes == ("Wren says two things",)


def test_a_struck_value_is_shown_apart_with_who_and_why():
    strike = Strike("quantity", SIZE, "31000000000", "31B", "A slip.", "Bob")
    gone = Strike("quantity", SIZE, "32000000000", "32B", "", "Ann")
    left = apply_decisions(FactReading((one(SIZE),), {("quantity", SIZE): NOTHING * 2}), (), [strike, gone], {})
    (size,) = fact_page.shown(left.facts, left.grounding, VOICES)
    assert ([value.text for value in size.values], size.notes) == (["30B"], ())
    assert size.struck == (
        ShownStruck("31000000000", "31B", "Wren", "Bob", "A slip."),
        ShownStruck("32000000000", "32B", "", "Ann", ""),
    )


def test_facts_of_a_kind_can_be_merged_into_each_other():
    sta, parameters, tokens = laid_out(*ALL)
    assert (sta.others, parameters.others, tokens.others) == (
        (),
        ((TOKENS, SAYS_TOKENS),),
        ((SIZE, SAYS_SIZE),),
    )
    assert len({sta.anchor, parameters.anchor, tokens.anchor}) == 3


def test_a_quotation_of_a_turn_that_is_not_at_hand_leads_nowhere():
    bare = tuple(respondent(each.key, kind=each.kind) for each in VOICES)
    (sta,) = fact_page.shown([one("sta")], {("acronym", "sta"): NOTHING * 3}, bare)
    assert {quote.place for value in sta.values for quote in value.quotes} == {""}
    assert {value.status for value in sta.values} == {""}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Grounding("found", "abstract", "So."), "found in the abstract"),
        (Grounding("found", "full_text", "So.", 4), "found on p. 4"),
        (Grounding("contradicted", "full_text", "So.", 12), "another value on p. 12"),
        (Grounding("contradicted", "full_text", "So."), "another value in the abstract"),
        (Grounding("not_found", "abstract"), "not found in the abstract"),
        (Grounding("not_found", "full_text"), "not found in the full text"),
        (Grounding("not_found", "nothing"), ""),
    ],
)
def test_what_the_paper_has_in_words(found, words):
    assert fact_page.paper_says(found) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("The mill has 40 looms.", "The mill has 50 looms."), ""),
        (("The mill has 400 looms.", "The mill has 401 looms."), "nearly the same"),
        (("The mill has 40 looms.", "The mill has at least 30 looms."), "no difference seen"),
        (("The mill has 40 looms.", "The mill has 40 looms."), "given alike"),
        (("MLA (Mill and Loom Act) holds.",), ""),
        (("MLA (Mill and Loom Act) holds.", "I do not know what MLA stands for."), ""),
    ],
)
def test_how_the_values_stand_to_each_other(said, words):
    voices = tuple(respondent("abc"[at], turn(at, "", text)) for at, text in enumerate(said))
    (fact,) = facts(voices)
    grounding = {(fact.kind, fact.key): NOTHING * len(fact.values)}
    (shown,) = fact_page.shown([ReviewedFact(fact, fact.topic, None)], grounding, voices)
    assert shown.together == words


def test_what_several_differ_on_comes_before_what_one_gives_twice():
    alone = facts((VOICES[1],))
    twice = [ReviewedFact(fact, fact.topic, None) for fact in alone]
    assert [each.fact.key for each in fact_page.ordered([*twice, *ALL])] == [SIZE, "sta", TOKENS, SIZE, "sta"]


@pytest.mark.parametrize(
    ("parameters", "asked", "query", "held"),
    [
        ({}, FactFilter(), "", ["sta", SIZE]),
        ({"show": "all"}, FactFilter("all"), "?show=all", ["sta", SIZE, TOKENS]),
        ({"show": "confirmed"}, FactFilter("confirmed"), "?show=confirmed", [SIZE]),
        ({"show": "dismissed"}, FactFilter("dismissed"), "?show=dismissed", [TOKENS]),
        ({"kind": "acronym"}, FactFilter(kind="acronym"), "?kind=acronym", ["sta"]),
        ({"show": "all", "kind": "quantity"}, FactFilter("all", "quantity"), "?show=all&kind=quantity", [SIZE, TOKENS]),
        ({"kind": "name"}, FactFilter(kind="name"), "?kind=name", []),
        ({"kind": "opinion"}, FactFilter(), "", ["sta", SIZE]),
        ({"show": "<x>", "kind": "9"}, FactFilter(), "", ["sta", SIZE]),
    ],
)
def test_what_is_asked_for(parameters, asked, query, held):
    assert FactFilter.asked_by(parameters) == asked
    assert asked.query == query
    assert [each.fact.key for each in ALL if asked.holds(each)] == held


def test_the_filters_count_what_is_behind_them():
    shows, kinds = fact_page.choices(ALL, FactFilter("all", "quantity"))
    assert [(each.words, each.count, each.query, each.on) for each in shows] == [
        ("diverging", 1, "?kind=quantity", False),
        ("all", 2, "?show=all&kind=quantity", True),
        ("confirmed", 1, "?show=confirmed&kind=quantity", False),
        ("dismissed", 1, "?show=dismissed&kind=quantity", False),
    ]
    assert [(each.words, each.count, each.on) for each in kinds] == [
        ("all kinds", 3, False),
        ("terms", 1, False),
        ("numbers", 2, True),
    ]


def test_all_in_a_sentence():
    assert fact_page.summary(ALL) == "On two topics the values differ: one confirmed and one to look at."
    assert fact_page.summary([one("sta")]) == "On one topic the values differ: one to look at."
    assert fact_page.summary([]) == "No reader sees a difference."
    assert (fact_page.open_count(ALL), fact_page.open_count([])) == (1, 0)


def test_a_long_quotation_is_cut_around_the_value():
    before, value, after = fact_page.around("a " * 200 + "30B  parameters\tand " + "b " * 200, "30b")
    assert value == "30B"
    assert before.startswith("… a a") and before.endswith("a ")
    assert after.startswith(" parameters · and b b") and after.endswith(" b…")
    assert len(before + value + after) < 240


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.text(max_size=5))
def test_a_short_quotation_is_whole(text, value):
    pieces = fact_page.around(text, value)
    assert "".join(pieces) == " · ".join(" ".join(cell.split()) for cell in text.split("\t")).strip()


def test_who_gives_two_values_alone_is_shown_too():
    alone = (respondent("wren", turn(2, "Is it safe?", WREN)),)
    size = next(ReviewedFact(fact, fact.topic, None) for fact in facts(alone) if fact.key == SIZE)
    assert (size.fact.diverges, size.is_disputed) == (False, True)
    assert FactFilter().holds(size)
    assert fact_page.summary([size]) == "On one topic the values differ: one to look at."


def test_what_would_settle_most_comes_first_and_what_is_decided_not_at_all():
    def settled_by(text, *cells, key="sta"):
        reviewed = one(key)
        return replace(reviewed, fact=replace(reviewed.fact, settled_by=Crux(text, cells)))

    few = settled_by("Section 2 would say", ("works", "ada"), ("works", "ada"))
    many = settled_by("The table would say", ("works", "ada"), ("works", "bert"))
    assert [(crux.text, crux.cells) for crux in fact_page.cruxes([few, many, one("sta")])] == [
        ("The table would say", 2),
        ("Section 2 would say", 1),
    ]
    decided = Review("acronym", "sta", "confirmed", "", "", "", "Alice")
    assert fact_page.cruxes([replace(few, review=decided)]) == ()
