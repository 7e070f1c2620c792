"""Threads and comments."""

import pytest
from django.utils import timezone

from reviews.domain.annotations import annotate, delete_annotation
from reviews.domain.changes import DOUBLE_SUBMIT
from reviews.domain.facts import relabel_fact
from reviews.domain.findings import NewPoint, dissolve_finding, gather_finding, merge_findings
from reviews.domain.threads import (
    MOST_CHARS,
    delete_comment,
    discuss_words,
    edit_comment,
    open_thread,
    reopen_thread,
    reply,
    resolve_thread,
)
from reviews.models import Annotation, Comment, FactDecision, Finding, Thread
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is."))


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


@pytest.fixture
def comment(comparison, bob):
    return open_thread(comparison=comparison, by=bob, body=" Is *one* enough? ")


def test_the_same_words_again_are_no_edit(bob, comparison, comment):
    before = (comparison.revision, comment.markdown)
    edit_comment(comment=comment, by=bob, body=" Is *one* enough?")
    comment.refresh_from_db()
    comparison.refresh_from_db()
    assert (comparison.revision, comment.markdown, comment.edited_at) == (*before, None)


def test_a_thread_on_the_comparison(bob, comparison, comment):
    thread = comment.thread
    assert thread.cell is None
    assert (thread.created_by, thread.is_open) == (bob, True)
    assert (comment.created_by, comment.markdown, comment.html) == (
        bob,
        "Is *one* enough?",
        "<p>Is <em>one</em> enough?</p>",
    )
    comparison.refresh_from_db()
    assert comparison.summary["open_threads"] == 1


def test_a_thread_on_a_cell(bob, comparison, ada, safe):
    thread = open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=ada).thread
    assert (thread.cell.comparison, thread.cell.question, thread.cell.transcript) == (comparison, safe, ada)


def test_words_are_annotated_and_discussed_in_one(bob, comparison, ada):
    response = ada.responses.first()
    end = len(response.text.split()[0])
    said = discuss_words(response=response, by=bob, start=0, end=end, body=" Why? ")
    assert said.markdown == said.thread.annotation.note == "Why?"
    assert said.thread.annotation.quotation == response.text[:end]
    assert discuss_words(response=response, by=bob, start=0, end=end, body="Why?") == said
    with pytest.raises(Refused, match="at most 5,000"):
        discuss_words(response=response, by=bob, start=0, end=end + 3, body="x" * 5001)
    assert Thread.objects.count() == 1


def test_a_thread_on_words_hangs_on_ones_own_annotation_of_them(bob, alice, comparison, ada):
    response = ada.responses.first()
    first, second = response.text.split()[:2]
    words, end = {"response": response, "quote": first}, len(first)
    annotate(**words, by=alice, label="claim")
    annotate(**words, by=bob, note="A note.")
    own = annotate(**words, by=bob, label="contradiction")
    annotate(response=response, quote=second, by=bob, label="claim")
    said = discuss_words(response=response, by=bob, start=0, end=end - 1, body="Why?")
    assert (said.thread.annotation, own.note) == (own, "")
    assert Annotation.objects.count() == 4
    again = discuss_words(response=response, by=alice, start=0, end=end, body="So?", annotation=own)
    assert again.thread.annotation == own
    delete_annotation(annotation=own, by=bob)
    assert discuss_words(response=response, by=bob, start=0, end=end, body="Now?").thread.annotation.note == "A note."


def test_half_a_cell_or_another_comparisons_is_refused(alice, team, bob, comparison, ada, safe):
    other = make_comparison(alice, team, title="Other")
    for more, words in (
        ({"question": safe, "fact": ("acronym", "sta")}, "A thread is about one thing."),
        ({"question": other.questions.first()}, "What this is about was deleted meanwhile."),
        ({"transcript": ada}, "A cell is a question and a respondent."),
        ({"question": other.questions.first(), "transcript": ada}, "This respondent was not asked this question."),
    ):
        with pytest.raises(Refused, match=words):
            open_thread(comparison=comparison, by=bob, body="Hm.", **more)
    assert not Thread.objects.exists()


def test_what_a_thread_hangs_on(bob, comparison, ada, safe):
    finding = own_finding(comparison, bob, ada)
    opened = {
        on: open_thread(comparison=comparison, by=bob, body="Hm.", **about).thread
        for on, about in (
            ("comparison", {}),
            ("question", {"question": safe}),
            ("cell", {"question": safe, "transcript": ada}),
            ("fact", {"fact": ("acronym", "sta"), "about": "What “STA” stands for"}),
            ("finding", {"finding": finding}),
        )
    }
    assert {on: thread.hangs_on for on, thread in opened.items()} == {on: on for on in opened}
    assert [list(Thread.objects.on(on)) for on in opened] == [[thread] for thread in opened.values()]
    review = opened["fact"].fact
    assert (review.kind, review.topic, review.decision, opened["fact"].fact_name) == (
        "acronym",
        "sta",
        FactDecision.OPEN,
        "What “STA” stands for",
    )
    relabel_fact(comparison=comparison, by=bob, kind="acronym", topic="sta", label="Tree attention")
    again = open_thread(comparison=comparison, by=bob, body="Still.", fact=("acronym", "sta")).thread
    assert (again.fact, again.fact_name) == (review, "Tree attention")


