"""Findings: gathered, named, merged, split, rated and taken apart."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

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
    ungather,
)
from reviews.models import Finding, Point, Rating, Response
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript

ANSWER = "- The sample is small.\n- No code was released.\n- The baselines are weak."


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("What is weak?", ANSWER)).responses.get()


@pytest.fixture
def bert(comparison):
    return make_transcript(comparison, "Bert", ("What is weak?", ANSWER)).responses.get()


@pytest.fixture
def elsewhere(alice, team):
    return make_transcript(make_comparison(alice, team, title="Other"), "Cleo", ("What?", ANSWER)).responses.get()


def span(response, words, **more):
    start = response.text.index(words)
    return NewPoint(response, start, start + len(words), **more)


@pytest.fixture
def gather(comparison, bob):
    def gathered(*spans, title="The sample is small", kind="weakness", candidate=""):
        return gather_finding(comparison=comparison, by=bob, title=title, kind=kind, spans=spans, candidate=candidate)

    return gathered


def words_of(finding):
    return [
        (point.response.text[point.start : point.end], point.opposes)
        for point in finding.points.select_related("response").order_by("response", "start")
    ]


def standing(comparison):
    return list(comparison.findings.filter(merged_into=None).values_list("title", flat=True))


def test_a_finding_with_all_that_belongs_to_it(gather, comparison, bob, ada, bert):
    revision, text_revision = comparison.revision, comparison.text_revision
    finding = gather(
        span(ada, "The sample is small."),
        span(bert, "The baselines are weak.", opposes=True),
        title="  The sample\n is small ",
        candidate="c1",
    )
    assert (finding.title, finding.kind, finding.candidate, finding.created_by) == (
        "The sample is small",
        "weakness",
        "c1",
        bob,
    )
    assert words_of(finding) == [("The sample is small.", False), ("The baselines are weak.", True)]
    comparison.refresh_from_db()
    assert (comparison.revision, comparison.text_revision) == (revision + 1, text_revision)


def test_a_candidate_adopted_twice_gives_the_first(gather, ada, alice):
    first = gather(span(ada, "The sample is small."), candidate="c1")
    rename_finding(by=alice, finding=first, title="Too few", kind="risk")
    again = gather(span(ada, "The sample is small."), candidate="c1")
    assert (again.pk, again.title, again.kind) == (first.pk, "Too few", "risk")
    assert Finding.objects.count() == 1


def test_a_candidate_that_has_grown_since_makes_a_finding_of_its_own(gather, ada, bert):
    first = gather(span(ada, "The sample is small."), candidate="c1")
    second = gather(span(bert, "The sample is small."), candidate="c1")
    assert second.pk != first.pk
    assert (len(words_of(first)), len(words_of(second))) == (1, 1)


def test_a_point_stands_under_one_finding(gather, comparison, ada, bob):
    first = gather(span(ada, "The sample is small."), span(ada, "No code was released."))
    second = gather(span(ada, "No code was released."), title="No code")
    assert words_of(first) == [("The sample is small.", False)]
    assert words_of(second) == [("No code was released.", False)]
    rate_finding(finding=first, by=bob, value="major")
    third = gather(span(ada, "The sample is small.", opposes=True), title="Small")
    assert standing(comparison) == ["No code", "Small"]
    assert words_of(third) == [("The sample is small.", True)]
    assert [rating.value for rating in third.ratings.all()] == ["major"]


def test_the_same_words_named_twice_are_one_point(gather, ada):
    assert len(words_of(gather(span(ada, "No code"), span(ada, "No code")))) == 1


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"title": " \n "}, "title", "Give the finding a title."),
        ({"kind": "opinion"}, "kind", "Choose what kind of finding it is."),
        ({"kind": ""}, "kind", "Choose what kind of finding it is."),
    ],
)
def test_what_is_no_finding_is_refused_and_not_stored(gather, comparison, ada, more, field, words):
    revision = comparison.revision
    with pytest.raises(Refused, match=f"^{words}$") as refused:
        gather(span(ada, "No code"), **more)
    assert refused.value.field == field
    comparison.refresh_from_db()
    assert (Finding.objects.count(), comparison.revision) == (0, revision)


def test_words_that_are_not_there_are_refused(gather, ada, elsewhere):
    with pytest.raises(Refused, match="A finding needs the words of at least one respondent"):
        gather()
    with pytest.raises(Refused, match="These words belong to another comparison"):
        gather(span(elsewhere, "No code"))
    for start, end in ((0, 0), (5, 4), (-1, 3), (0, len(ada.text) + 1)):
        with pytest.raises(Refused, match="These words are not inside the answer"):
            gather(NewPoint(ada, start, end))
    assert not Point.objects.exists()


def test_a_long_title_is_cut(gather, ada):
    assert len(gather(span(ada, "No code"), title="a" * 400).title) == 300


def test_a_finding_is_renamed(gather, ada, alice):
    finding = gather(span(ada, "No code"))
    rename_finding(by=alice, finding=finding, title=" Nothing  to run ", kind="recommendation")
    finding.refresh_from_db()
    assert (finding.title, finding.kind) == ("Nothing to run", "recommendation")
    for title, kind in (("", "risk"), ("Fine", "opinion")):
        with pytest.raises(Refused):
            rename_finding(by=alice, finding=finding, title=title, kind=kind)


def test_one_finding_stands_for_both_when_they_are_merged(gather, comparison, ada, bert, alice, bob):
    one = gather(span(ada, "No code"), title="No code")
    other = gather(span(bert, "No code"), title="Nothing to run")
    rate_finding(finding=one, by=bob, value="minor")
    rate_finding(finding=one, by=alice, value="wrong")
    rate_finding(finding=other, by=bob, value="major")
    merge_findings(by=alice, finding=one, into=other)
    assert standing(comparison) == ["Nothing to run"]
    assert words_of(other) == [("No code", False), ("No code", False)]
    assert sorted((rating.reviewer.name, rating.value) for rating in other.ratings.all()) == [
        ("Alice", "wrong"),
        ("Bob", "major"),
    ]


def test_what_was_merged_goes_along_and_leaves_no_ghosts(gather, comparison, ada, alice):
    first, second, third = (gather(span(ada, words), title=words) for words in ("sample", "code", "baselines"))
    merge_findings(by=alice, finding=first, into=second)
    merge_findings(by=alice, finding=second, into=third)
    first.refresh_from_db()
    assert first.merged_into == third
    dissolve_finding(by=alice, finding=third)
    assert not Finding.objects.exists()
    assert not Point.objects.exists()


def test_merging_asks_for_another_finding_of_the_comparison(gather, alice, ada, elsewhere):
    one, other = gather(span(ada, "No code")), gather(span(ada, "sample"))
    foreign = gather_finding(
        comparison=elsewhere.transcript.comparison,
        by=alice,
        title="Code",
        kind="risk",
        spans=[span(elsewhere, "No code")],
    )
    merged = gather(span(ada, "baselines"))
    merge_findings(by=alice, finding=merged, into=one)
    for into in (other, foreign):
        with pytest.raises(Refused, match="Choose another finding of this comparison to merge with"):
            merge_findings(by=alice, finding=other, into=into)
    with pytest.raises(Refused, match="This finding was merged or taken apart meanwhile"):
        merge_findings(by=alice, finding=other, into=merged)


def test_some_points_make_a_finding_of_their_own(gather, ada, bert, alice, bob):
    finding = gather(span(ada, "No code"), span(ada, "sample"), span(bert, "baselines"))
    rate_finding(finding=finding, by=bob, value="major")
    taken = [point for point in finding.points.all() if point.response == bert]
    new = split_finding(finding=finding, points=taken, title=" Weak  baselines", by=alice)
    assert (new.title, new.kind, new.created_by) == ("Weak baselines", "weakness", alice)
    assert (words_of(new), len(words_of(finding))) == ([("baselines", False)], 2)
    assert (new.ratings.count(), finding.ratings.count()) == (0, 1)


def test_a_split_takes_some_and_leaves_some(gather, ada, bert, bob):
    finding, other = gather(span(ada, "No code"), span(ada, "sample")), gather(span(bert, "baselines"))
    every, foreign = list(finding.points.all()), list(other.points.all())
    for points in ([], every, foreign, [*every, *every]):
        with pytest.raises(Refused, match="Choose some of the points, and leave some") as refused:
            split_finding(finding=finding, points=points, title="New", by=bob)
        assert refused.value.field == "points"
    with pytest.raises(Refused, match="Give the finding a title"):
        split_finding(finding=finding, points=every[:1], title=" ", by=bob)
    new = split_finding(finding=finding, points=[*every[:1], every[0], *foreign], title="New", by=bob)
    assert (len(words_of(new)), len(words_of(finding)), len(words_of(other))) == (1, 1, 1)


def test_a_rating_for_each_reviewer(gather, comparison, ada, alice, bob):
    finding = gather(span(ada, "No code"))
    rate_finding(finding=finding, by=bob, value="major")
    rate_finding(finding=finding, by=bob, value="not_raised")
    rate_finding(finding=finding, by=alice, value="minor")
    assert [(rating.reviewer.name, rating.value) for rating in finding.ratings.all()] == [
        ("Bob", "not_raised"),
        ("Alice", "minor"),
    ]
    with pytest.raises(Refused, match="Rate it major, minor, wrong or not raised"):
        rate_finding(finding=finding, by=bob, value="great")
    rate_finding(finding=finding, by=bob, value="")
    assert [rating.reviewer for rating in finding.ratings.all()] == [alice]


def test_what_was_gathered_outlives_an_added_transcript(gather, comparison, ada, bob):
    finding = gather(span(ada, "No code was released."))
    rate_finding(finding=finding, by=bob, value="major")
    make_transcript(comparison, "Dora", ("What is weak?", ANSWER))
    finding.refresh_from_db()
    assert words_of(finding) == [("No code was released.", False)]
    assert [rating.value for rating in finding.ratings.all()] == ["major"]


def test_the_database_holds_points_to_the_text_and_ratings_to_one(gather, ada, bob):
    finding = gather(span(ada, "No code"))
    rate_finding(finding=finding, by=bob, value="major")
    for wrong in ({"end": 10_000}, {"start": 9, "end": 9}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Point.objects.update(**wrong)
    for table, wrong in ((Rating, {"value": "great"}), (Finding, {"kind": "opinion"}), (Finding, {"title": ""})):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.update(**wrong)
    rating = finding.ratings.get()
    rating.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        rating.save(force_insert=True)


def test_words_are_put_under_a_finding_and_taken_from_the_one_that_held_them(
    gather, comparison, ada, bert, elsewhere, alice
):
    finding = gather(span(ada, "The sample is small."))
    other = gather(span(bert, "The baselines are weak."), title="Weak")
    rate_finding(finding=other, by=comparison.created_by, value="major")
    quote_in_finding(by=alice, finding=finding, span=span(bert, "The baselines are weak.", opposes=True))
    assert words_of(finding) == [("The sample is small.", False), ("The baselines are weak.", True)]
    assert standing(comparison) == ["The sample is small"]
    assert [rating.value for rating in finding.ratings.all()] == ["major"]
    quote_in_finding(by=alice, finding=finding, span=span(bert, "The baselines are weak."))
    assert words_of(finding) == [("The sample is small.", False), ("The baselines are weak.", False)]
    for wrong in (span(elsewhere, "The sample is small."), NewPoint(ada, 5, 5), NewPoint(ada, 0, len(ada.text) + 1)):
        with pytest.raises(Refused):
            quote_in_finding(by=alice, finding=finding, span=wrong)
    assert len(words_of(finding)) == 2
    dissolve_finding(by=alice, finding=Finding.objects.get(pk=finding.pk))
    with pytest.raises(Refused, match="merged or taken apart meanwhile"):
        quote_in_finding(by=alice, finding=finding, span=span(bert, "The baselines are weak."))
    assert not Point.objects.exists()


def test_a_person_says_who_speaks_against_it(gather, ada, bert, alice):
    finding = gather(span(ada, "The sample is small."), span(bert, "The baselines are weak."))
    elsewhere = gather(span(ada, "No code was released."), title="No code")
    theirs = list(finding.points.filter(response=bert))
    set_opposing(by=alice, finding=finding, points=theirs, opposes=True)
    assert words_of(finding) == [("The sample is small.", False), ("The baselines are weak.", True)]
    set_opposing(by=alice, finding=finding, points=theirs, opposes=False)
    assert words_of(finding)[1] == ("The baselines are weak.", False)
    with pytest.raises(Refused, match="not in this finding any more"):
        set_opposing(by=alice, finding=elsewhere, points=theirs, opposes=True)
    assert words_of(elsewhere) == [("No code was released.", False)]


def test_a_suggestion_is_dismissed_once_and_can_be_suggested_again(comparison, alice, bob):
    dismiss_suggestion(comparison=comparison, by=bob, candidate="c1")
    revision = comparison.revision
    dismiss_suggestion(comparison=comparison, by=alice, candidate="c1")
    assert list(comparison.dismissed_suggestions.values_list("candidate", "created_by")) == [("c1", bob.pk)]
    assert comparison.revision == revision
    restore_suggestion(by=alice, comparison=comparison, candidate="c1")
    assert not comparison.dismissed_suggestions.exists()
    with pytest.raises(Refused, match="Nobody has dismissed this"):
        restore_suggestion(by=alice, comparison=comparison, candidate="c1")


def test_words_of_a_turn_that_was_corrected_meanwhile_are_not_gathered(gather, bob, ada, alice):
    finding = gather(span(ada, "sample"))
    stale = span(ada, "No code")
    Response.objects.filter(pk=ada.pk).update(superseded_at=timezone.now())
    with pytest.raises(Refused, match="This turn was corrected meanwhile"):
        gather(stale)
    with pytest.raises(Refused, match="This turn was corrected meanwhile"):
        quote_in_finding(by=alice, finding=finding, span=stale)
    assert list(Finding.objects.all()) == [finding]
    assert finding.points.count() == 1


def test_gathering_is_undone(gather, bob, ada, bert):
    held = gather(span(ada, "The sample is small."), span(bert, "The sample is small."))
    quote_in_finding(finding=held, span=span(ada, "No code was released."), by=bob)
    taken = gather(span(ada, "The sample is small.", opposes=True), title="It is large")
    ungather(finding=taken, point=taken.points.get().pk, by=bob)
    assert standing(held.comparison) == ["The sample is small"]
    assert words_of(held) == [
        ("The sample is small.", False),
        ("No code was released.", False),
        ("The sample is small.", False),
    ]
    quoted = quote_in_finding(finding=held, span=span(bert, "The baselines are weak."), by=bob)
    ungather(finding=held, point=quoted.pk, by=bob)
    assert held.points.count() == 3
    assert Finding.history.filter(history_type="-").get().history_user == bob


def test_gathering_is_not_undone_over_what_others_did_since(gather, alice, bob, ada, bert):
    made = gather(span(ada, "The sample is small."))
    point = made.points.get().pk
    with pytest.raises(Refused, match="moved since"):
        ungather(finding=made, point=point, by=alice)
    rate_finding(finding=made, by=alice, value="major")
    with pytest.raises(Refused, match=r"^Nothing was undone: something rests on the finding by now\.$"):
        ungather(finding=made, point=point, by=bob)
    set_opposing(finding=made, points=list(made.points.all()), opposes=True, by=alice)
    with pytest.raises(Refused, match="moved since"):
        ungather(finding=made, point=point, by=bob)
    swallowed = gather(span(ada, "The sample is small."), title="Larger")
    with pytest.raises(Refused, match="was merged into another"):
        ungather(finding=swallowed, point=point, by=bob)
    assert words_of(swallowed) == [("The sample is small.", False)]
