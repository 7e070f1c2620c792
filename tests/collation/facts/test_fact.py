"""What a fact says of itself."""

from collation.facts.fact import NOT_KNOWN, Fact, FactValue


def value(text: str, *respondents: str) -> FactValue:
    return FactValue(text, text, respondents, ())


def test_respondents_are_named_once_in_the_order_of_the_values():
    fact = Fact("DSA", "dsa", "acronym", True, (value("one", "a", "b"), value("another", "b", "c")))
    assert fact.respondents == ("a", "b", "c")


def test_who_says_that_it_is_not_known_gives_no_value():
    assert [value(text, "a").known for text in ("deep sea angling", NOT_KNOWN)] == [True, False]