def test_the_same_words_on_another_thing_are_no_double_submit(bob, comparison, ada, safe):
    for about in ({}, {"question": safe}, {"question": safe, "transcript": ada}, {"fact": ("acronym", "sta")}) * 2:
        open_thread(comparison=comparison, by=bob, body="Hm.", **about)
    assert Thread.objects.count() == 4


def test_a_thread_follows_its_finding_into_another_and_outlives_it(bob, comparison, ada):
    finding, other = own_finding(comparison, bob, ada), own_finding(comparison, bob, ada, "Other", 3)
    thread = open_thread(comparison=comparison, by=bob, body="Hm.", finding=finding).thread
    merge_findings(finding=finding, into=other, by=bob)
    thread.refresh_from_db()
    assert thread.finding == other
    dissolve_finding(finding=other, by=bob)
    thread.refresh_from_db()
    assert (thread.finding, thread.hangs_on, thread.about) == (None, "comparison", "Other")


def own_finding(comparison, by, transcript, title="Seen", start=0) -> Finding:
    point = NewPoint(transcript.responses.get(), start, start + 2)
    return gather_finding(comparison=comparison, by=by, title=title, kind="other", spans=[point])


@pytest.mark.parametrize("body", ["", " \n ", "x" * (MOST_CHARS + 1)])
def test_an_empty_or_endless_comment_is_refused(bob, comparison, comment, body):
    revision = comparison.revision
    for write in (
        lambda: open_thread(comparison=comparison, by=bob, body=body),
        lambda: reply(thread=comment.thread, by=bob, body=body),
        lambda: edit_comment(comment=comment, by=bob, body=body),
    ):
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.field == "body"
    comparison.refresh_from_db()
    assert (Comment.objects.count(), comparison.revision) == (1, revision)


def test_what_is_hostile_is_shown_as_text(bob, comparison):
    comment = open_thread(comparison=comparison, by=bob, body="<script>alert(1)</script> [x](javascript:alert(1))")
    assert "<script" not in comment.html and "href" not in comment.html


def test_replies_come_in_order_and_reopen_what_was_settled(alice, bob, comment):
    thread = comment.thread
    resolve_thread(thread=thread, by=alice)
    second = reply(thread=thread, by=alice, body="No.")
    thread.refresh_from_db()
    assert thread.is_open and thread.resolved_by is None
    assert list(thread.comments.all()) == [comment, second]


def test_resolving_twice_keeps_the_first(alice, bob, comparison, comment):
    thread = comment.thread
    resolve_thread(thread=thread, by=alice)
    revision = thread.comparison.revision
    resolve_thread(thread=thread, by=bob)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.comparison.revision) == (alice, revision)
    assert thread.comparison.summary["open_threads"] == 0
    reopen_thread(thread=thread)
    reopen_thread(thread=thread)
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.comparison.revision) == (None, revision + 1)


def test_an_edit_is_rendered_again_and_dated(bob, comment):
    edit_comment(comment=comment, by=bob, body="Are **two**?")
    comment.refresh_from_db()
    assert (comment.markdown, comment.html) == ("Are **two**?", "<p>Are <strong>two</strong>?</p>")
    assert comment.edited_at > comment.created_at


def test_a_deleted_comment_loses_its_words_and_keeps_its_place(bob, comment):
    reply(thread=comment.thread, by=bob, body="Next.")
    delete_comment(comment=comment, by=bob)
    comment.refresh_from_db()
    assert (comment.markdown, comment.html, comment.thread.comments.count()) == ("", "", 2)
    for write in (
        lambda: edit_comment(comment=comment, by=bob, body="Back."),
        lambda: delete_comment(comment=comment, by=bob),
    ):
        with pytest.raises(Refused, match="This comment was deleted"):
            write()


def test_nobody_changes_another_ones_comment(alice, comment):
    for write in (
        lambda: edit_comment(comment=comment, by=alice, body="Mine."),
        lambda: delete_comment(comment=comment, by=alice),
    ):
        with pytest.raises(Refused, match="Only its author can change a comment"):
            write()


def test_the_same_words_within_a_minute_are_a_double_submit(alice, bob, comparison, ada, safe):
    first = open_thread(comparison=comparison, by=bob, body="Hm.")
    revision = comparison.revision
    assert open_thread(comparison=comparison, by=bob, body=" Hm. ") == first
    assert reply(thread=first.thread, by=bob, body="Hm.") == first
    comparison.refresh_from_db()
    assert comparison.revision == revision
    elsewhere = open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=ada)
    others = reply(thread=first.thread, by=alice, body="Hm.")
    again = reply(thread=first.thread, by=bob, body="Hm, hm.")
    assert len({first.pk, elsewhere.pk, others.pk, again.pk}) == 4
    Comment.objects.update(created_at=timezone.now() - DOUBLE_SUBMIT)
    assert reply(thread=first.thread, by=bob, body="Hm, hm.") not in (first, elsewhere, others, again)


def test_a_thread_resolved_meanwhile_is_resolved_once(alice, bob, comparison):
    thread = open_thread(comparison=comparison, by=bob, body="Hm.").thread
    stale = Thread.objects.get(pk=thread.pk)
    resolve_thread(thread=thread, by=bob)
    resolve_thread(thread=stale, by=alice)
    assert Thread.objects.get(pk=thread.pk).resolved_by == bob
    fresh = Thread.objects.get(pk=thread.pk)
    reopen_thread(thread=fresh)
    reopen_thread(thread=stale)
    assert Thread.objects.get(pk=thread.pk).is_open
