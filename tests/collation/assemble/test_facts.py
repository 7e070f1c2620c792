"""The facts of a record: read once, whatever is decided about them."""

import pytest

from collation.assemble.cache import forget_computed
from collation.assemble.collation import collate, record_of
from collation.assemble.facts import caveats_of, fact_reading, paper_of
from collation.facts import extract
from reviews.domain.facts import merge_fact, restore_value, review_fact, strike_value
from reviews.domain.papers import store_pages
from reviews.lens import lens
from reviews.models import Comparison
from tests.collation.samples.terms_and_numbers import KITE, SIZE, TOKENS, WREN
from tests.factories import make_transcript


@pytest.fixture(autouse=True)
def fresh_cache():
    forget_computed()


@pytest.fixture
def told(comparison: Comparison) -> Comparison:
    for name, said in (("Kite", KITE), ("Wren", WREN)):
        make_transcript(comparison, name, ("Is it safe?", said))
    return comparison


@pytest.fixture
def read(told, bob):
    """Reads the facts, as Bob may know them."""

    def _read():
        view = lens(bob, told)
        return fact_reading(told, view, record_of(told, view).respondents)

    return _read


@pytest.fixture
def analysed(monkeypatch) -> list[str]:
    """The turns whose mentions were looked for, by their first words."""
    seen: list[str] = []
    look = extract.mentions

    def watched(turn):
        seen.append(turn.text[:20])
        return look(turn)

    monkeypatch.setattr(extract, "mentions", watched)
    return seen


def test_one_more_transcript_costs_one_analysis(told, read, analysed):
    assert [one.topic[1] for one in read().facts] == ["sta", SIZE, TOKENS]
    assert len(analysed) == 2
    read()
    make_transcript(told, "Dove", ("Is it safe?", "The model has 29B parameters."))
    size = next(one.fact for one in read().facts if one.fact.key == SIZE)
    assert "29B" in [value.value for value in size.values]
    assert analysed[2:] == ["The model has 29B pa"]


def test_a_decision_or_a_merge_reads_nothing_anew(told, read, analysed, bob):
    read()
    review_fact(comparison=told, by=bob, kind="acronym", topic="sta", decision="confirmed")
    assert [one.decision for one in read().facts] == ["confirmed", "open", "open"]
    merge_fact(comparison=told, by=bob, kind="quantity", topic=SIZE, into=TOKENS)
    assert [one.topic[1] for one in read().facts] == ["sta", TOKENS]
    merge_fact(comparison=told, by=bob, kind="quantity", topic=SIZE, into="")
    assert [one.topic[1] for one in read().facts] == ["sta", SIZE, TOKENS]
    assert len(analysed) == 2


def test_an_unchanged_reading_costs_one_query_once_somebody_has_decided_something(told, bob, django_assert_num_queries):
    view = lens(bob, told)
    respondents = record_of(told, view).respondents
    fact_reading(told, view, respondents)
    with django_assert_num_queries(0):
        undecided = fact_reading(told, view, respondents)
    fact = undecided.facts[0].fact
    review_fact(comparison=told, by=bob, kind=fact.kind, topic=fact.key, decision="dismissed")
    told.refresh_from_db()
    with django_assert_num_queries(1):
        facts = fact_reading(told, view, respondents)
    assert facts.facts != undecided.facts
    del told.summary["facts"]  # as decisions were before it was kept
    forget_computed()
    assert fact_reading(told, view, respondents) == facts
    collation = collate(told, view)
    with django_assert_num_queries(0):
        caveats_of(told, view, collation, facts)


def test_pages_that_were_not_given_are_empty(told):
    store_pages(comparison=told, text="--- page 2 ---\nTwo.\n--- page 4 ---\nFour.")
    assert paper_of(told).pages == ("", "Two.", "", "Four.")


def test_a_struck_value_stays_out_when_the_text_is_read_anew(told, read, bob):
    def size():
        return next(one for one in read().facts if one.fact.key == SIZE)

    known = {value.value: value.key for value in size().fact.values}
    strike_value(comparison=told, by=bob, kind="quantity", topic=SIZE, value=known["31B"], text="31B", why="A slip.")
    assert ([value.value for value in size().fact.values], size().is_disputed) == (["30B"], False)
    assert [(strike.text, strike.by, strike.why) for strike, _ in size().struck] == [("31B", "Bob", "A slip.")]
    forget_computed()
    make_transcript(told, "Dove", ("Is it safe?", "The model has 31 billion parameters. The model is safe."))
    assert [value.value for value in size().fact.values] == ["30B"]
    told.struck_values.update(value="under other rules")
    assert [value.value for value in size().fact.values] == ["30B"]
    told.struck_values.update(text="31 of them")
    assert [value.value for value in size().fact.values] == ["30B", "31B"]


def test_a_struck_value_can_be_put_back(told, read, bob, alice):
    before = read()
    key = next(one for one in before.facts if one.fact.key == SIZE).fact.values[1].key
    where = {"comparison": told, "kind": "quantity", "topic": SIZE, "value": key}
    strike_value(**where, by=bob, text="31B")
    assert read() != before
    restore_value(**where, by=alice)
    assert read() == before
