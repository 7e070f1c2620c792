"""What people decided, laid over the facts as computed."""

from hypothesis import given
from hypothesis import strategies as st

from collation.concordance import concordance, mentions
from collation.reviewed_facts import FactReading, Review, confirmed, joined, merges, overlay, parts
from tests.collation.said import FINCH, KITE, WREN
from tests.collation.voices import respondent, turn

VOICES = [
    respondent("kite", turn(1, "Is it safe?", KITE)),
    respondent("wren", turn(2, "Is it safe?", WREN)),
    respondent("finch", turn(3, "", FINCH)),
]
SAID = [(voice, [mentions(each) for each in voice.turns]) for voice in VOICES]
STA, PARAMETERS, TOKENS = ("acronym", "sta"), ("quantity", "parameters"), ("quantity", "tokens:training")


def review(topic: tuple[str, str], decision: str = "open", *, label: str = "", into: str = "", why: str = "") -> Review:
    return Review(*topic, decision, label, into, why, "Bob")


def reviewed(*reviews: Review):
    into = merges(reviews)
    return overlay(concordance(joined(SAID, into)), reviews, parts(SAID, into))


def test_without_reviews_the_facts_are_as_computed():
    facts = reviewed()
    assert tuple(one.fact for one in facts) == concordance(SAID)
    assert [one.topic for one in facts] == [STA, PARAMETERS, TOKENS]
    assert {(one.decision, one.review, one.renamed, one.parts) for one in facts} == {("open", None, False, ())}


def test_a_decision_and_a_name_are_laid_over():
    sta, parameters, _ = reviewed(review(STA, "confirmed", why="Read it."), review(PARAMETERS, label="Its size"))
    assert (sta.decision, sta.review.why, sta.review.by, sta.renamed) == ("confirmed", "Read it.", "Bob", False)
    assert (parameters.decision, parameters.fact.topic, parameters.computed) == ("open", "Its size", "Parameters")
    assert parameters.renamed


def test_a_review_of_a_fact_that_is_not_said_waits():
    assert reviewed(review(("name", "maker"), "confirmed")) == reviewed()


def test_merged_facts_are_one_that_the_rules_judge_anew():
    sta, tokens = reviewed(review(PARAMETERS, into="tokens:training"))
    assert (sta.topic, tokens.topic, tokens.fact.topic) == (STA, TOKENS, "Training tokens")
    assert tokens.parts == (("parameters", "Parameters"),)
    assert sorted(value.value for value in tokens.fact.values) == ["30B", "31B", "7T", "9T"]
    assert tokens.fact.self_contradictions == ("kite", "wren")


def test_an_acronym_takes_what_was_said_of_another():
    other = [respondent("dove", turn(4, "", "It rests on Slow Tree Approximation (STAP)."))]
    said = [*SAID, *((voice, [mentions(each) for each in voice.turns]) for voice in other)]
    into = merges([review(("acronym", "stap"), into="sta")])
    (sta,) = (fact for fact in concordance(joined(said, into)) if fact.kind == "acronym")
    assert sta.topic == "STA"
    assert [value.value for value in sta.values if "dove" in value.respondents] == ["Slow Tree Approximation"]


def test_merges_are_followed_to_their_end():
    chain = [review(("quantity", a), into=b) for a, b in (("a", "b"), ("b", "c"), ("d", "d2"))]
    assert merges(chain) == {("quantity", "a"): "c", ("quantity", "b"): "c", ("quantity", "d"): "d2"}


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcde"), max_size=5))
def test_every_chain_of_merges_ends(chain: dict[str, str]):
    found = merges([review(("name", key), into=into) for key, into in chain.items()])
    assert set(found) == {("name", key) for key in chain}
    assert all(target in "abcde" for target in found.values())


@given(st.sets(st.sampled_from([STA, PARAMETERS, TOKENS])), st.booleans())
def test_merges_lose_no_mention(merged: set, swap: bool):
    into = dict.fromkeys(merged, "tokens:training" if swap else "parameters")
    before = [(one.start, one.value) for _, turns in SAID for turn in turns for one in turn]
    after = [(one.start, one.value) for _, turns in joined(SAID, into) for turn in turns for one in turn]
    assert before == after


def test_what_may_be_published_is_what_was_confirmed():
    facts = reviewed(review(STA, "confirmed"), review(PARAMETERS, "dismissed"))
    kept = confirmed(
        FactReading(facts, {one.topic: () for one in facts}, ungrounded=("anything",), searched="abstract")
    )
    assert [one.topic for one in kept.facts] == [STA]
    assert (kept.ungrounded, kept.searched) == ((), "abstract")
