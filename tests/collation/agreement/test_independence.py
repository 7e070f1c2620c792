"""Where agreement counts for less than it seems."""

from dataclasses import replace

from collation.agreement.independence import Dependence, dependences
from collation.record import Respondent
from tests.collation.samples.answers import respondent, turn


def agreeing(key: str, text: str, basis: str = "full_paper", quote: str = "") -> Respondent:
    return replace(respondent(key, turn(1, "", text)), evidence_basis=basis, evidence_quote=quote)


def test_all_who_agree_saw_the_abstract_only():
    one, other = (
        agreeing("a", "It works.", "abstract_only", "I saw the abstract"),
        agreeing("b", "Yes.", "abstract_only"),
    )
    why = "All of them saw the abstract only: their agreement is no independent evidence."
    assert dependences([one, other]) == (Dependence("basis", ("a", "b"), why, ("I saw the abstract",)),)
    assert dependences([one, agreeing("c", "Yes.")]) == ()
    assert dependences([one]) == ()


def test_they_cite_the_same_source():
    one, other = agreeing("a", "See https://www.news.test/wren."), agreeing("b", "By https://news.test/wren/ it works.")
    why = "2 of them cite the same source, news.test/wren."
    assert dependences([one, other]) == (Dependence("source", ("a", "b"), why, ("news.test/wren",)),)
    assert dependences([one, other], ["http://news.test/wren"]) == ()


def test_what_nobody_says_is_not_known():
    one, other = agreeing("a", "It works.", "unknown"), agreeing("b", "Yes.", "unknown")
    why = "What any of them could read is not known, and so not whether they agree of their own accord."
    assert dependences([one, other]) == (Dependence("basis", ("a", "b"), why, ()),)


def test_the_same_words_are_no_reason():
    same = "a model that plans, writes and repairs the code of a whole project"
    assert dependences([agreeing("a", f"It is {same}."), agreeing("b", f"It is {same}.")]) == ()
