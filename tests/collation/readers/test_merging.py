"""Facts and findings of several readers that are the same."""

from collation.facts.fact import Fact, FactValue, Quote
from collation.findings.candidates import Candidate
from collation.findings.points import RaisedPoint
from collation.readers.checked import CheckedFact, CheckedFinding, CheckedQuote, CheckedValue
from collation.readers.merging import Mergeable, groups, same_fact, same_finding


def made(topic: str, *quotes: tuple[str, int, int], kind: str = "claim") -> Mergeable:
    return Mergeable(kind, topic, tuple((who, 1, start, end) for who, start, end in quotes))


def test_one_topic_of_one_kind_is_one_fact():
    assert same_fact(made("The number of parameters"), made("Number of the parameter"))
    assert not same_fact(made("Parameters"), made("Parameters", kind="quantity"))
    assert not same_fact(made("Parameters"), made("Layers"))
    assert not same_fact(made("of the"), made("of a"))


def test_the_same_words_of_two_respondents_are_one_fact():
    one = made("DSA", ("a", 0, 40), ("b", 10, 60))
    assert same_fact(one, made("Meaning of the letters", ("a", 5, 40), ("b", 0, 35)))
    assert not same_fact(one, made("Meaning of the letters", ("a", 5, 40), ("b", 100, 135)))
    assert same_fact(one, made("Meaning of DSA", ("a", 5, 40)))


def test_one_sentence_may_hold_two_points():
    slow = made("It is slow", ("a", 0, 40), kind="weakness")
    assert not same_finding(slow, made("The price is high", ("a", 0, 40), kind="weakness"))
    assert same_finding(slow, made("It is a slow system", ("a", 0, 40), kind="other"))
    assert not same_finding(slow, made("It is slow", ("a", 0, 40), kind="strength"))


def test_groups_keep_the_order_and_do_not_drift():
    a = made("a1 b1", ("x", 0, 20), ("y", 0, 20))
    b = made("c1 d1", ("x", 0, 20), ("y", 0, 20), ("z", 0, 20), ("w", 0, 20))
    c = made("e1 f1", ("z", 0, 20), ("w", 0, 20))
    assert groups([a, b, c], same_finding) == ((0, 1), (2,))
    assert groups([], same_fact) == ()


def test_what_the_rules_found_is_compared_as_well():
    said = [CheckedQuote("a", 1, 10, 30, "x" * 20), CheckedQuote("b", 2, 0, 20, "y" * 20)]
    reader = CheckedFact(
        "Meaning of DSA", "acronym", True, tuple(CheckedValue("v", one.respondent, one) for one in said)
    )
    quotes = [Quote("a", 0, 1, 0, 40, "…"), Quote("b", 0, 2, 0, 40, "…")]
    values = tuple(FactValue("v", one.respondent, (one.respondent,), (one,)) for one in quotes)
    rules = Fact("DSA", "dsa", "acronym", True, values)
    assert same_fact(Mergeable.of(rules), Mergeable.of(reader))
    finding = CheckedFinding("f1", "It is slow", "weakness", tuple(said))
    points = tuple(
        (one.respondent, (RaisedPoint(one.response_id, 0, one.start, one.end, one.text, ()),)) for one in quotes
    )
    assert same_finding(Mergeable.of(Candidate("k", "The system is slow", points, "")), Mergeable.of(finding))
