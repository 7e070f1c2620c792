"""Mentions of terms and numbers in one turn."""

from hypothesis import given

from collation.facts.extract import mentions
from tests.collation.samples.accounts import TEXTS
from tests.collation.samples.answers import plain_turn


def test_terms_and_numbers_are_in_the_order_of_the_text():
    text = (
        "The bridge carries 12 trams an hour. It uses dynamic sparse attention (DSA). The bridge carries 9 cars a day."
    )
    assert [(mention.kind, mention.value) for mention in mentions(plain_turn(1, "", text))] == [
        ("quantity", "12"),
        ("acronym", "dynamic sparse attention"),
        ("quantity", "9"),
    ]


@given(TEXTS)
def test_every_mention_is_a_range_of_the_text_and_comes_once(text):
    found = mentions(plain_turn(1, "", text))
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert len(set(found)) == len(found)
