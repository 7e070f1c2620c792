"""What people decide keeps a history, which names whoever did it; what follows from a document names its cause."""

import pytest

from reviews.domain.facts import relabel_fact, restore_value, review_fact, strike_value
from reviews.domain.findings import (
    NewPoint,
    dismiss_suggestion,
    dissolve_finding,
    gather_finding,
    merge_findings,
    quote_in_finding,
    rate_finding,
    rename_finding,
    restore_suggestion,
    set_opposing,
    split_finding,
)
from reviews.domain.threads import delete_comment, edit_comment, open_thread
from reviews.models import (
    Comment,
    DismissedSuggestion,
    FactReview,
    Finding,
    Point,
    Rating,
    Response,
    StruckValue,
)
from tests.factories import make_transcript


@pytest.fixture
def ada(comparison) -> Response:
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is safe. It is slow.")).responses.get()


def told(model, *fields: str) -> list[tuple]:
    """The history of a table, oldest first: what happened, who did it, and these fields."""
    rows = model.history.order_by("history_id")
    return list(rows.values_list("history_type", "history_user__name", *fields))


def test_who_dismissed_a_fact_is_told_after_another_confirmed_it(comparison, alice, bob):
    fact = {"comparison": comparison, "kind": "acronym", "topic": "dsa"}
    review_fact(by=bob, decision="dismissed", why="Wrong.", **fact)
    relabel_fact(by=alice, label="DSA", **fact)
    review_fact(by=alice, decision="confirmed", **fact)
    assert told(FactReview, "decision", "created_by__name", "label") == [
        ("+", "Bob", "dismissed", "Bob", ""),
        ("~", "Alice", "dismissed", "Bob", "DSA"),
        ("~", "Alice", "confirmed", "Alice", "DSA"),
    ]


def test_struck_and_put_back(comparison, alice, bob):
    fact = {"comparison": comparison, "kind": "acronym", "topic": "dsa", "value": "d"}
    strike_value(by=bob, text="D", **fact)
    strike_value(by=alice, text="D", **fact)
    restore_value(by=alice, **fact)
    assert told(StruckValue, "restored_by__name") == [("+", "Bob", None), ("~", "Alice", "Alice")]


def test_a_finding_gathered_renamed_split_merged_and_taken_apart(comparison, ada, alice, bob):
    safe, slow = NewPoint(ada, 0, 11), NewPoint(ada, 12, 23)
    finding = gather_finding(comparison=comparison, by=alice, title="Safe", kind="strength", spans=[safe, slow])
    rename_finding(finding=finding, by=bob, title="Quite safe", kind="strength")
    rename_finding(finding=finding, by=bob, title="Quite safe", kind="strength")
    point = finding.points.get(start=12)
    other = split_finding(finding=finding, points=[point], title="Slow", by=bob)
    set_opposing(finding=other, points=[point], opposes=True, by=alice)
    rate_finding(finding=finding, by=bob, value="major")
    merge_findings(finding=finding, into=other, by=alice)
    dissolve_finding(finding=other, by=bob)
    assert told(Finding, "title", "merged_into__title") == [
        ("+", "Alice", "Safe", None),
        ("~", "Bob", "Quite safe", None),
        ("+", "Bob", "Slow", None),
        ("~", "Alice", "Quite safe", None),
        ("-", "Bob", "Quite safe", None),
        ("-", "Bob", "Slow", None),
    ]
    assert told(Point, "quotation", "finding_id", "opposes") == [
        ("+", "Alice", "It is safe.", finding.pk, False),
        ("+", "Alice", "It is slow.", finding.pk, False),
        ("~", "Bob", "It is slow.", other.pk, False),
        ("~", "Alice", "It is slow.", other.pk, True),
        ("~", "Alice", "It is safe.", other.pk, False),
        ("-", "Bob", "It is safe.", other.pk, False),
        ("-", "Bob", "It is slow.", other.pk, True),
    ]
    assert told(Rating, "value", "finding_id") == [
        ("+", "Bob", "major", finding.pk),
        ("~", "Alice", "major", other.pk),
        ("-", "Bob", "major", other.pk),
    ]


def test_words_taken_from_another_finding(comparison, ada, alice, bob):
    words = NewPoint(ada, 0, 11)
    first = gather_finding(comparison=comparison, by=alice, title="Safe", kind="strength", spans=[words])
    second = gather_finding(
        comparison=comparison, by=bob, title="Slow", kind="risk", spans=[words, NewPoint(ada, 12, 23)]
    )
    third = gather_finding(comparison=comparison, by=bob, title="Else", kind="risk", spans=[NewPoint(ada, 3, 11)])
    quote_in_finding(finding=third, span=words, by=alice)
    assert told(Point, "start", "finding_id") == [
        ("+", "Alice", 0, first.pk),
        ("~", "Bob", 0, second.pk),
        ("+", "Bob", 12, second.pk),
        ("+", "Bob", 3, third.pk),
        ("~", "Alice", 0, third.pk),
    ]


def test_a_rating_changed_and_taken_back(comparison, ada, alice, bob):
    finding = gather_finding(
        comparison=comparison, by=alice, title="Safe", kind="strength", spans=[NewPoint(ada, 0, 11)]
    )
    for value in ("major", "major", "minor", "", ""):
        rate_finding(finding=finding, by=bob, value=value)
    assert told(Rating, "value") == [("+", "Bob", "major"), ("~", "Bob", "minor"), ("-", "Bob", "minor")]


def test_a_suggestion_dismissed_and_restored(comparison, alice, bob):
    dismiss_suggestion(comparison=comparison, by=bob, candidate="c1")
    dismiss_suggestion(comparison=comparison, by=alice, candidate="c1")
    restore_suggestion(comparison=comparison, by=alice, candidate="c1")
    assert told(DismissedSuggestion, "candidate") == [("+", "Bob", "c1"), ("-", "Alice", "c1")]


def test_a_comment_edited_and_deleted_and_no_words_of_it(comparison, bob):
    comment = open_thread(comparison=comparison, by=bob, body="Quuxly.")
    edit_comment(comment=comment, by=bob, body="Frobnicated.")
    delete_comment(comment=comment, by=bob)
    acts = [
        (did, who, bool(edited), bool(deleted))
        for did, who, edited, deleted in told(Comment, "edited_at", "deleted_at")
    ]
    assert acts == [("+", "Bob", False, False), ("~", "Bob", True, False), ("~", "Bob", True, True)]
    assert {"markdown", "html"}.isdisjoint(field.name for field in Comment.history.model._meta.fields)
