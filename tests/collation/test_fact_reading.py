"""The facts of a record: read once, whatever is decided about them."""

import pytest
from django.core.cache import cache

from collation import concordance
from collation.collate import collate, record_of
from collation.fact_reading import caveats_of, fact_reading, paper_of
from collation.grounding import Grounding
from reviews.comparing import describe_paper
from reviews.fact_reviewing import merge_fact, review_fact
from reviews.lens import lens
from reviews.models import Comparison
from reviews.paper_text import store_pages
from tests.collation.said import ABSTRACT, KITE, WREN
from tests.factories import make_transcript


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def told(comparison: Comparison) -> Comparison:
    for name, said in (("Kite", KITE), ("Wren", WREN)):
        make_transcript(comparison, name, ("Is it safe?", said))
    return comparison


@pytest.fixture
def read(told, bob):
    """Reads the facts, as Bob may know them."""
    view = lens(bob, told)
    return lambda: fact_reading(told, view, record_of(told, view).respondents)


@pytest.fixture
def analysed(monkeypatch) -> list[str]:
    """The turns whose mentions were looked for, by their first words."""
    seen: list[str] = []
    look = concordance.mentions

    def watched(turn):
        seen.append(turn.text[:20])
        return look(turn)

    monkeypatch.setattr(concordance, "mentions", watched)
    return seen


def test_one_more_transcript_costs_one_analysis(told, read, analysed):
    assert [one.topic[1] for one in read().facts] == ["sta", "parameters", "tokens:training"]
    assert len(analysed) == 2
    read()
    make_transcript(told, "Dove", ("Is it safe?", "The dove has 29B parameters."))
    size = next(one.fact for one in read().facts if one.fact.key == "parameters")
    assert "29B" in [value.value for value in size.values]
    assert analysed[2:] == ["The dove has 29B par"]


def test_a_decision_or_a_merge_reads_nothing_anew(told, read, analysed, bob):
    read()
    review_fact(comparison=told, by=bob, kind="acronym", topic="sta", decision="confirmed")
    assert [one.decision for one in read().facts] == ["confirmed", "open", "open"]
    merge_fact(comparison=told, by=bob, kind="quantity", topic="parameters", into="tokens:training")
    assert [one.topic[1] for one in read().facts] == ["sta", "tokens:training"]
    merge_fact(comparison=told, by=bob, kind="quantity", topic="parameters", into="")
    assert [one.topic[1] for one in read().facts] == ["sta", "parameters", "tokens:training"]
    assert len(analysed) == 2


def test_an_unchanged_reading_costs_one_query(told, bob, django_assert_num_queries):
    view = lens(bob, told)
    respondents = record_of(told, view).respondents
    fact_reading(told, view, respondents)
    with django_assert_num_queries(1):
        fact_reading(told, view, respondents)
    collation = collate(told, view)
    caveats_of(told, view, collation)
    with django_assert_num_queries(1):
        caveats_of(told, view, collation)


def test_pages_that_were_not_given_are_empty(told):
    store_pages(comparison=told, text="--- page 2 ---\nTwo.\n--- page 4 ---\nFour.")
    assert paper_of(told).pages == ("", "Two.", "", "Four.")


def test_a_rating_is_looked_for_nowhere(told, bob):
    describe_paper(comparison=told, paper={"abstract": ABSTRACT})
    for name, rating in (("Ada", "7 out of 10"), ("Bert", "4 out of 10")):
        make_transcript(told, name, ("Is it safe?", f"Overall rating: {rating}."))
    view = lens(bob, told)
    reading = fact_reading(told, view, record_of(told, view).respondents)
    rating = next(topic for topic in reading.grounding if topic[1].startswith("rating"))
    assert reading.grounding[rating] == (Grounding("not_found", "nothing"),) * 2
    assert reading.searched == "abstract"
