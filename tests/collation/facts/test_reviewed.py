"""What people decided, laid over the facts as computed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collation.facts.compare import compare_mentions
from collation.facts.extract import mentions
from collation.facts.grounding import Grounding
from collation.facts.reviewed import (
    FactReading,
    Review,
    ReviewedFact,
    Strike,
    apply_decisions,
    confirmed_only,
    join_merged,
    merge_targets,
    merged_topics,
)
from tests.collation.samples.answers import respondent, turn
from tests.collation.samples.terms_and_numbers import FINCH, KITE, SAYS_SIZE, SAYS_TOKENS, SIZE, TOKENS, WREN

VOICES = [
    respondent("kite", turn(1, "Is it safe?", KITE)),
    respondent("wren", turn(2, "Is it safe?", WREN)),
    respondent("finch", turn(3, "", FINCH)),
]
SAID = [(voice, [mentions(each) for each in voice.turns]) for voice in VOICES]
STA, OF_SIZE, OF_TOKENS = ("acronym", "sta"), ("quantity", SIZE), ("quantity", TOKENS)


def review(topic: tuple[str, str], decision: str = "open", *, label: str = "", into: str = "", why: str = "") -> Review:
    return Review(*topic, decision, label, into, why, "Bob")


def read(*reviews: Review, strikes: tuple[Strike, ...] = ()) -> FactReading:
    into = merge_targets(reviews)
    facts = compare_mentions(join_merged(SAID, into))
    nothing = {(fact.kind, fact.key): (Grounding("not_found", "nothing"),) * len(fact.values) for fact in facts}
    bare = FactReading(tuple(ReviewedFact(fact, fact.topic, None) for fact in facts), nothing)
    return apply_decisions(bare, reviews, strikes, merged_topics(SAID, into))


def reviewed(*reviews: Review, strikes: tuple[Strike, ...] = ()) -> tuple[ReviewedFact, ...]:
    return read(*reviews, strikes=strikes).facts


def test_without_reviews_the_facts_are_as_computed():
    facts = reviewed()
    assert tuple(one.fact for one in facts) == compare_mentions(SAID)
    assert [one.topic for one in facts] == [STA, OF_SIZE, OF_TOKENS]
    assert {(one.decision, one.review, one.renamed, one.parts) for one in facts} == {("open", None, False, ())}


def test_a_decision_and_a_name_are_laid_over():
    sta, parameters, _ = reviewed(review(STA, "confirmed", why="Read it."), review(OF_SIZE, label="Its size"))
    assert (sta.decision, sta.review.why, sta.review.by, sta.renamed) == ("confirmed", "Read it.", "Bob", False)
    assert (parameters.decision, parameters.fact.topic, parameters.computed) == ("open", "Its size", SAYS_SIZE)
    assert parameters.renamed


def test_a_review_of_a_fact_that_is_not_said_waits():
    wings = ("quantity", "wings")
    laid = read(review(wings, "confirmed", why="Counted."), review(("quantity", "tails")), review(STA, "confirmed"))
    assert [one.topic for one in laid.facts] == [STA, OF_SIZE, OF_TOKENS]
    assert laid.out_of_sight == (review(wings, "confirmed", why="Counted."),)
    assert confirmed_only(laid).out_of_sight == ()
    assert read(review(wings, "confirmed", into=SIZE)).out_of_sight == ()


def test_merged_facts_are_one_that_the_rules_judge_anew():
    sta, tokens = reviewed(review(OF_SIZE, into=TOKENS))
    assert (sta.topic, tokens.topic, tokens.fact.topic) == (STA, OF_TOKENS, SAYS_TOKENS)
    assert tokens.parts == ((SIZE, SAYS_SIZE),)
    assert sorted(value.value for value in tokens.fact.values) == ["30B", "31B", "7T", "9T"]
    assert tokens.fact.two_values == ("kite", "wren")


def test_an_acronym_takes_what_was_said_of_another():
    other = [respondent("dove", turn(4, "", "It rests on Slow Tree Approximation (STAP)."))]
    said = [*SAID, *((voice, [mentions(each) for each in voice.turns]) for voice in other)]
    into = merge_targets([review(("acronym", "stap"), into="sta")])
    (sta,) = (fact for fact in compare_mentions(join_merged(said, into)) if fact.kind == "acronym")
    assert sta.topic == "STA"
    assert [value.value for value in sta.values if "dove" in value.respondents] == ["Slow Tree Approximation"]


def test_merges_are_followed_to_their_end():
    chain = [review(("quantity", a), into=b) for a, b in (("a", "b"), ("b", "c"), ("d", "d2"))]
    assert merge_targets(chain) == {("quantity", "a"): "c", ("quantity", "b"): "c", ("quantity", "d"): "d2"}


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcde"), max_size=5))
def test_every_chain_of_merges_ends(chain: dict[str, str]):
    found = merge_targets([review(("name", key), into=into) for key, into in chain.items()])
    assert set(found) == {("name", key) for key in chain}
    assert all(target in "abcde" for target in found.values())


@given(st.sets(st.sampled_from([STA, OF_SIZE, OF_TOKENS])), st.booleans())
def test_merges_lose_no_mention(merged: set, swap: bool):
    into = dict.fromkeys(merged, TOKENS if swap else SIZE)
    before = [(one.start, one.value) for _, turns in SAID for turn in turns for one in turn]
    after = [(one.start, one.value) for _, turns in join_merged(SAID, into) for turn in turns for one in turn]
    assert before == after


def test_what_may_be_published_is_what_was_confirmed():
    struck = (Strike(*STA, "", "Shared Token Attention", "A slip.", "Bob"),)
    laid = read(review(STA, "confirmed"), review(OF_SIZE, "dismissed"), strikes=struck)
    assert [strike.text for strike, _ in laid.facts[0].struck] == ["Shared Token Attention"]
    kept = confirmed_only(replace(laid, ungrounded=("anything",), searched="abstract"))
    assert [(one.topic, one.struck, one.fact.diverges) for one in kept.facts] == [(STA, (), False)]
    assert "Shared" not in str(kept.facts)
    assert (kept.ungrounded, kept.searched) == ((), "abstract")


def test_who_contradicts_itself_is_for_a_person_to_say():
    for decision, said in (("open", ()), ("dismissed", ()), ("confirmed", ("wren",))):
        size = next(one for one in reviewed(review(OF_SIZE, decision)) if one.topic == OF_SIZE)
        assert (size.fact.two_values, size.self_contradictions) == (("wren",), said)


def test_a_struck_value_is_out_of_the_fact_and_what_follows_from_it():
    strike = Strike(*OF_SIZE, "31000000000", "31B", "A slip.", "Bob")
    laid = read(review(OF_SIZE, "confirmed", label="Its size"), strikes=(strike,))
    size = next(one for one in laid.facts if one.topic == OF_SIZE)
    assert ([value.value for value in size.fact.values], size.fact.topic) == (["30B"], "Its size")
    assert (size.fact.diverges, size.fact.two_values, size.self_contradictions, size.is_disputed) == (
        False,
        (),
        (),
        False,
    )
    assert [(one, value.value) for one, value in size.struck] == [(strike, "31B")]
    assert len(laid.grounding[OF_SIZE]) == 1


@given(st.sets(st.sampled_from(["30B", "31B", "9T", "7T", "Sparse Tree Attention", "not known"])))
def test_no_struck_value_is_left_and_no_other_is_lost(texts: set[str]):
    topics = (STA, OF_SIZE, OF_TOKENS)
    strikes = tuple(Strike(*topic, "", text, "", "Bob") for topic in topics for text in sorted(texts))
    before = {one.topic: {value.value for value in one.fact.values} for one in reviewed()}
    for one in reviewed(strikes=strikes):
        assert {value.value for value in one.fact.values} == before[one.topic] - texts
