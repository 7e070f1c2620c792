"""What people decide about facts."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.domain.facts import merge_fact, relabel_fact, restore_value, review_fact, strike_value
from reviews.models import FactReview, StruckValue
from reviews.refusal import Refused


@pytest.fixture
def say(comparison, bob):
    """A verb asked by Bob, of the fact of that key."""

    def _say(verb, topic="wings", **said):
        return verb(comparison=comparison, by=bob, kind="quantity", topic=topic, **said)

    return _say


def told(comparison) -> list[tuple]:
    return list(comparison.fact_reviews.values_list("topic", "decision", "label", "merged_into", "why"))


def test_a_decision_takes_the_place_of_the_one_before(comparison, say, alice):
    say(review_fact, decision="confirmed", why="  Counted. ")
    assert told(comparison) == [("wings", "confirmed", "", "", "Counted.")]
    review = review_fact(comparison=comparison, by=alice, kind="quantity", topic="wings", decision="dismissed")
    assert told(comparison) == [("wings", "dismissed", "", "", "")]
    assert review.created_by == alice
    say(review_fact, decision="open")
    assert told(comparison) == [("wings", "open", "", "", "")]


def test_other_words_of_the_review_stay(comparison, say):
    say(relabel_fact, label="  How many \n wings ")
    say(merge_fact, into="limbs")
    say(review_fact, decision="confirmed", why="Counted.")
    assert told(comparison) == [("wings", "confirmed", "How many wings", "limbs", "Counted.")]
    say(relabel_fact, label="")
    say(merge_fact, into="")
    assert told(comparison) == [("wings", "confirmed", "", "", "Counted.")]


def test_a_label_is_cut_to_its_place(comparison, say):
    assert say(relabel_fact, label="x" * 300).label == "x" * 200


@pytest.mark.parametrize("decision", ["", "maybe"])
def test_no_other_decision(comparison, say, decision):
    with pytest.raises(Refused, match="Confirm the fact, dismiss it, or leave it open") as refused:
        say(review_fact, decision=decision)
    assert refused.value.field == "decision"
    assert told(comparison) == []


def test_no_merge_into_itself_or_in_a_circle(comparison, say):
    say(merge_fact, "a", into="b")
    say(merge_fact, "b", into="c")
    for topic, into in (("a", "a"), ("c", "c"), ("b", "a"), ("c", "a")):
        with pytest.raises(Refused, match="A fact cannot be merged into itself") as refused:
            say(merge_fact, topic, into=into)
        assert refused.value.field == "into"
    assert told(comparison) == [("a", "open", "", "b", ""), ("b", "open", "", "c", "")]


def test_merges_of_another_kind_make_no_circle(comparison, say, bob):
    say(merge_fact, "a", into="b")
    merge_fact(comparison=comparison, by=bob, kind="acronym", topic="b", into="a")
    assert comparison.fact_reviews.count() == 2


def test_a_review_is_a_change_that_leaves_the_reading_as_it_is(comparison, say):
    before = comparison.revision, comparison.text_revision
    say(review_fact, decision="confirmed")
    assert (comparison.revision, comparison.text_revision) == (before[0] + 1, before[1])


@pytest.mark.parametrize(
    "words",
    [
        {"topic": "wings"},
        {"topic": "tails", "kind": "colour"},
        {"topic": "tails", "decision": "maybe"},
        {"topic": "tails", "merged_into": "tails"},
    ],
)
def test_the_database_refuses_what_the_verbs_refuse(comparison, say, bob, words):
    say(review_fact, decision="open")
    fact = {"comparison": comparison, "kind": "quantity", "created_by": bob, "created_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        FactReview.objects.create(**{**fact, **words})


def strikes(comparison) -> list[tuple]:
    return list(comparison.struck_values.values_list("value", "text", "why", "created_by__name", "restored_by__name"))


def test_a_value_is_struck_once_and_every_strike_is_kept(comparison, say, alice):
    say(strike_value, value="4", text="four", why=" Counted. ")
    revision = comparison.revision
    strike_value(comparison=comparison, by=alice, kind="quantity", topic="wings", value="4", text="4", why="Mine.")
    assert strikes(comparison) == [("4", "four", "Counted.", "Bob", None)]
    assert comparison.revision == revision
    restore_value(comparison=comparison, by=alice, kind="quantity", topic="wings", value="4")
    assert not comparison.struck_values.standing().exists()
    say(strike_value, value="4", text="four")
    assert strikes(comparison) == [("4", "four", "Counted.", "Bob", "Alice"), ("4", "four", "", "Bob", None)]
    assert (comparison.revision, comparison.text_revision) == (revision + 2, comparison.text_revision)


@pytest.mark.parametrize("value", ["", "x" * 301])
def test_a_value_without_a_name_is_not_struck(comparison, say, value):
    with pytest.raises(Refused, match="cannot be struck out") as refused:
        say(strike_value, value=value, text="four")
    assert (refused.value.field, strikes(comparison)) == ("value", [])


def test_what_is_not_out_is_not_put_back(comparison, say):
    say(strike_value, value="4", text="four")
    for topic, value in (("wings", "5"), ("tails", "4")):
        with pytest.raises(Refused, match="This value is back already"):
            say(restore_value, topic, value=value)
    assert strikes(comparison) == [("4", "four", "", "Bob", None)]


def test_the_database_holds_one_standing_strike_of_a_value(comparison, say, bob):
    say(strike_value, value="4", text="four")
    row = {"comparison": comparison, "kind": "quantity", "topic": "wings", "value": "4", "text": "four"}
    restored = {"restored_by": bob, "value": "5"}, {"restored_at": timezone.now(), "value": "5"}
    for more in ({}, {"kind": "colour"}, *restored):
        with pytest.raises(IntegrityError), transaction.atomic():
            StruckValue.objects.create(**{**row, "created_by": bob, "created_at": timezone.now(), **more})


def test_whoever_decided_stays_named_when_somebody_else_renames_or_merges(comparison, say, alice, bob):
    confirmed = review_fact(comparison=comparison, by=alice, kind="quantity", topic="wings", decision="confirmed")
    fact = {"comparison": comparison, "by": bob, "kind": "quantity", "topic": "wings"}
    for renamed in (relabel_fact(**fact, label="Wings"), merge_fact(**fact, into="limbs")):
        assert (renamed.decision, renamed.created_by, renamed.created_at) == (
            "confirmed",
            alice,
            confirmed.created_at,
        )
    assert review_fact(**fact, decision="dismissed").created_by == bob
