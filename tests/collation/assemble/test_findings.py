"""The findings that one viewer may know, suggested and gathered."""

import pytest

from collation.assemble.collation import record_of
from collation.assemble.findings import candidates_of, dismissed_of, findings_of
from collation.publish.public_lens import public_lens
from reviews.domain.findings import NewPoint, dismiss_suggestion, gather_finding, rate_finding
from reviews.domain.marks import find_evidence
from reviews.domain.transcripts import archive_transcript, choose_publishing
from reviews.lens import lens
from reviews.models import Comparison, Finding, Transcript, User
from tests.factories import make_transcript

SHARED = "The lid of the box was never tested under load by anybody."


@pytest.fixture
def ada(comparison) -> Transcript:
    return make_transcript(comparison, "Ada", ("Is it safe?", f"Owls see well.\n\n{SHARED}"))


@pytest.fixture
def bert(comparison, ada) -> Transcript:
    return make_transcript(comparison, "Bert", ("Is it safe?", f"{SHARED}\n\nKites see better."))


def read(comparison: Comparison, viewer: User) -> tuple:
    now = Comparison.objects.get(pk=comparison.pk)
    view = lens(viewer, now)
    return now, view, record_of(now, view)


def point(transcript: Transcript, words: str) -> NewPoint:
    evidence = find_evidence(transcript, words)
    return NewPoint(evidence.response, evidence.start, evidence.end)


def test_a_point_of_two_is_suggested_and_read_once(comparison, bert, alice, django_assert_num_queries):
    arguments = read(comparison, alice)
    (suggested,) = findings_of(*arguments)
    assert (suggested.title, suggested.raised_by, suggested.finding_id, suggested.by) == (
        f"“{SHARED}”",
        ("ada", "bert"),
        None,
        "",
    )
    with django_assert_num_queries(2):
        assert findings_of(*arguments) == (suggested,)


def test_a_dismissed_suggestion_is_none_and_says_who_dismissed_it(comparison, bert, alice, bob):
    arguments = read(comparison, alice)
    (suggested,) = candidates_of(*arguments)
    assert dismissed_of(*arguments) == []
    dismiss_suggestion(comparison=comparison, by=bob, candidate=suggested.key)
    arguments = read(comparison, alice)
    assert findings_of(*arguments) == ()
    assert dismissed_of(*arguments) == [(suggested.key, f"“{SHARED}”", "Bob")]


def test_what_people_gathered_is_quoted_in_the_order_of_the_columns(comparison, ada, bert, alice, bob):
    spans = [point(bert, "Kites see better."), point(ada, "Owls see well.")]
    finding = gather_finding(comparison=comparison, by=bob, title="Eyes", kind="strength", spans=spans)
    rate_finding(finding=finding, by=alice, value="minor")
    arguments = read(comparison, alice)
    (gathered,) = [one for one in findings_of(*arguments) if one.finding_id]
    assert [(one.respondent, one.text, one.response) for one in gathered.said] == [
        ("ada", "Owls see well.", 0),
        ("bert", "Kites see better.", 0),
    ]
    assert (gathered.title, gathered.kind, gathered.by) == ("Eyes", "strength", "Bob")
    assert [(one.by, one.value, one.own) for one in gathered.ratings] == [("Alice", "minor", True)]


def test_of_whom_the_viewer_does_not_see_no_word_is_told(comparison, ada, bert, alice):
    for title, spans in (("Both", [point(ada, "Owls"), point(bert, "Kites")]), ("One", [point(bert, "better")])):
        gather_finding(comparison=comparison, by=alice, title=title, kind="other", spans=spans)
    choose_publishing(transcript=bert, publish="nothing")
    now = Comparison.objects.get(pk=comparison.pk)
    view = public_lens(now)
    (public,) = findings_of(now, view, record_of(now, view))
    assert (public.title, [one.respondent for one in public.said]) == ("Both", ["ada"])
    archive_transcript(transcript=ada)
    assert {one.title for one in findings_of(*read(comparison, alice)) if one.finding_id} == {"Both", "One"}


def test_words_of_a_replaced_answer_stay_quoted_without_a_place(comparison, ada, bert, alice):
    gather_finding(comparison=comparison, by=alice, title="Eyes", kind="other", spans=[point(ada, "Owls see well.")])
    ada.responses.update(superseded_at="2026-03-01T12:00Z")
    (gathered,) = [one for one in findings_of(*read(comparison, alice)) if one.finding_id]
    assert [(one.respondent, one.response, one.text) for one in gathered.said] == [("ada", None, "Owls see well.")]


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_grow_with_the_findings(
    comparison, ada, bert, alice, bob, number, django_assert_num_queries
):
    for words in ("Owls", "see", "well")[:number]:
        finding = gather_finding(comparison=comparison, by=alice, title=words, kind="other", spans=[point(ada, words)])
        rate_finding(finding=finding, by=bob, value="major")
    arguments = read(comparison, alice)
    candidates_of(*arguments)
    with django_assert_num_queries(4):
        assert len(findings_of(*arguments)) == number + 1
    assert Finding.objects.count() == number
