"""Where agreement counts for less than it seems."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collation.convergence import RUN, Agreeing, Discount, discounts, shared_runs
from collation.words import tokens
from tests.collation.voices import respondent, turn


def agreeing(key: str, text: str, basis: str = "full_paper", quote: str = "") -> Agreeing:
    one = replace(respondent(key, turn(1, "", text)), evidence_basis=basis, evidence_quote=quote)
    return Agreeing(one, (one.turns[0].text,))


def test_all_who_agree_saw_the_abstract_only():
    one, other = (
        agreeing("a", "It works.", "abstract_only", "I saw the abstract"),
        agreeing("b", "Yes.", "abstract_only"),
    )
    why = "All of them saw the abstract only: their agreement is no independent evidence."
    assert discounts([one, other]) == (Discount("basis", ("a", "b"), why, ("I saw the abstract",)),)
    assert discounts([one, agreeing("c", "Yes.")]) == ()
    assert discounts([one]) == ()


def test_they_rest_on_the_same_source():
    one, other = agreeing("a", "See https://www.news.test/wren."), agreeing("b", "By https://news.test/wren/ it works.")
    why = "2 of them rest on the same source, news.test/wren."
    assert discounts([one, other]) == (Discount("source", ("a", "b"), why, ("news.test/wren",)),)
    assert discounts([one, other], ["http://news.test/wren"]) == ()


def test_they_use_the_same_words():
    same = "a model that plans, writes and repairs the code of a whole project"
    one, other = agreeing("a", f"It is {same}."), agreeing("b", f"We see “{same.title()}” here.")
    why = "They use the same words: a run of 13 words in a row."
    assert discounts([one, other]) == (Discount("wording", ("a", "b"), why, (same,)),)


WORDS = st.lists(st.sampled_from("a b c d e".split()), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_runs_stand_in_both_texts_and_are_long_enough(one, other):
    for run in shared_runs(one, other):
        assert run in one
        assert len(run.split()) >= RUN
        words = run.split()
        assert all(" ".join(words[i : i + RUN]) in other for i in range(len(words) - RUN + 1))


@given(st.text(max_size=300))
def test_a_text_shares_all_its_words_with_itself(text):
    assert bool(shared_runs(text, text)) == (len(tokens(text)) >= RUN)
