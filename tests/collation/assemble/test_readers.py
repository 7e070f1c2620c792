"""What readers say of a comparison, as one viewer reads it."""

from dataclasses import replace

import pytest

from collation.assemble.collation import collate, collation_document, record_of
from collation.assemble.findings import findings_of
from collation.assemble.readers import reports_of
from collation.readers.reported import key_of
from reviews.domain.facts import review_fact
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark
from reviews.domain.readers import NewQuotation, NewReply, NewStatement, dismiss_verdict, take_reply
from reviews.lens import lens
from reviews.models import Comparison
from tests.factories import make_transcript

SAID = "Ik heb het geprobeerd en het is veilig."

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(comparison):
    """Answers in a language that the rules do not read."""
    return make_transcript(comparison, "Ada", ("Is it safe?", SAID))


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


def read(comparison, by, question, transcript, value, name="GPT-5.2", **said):
    response = transcript.responses.get()
    start = response.text.index("het is veilig")
    quoted = (NewQuotation(response, start, start + len("het is veilig")),)
    one = NewStatement(what="cell", cell=(question.pk, transcript.pk), value=value, quotations=quoted, **said)
    return take_reply(comparison=comparison, by=by, name=name, reply=NewReply(value, (one,)))[0]


def cell(comparison):
    now = Comparison.objects.get(pk=comparison.pk)
    return next(row for row in collate(now).rows if row.question.key == "safe").cells[0]


def test_a_reader_reads_what_the_rules_cannot(comparison, alice, ada, safe):
    assert cell(comparison).unread
    read(comparison, alice, safe, ada, "yes", why="says so")
    now = cell(comparison)
    assert (now.state, now.verdict.value, now.verdict.origin) == ("answered", "yes", "suggestion")
    found = now.suggestion
    assert (found.by, found.source, found.quote, found.reason) == ("GPT-5.2", "gpt-52", "het is veilig", "says so")


def test_two_readers_that_differ_are_split_and_a_mark_decides(comparison, alice, ada, safe):
    read(comparison, alice, safe, ada, "yes")
    read(comparison, alice, safe, ada, "no", name="Owl")
    assert (cell(comparison).verdict.split, cell(comparison).readers_differ) == (True, True)
    place_mark(question=safe, transcript=ada, by=alice, value="qualified")
    assert (cell(comparison).verdict.value, cell(comparison).verdict.origin) == ("qualified", "marks")


def test_a_dismissed_value_leads_nothing_and_stays_dismissed_in_a_later_reply(comparison, alice, ada, safe):
    read(comparison, alice, safe, ada, "yes")
    dismiss_verdict(question=safe, transcript=ada, by=alice, value="yes")
    read(comparison, alice, safe, ada, "yes", name="Owl")
    now = cell(comparison)
    assert (now.verdict.value, [one.dismissed for one in now.suggestions]) == (None, [True, True])
    assert now.unread


def test_who_reads_its_own_family_is_marked(comparison, alice, safe):
    claude = make_transcript(comparison, "Claude", ("Is it safe?", SAID), vendor="Anthropic")
    read(comparison, alice, safe, claude, "yes", name="Claude Opus 4.5")
    read(comparison, alice, safe, claude, "yes", name="GPT-5.2")
    assert [one.own_family for one in cell(comparison).suggestions] == [True, False]


def test_the_document_names_the_readers_and_what_each_suggests(comparison, alice, ada, safe):
    reply = read(comparison, alice, safe, ada, "yes", why="says so")
    read(comparison, alice, safe, ada, "silent", name="Owl")
    document = collation_document(Comparison.objects.get(pk=comparison.pk))
    assert [(one["key"], one["name"], one["dropped"]) for one in document["readers"]] == [
        ("gpt-52", "GPT-5.2", 0),
        ("owl", "Owl", 0),
    ]
    assert document["readers"][0]["reply_sha256"] == reply.sha256
    found = document["rows"][1]["cells"][0]
    assert found["suggestions"] == [
        {
            "verdict": "yes",
            "quote": "het is veilig",
            "reason": "says so",
            "source": "gpt-52",
            "state": "answered",
            "suspect": False,
            "own_family": False,
        },
        {
            "verdict": None,
            "quote": "het is veilig",
            "reason": "",
            "source": "owl",
            "state": "silent",
            "suspect": False,
            "own_family": False,
        },
    ]
    assert found["verdict"] == {"value": None, "rank": 3, "from": "suggestion", "split": True}


@pytest.mark.parametrize("readers", [1, 3])
def test_readers_cost_four_queries_once(comparison, alice, ada, safe, readers, django_assert_num_queries):
    for number in range(readers):
        read(comparison, alice, safe, ada, "yes", name=f"Reader {number}")
    now = Comparison.objects.get(pk=comparison.pk)
    with django_assert_num_queries(3 + 3 + 4):
        record_of(now, lens(None, now))
    with django_assert_num_queries(3):
        record_of(now, lens(None, now))


# Facts and findings


@pytest.fixture
def bert(comparison):
    return make_transcript(comparison, "Bert", ("Is it safe?", "Het is niet veilig."))


def quoted(transcript, words, **said):
    response = transcript.responses.get()
    start = response.text.index(words)
    return NewQuotation(response, start, start + len(words), **said)


def report(comparison, by, *statements, name="GPT-5.2", raw="{}"):
    take_reply(comparison=comparison, by=by, name=name, reply=NewReply(raw, statements))
    return Comparison.objects.get(pk=comparison.pk)


def claim(ada, bert, **said) -> NewStatement:
    return NewStatement(
        what="fact",
        kind="claim",
        title="Safety was tried",
        diverges=True,
        quotations=(quoted(ada, "geprobeerd", value="tried"), quoted(bert, "niet veilig", value="not safe")),
        **said,
    )


def trial(ada, bert) -> NewStatement:
    said = (quoted(ada, "Ik heb het geprobeerd"), quoted(bert, "Het is niet veilig", opposes=True))
    return NewStatement(what="finding", kind="strength", title="It was tried", quotations=said)


def test_a_reported_fact_stands_with_its_reader_and_what_would_settle_it(comparison, alice, ada, bert, safe):
    now = report(comparison, alice, claim(ada, bert, settled_by="A test would say", settles=((safe.pk, ada.pk),)))
    (fact,) = collation_document(now)["facts"]
    assert (fact["topic"], fact["kind"], fact["diverges"], fact["source"]) == (
        "Safety was tried",
        "claim",
        True,
        "gpt-52",
    )
    assert [(one["value"], one["respondents"], one["quotes"][0]["text"]) for one in fact["values"]] == [
        ("tried", ["ada"], "geprobeerd"),
        ("not safe", ["bert"], "niet veilig"),
    ]
    assert fact["settled_by"] == {"text": "A test would say", "cells": [{"question": "safe", "respondent": "ada"}]}
    assert [one["paper"]["searched"] for one in fact["values"]] == ["nothing", "nothing"]


def test_people_decide_about_a_reported_fact_and_it_is_remembered_in_a_later_reply(comparison, alice, ada, bert):
    now = report(comparison, alice, claim(ada, bert))
    review_fact(comparison=now, by=alice, kind="claim", topic="safety was tried", decision="dismissed")
    now = report(comparison, alice, claim(ada, bert), raw="again")
    assert [fact["review"]["decision"] for fact in collation_document(now)["facts"]] == ["dismissed"]


def test_a_reported_finding_is_suggested_taken_up_and_then_a_persons(comparison, alice, ada, bert):
    now = report(comparison, alice, trial(ada, bert))
    (finding,) = collation_document(now)["findings"]
    assert (finding["title"], finding["grouped_by"], finding["raised_by"], finding["opposed_by"]) == (
        "It was tried",
        "gpt-52",
        ["ada"],
        ["bert"],
    )
    spans = [NewPoint(quoted(ada, "Ik heb het geprobeerd").response, 0, len("Ik heb het geprobeerd"))]
    gather_finding(comparison=now, by=alice, title="Tried", kind="strength", spans=spans)
    left = collation_document(Comparison.objects.get(pk=comparison.pk))["findings"]
    assert [(one["title"], one["grouped_by"], one["raised_by"], one["opposed_by"]) for one in left] == [
        ("Tried", "person", ["ada"], []),
        ("It was tried", "gpt-52", [], ["bert"]),
    ]


def test_a_dismissed_finding_stays_away_and_can_come_back(client, comparison, alice, ada, bert):
    client.force_login(alice)
    report(comparison, alice, trial(ada, bert))
    (key,) = [one.key for one in reported(comparison)]
    client.post(f"/c/{comparison.slug}/findings/{key}/dismiss/")
    report(comparison, alice, trial(ada, bert), raw="again")
    assert reported(comparison) == []
    assert "Dismissed suggestions" in client.get(f"/c/{comparison.slug}/findings/").text
    client.post(f"/c/{comparison.slug}/findings/{key}/restore/")
    assert [one.title for one in reported(comparison)] == ["It was tried"]


def reported(comparison):
    now = Comparison.objects.get(pk=comparison.pk)
    view = lens(None, now)
    return [one for one in findings_of(now, view, record_of(now, view)) if one.readers]


def test_what_addresses_the_reader_is_no_fact_and_no_finding(comparison, alice, ada, bert):
    now = report(comparison, alice, claim(ada, bert, suspect=True), replace(trial(ada, bert), suspect=True))
    document = collation_document(now)
    assert (document["facts"], document["findings"]) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_reports_are_read_once_in_a_fixed_number_of_queries(
    comparison, alice, ada, bert, safe, count, django_assert_num_queries
):
    titles = [f"Safety was tried {number}" for number in range(count)]
    more = [replace(claim(ada, bert, settles=((safe.pk, ada.pk),)), title=title) for title in titles]
    now = report(comparison, alice, *more, trial(ada, bert))
    view = lens(None, now)
    respondents = record_of(now, view).respondents
    with django_assert_num_queries(4):
        facts, findings = reports_of(now, view, respondents)
    assert (len(facts), len(findings)) == (count, 1)
    with django_assert_num_queries(0):
        reports_of(now, view, respondents)


# What a respondent could read, and grounds


def basis(transcript, words, value) -> NewStatement:
    return NewStatement(
        what="evidence_basis", transcript=transcript.pk, value=value, quotations=(quoted(transcript, words),)
    )


def respondent(comparison):
    return collation_document(Comparison.objects.get(pk=comparison.pk))["respondents"][0]["evidence_basis"]


def test_readers_say_what_a_respondent_could_read_if_nobody_else_does(comparison, alice, ada):
    report(comparison, alice, basis(ada, "Ik heb het geprobeerd", "full_paper"))
    assert respondent(comparison) == {"value": "full_paper", "quote": "Ik heb het geprobeerd", "by": "GPT-5.2"}
    report(comparison, alice, basis(ada, "geprobeerd", "abstract_only"), name="Owl", raw="2")
    assert respondent(comparison) == {"value": "unknown", "quote": ""}


def test_what_the_document_says_stands_over_the_readers(comparison, alice):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", SAID), evidence_basis="web_search")
    report(comparison, alice, basis(ada, "geprobeerd", "abstract_only"))
    assert respondent(comparison)["value"] == "web_search"


def test_a_cell_names_the_findings_that_its_verdict_rests_on(comparison, alice, ada, bert, safe):
    def says(transcript, words, ground):
        place = safe.pk, transcript.pk
        return NewStatement(
            what="cell", cell=place, value="no", quotations=(quoted(transcript, words),), grounds=(ground,)
        )

    other = replace(trial(ada, bert), title="Nobody tried it", quotations=(quoted(bert, "niet veilig"),))
    now = report(
        comparison, alice, says(ada, "het is veilig", 2), says(bert, "Het is niet", 3), trial(ada, bert), other
    )
    cells = collation_document(now)["rows"][1]["cells"]
    assert [(cell["grounds"], cell["different_grounds"]) for cell in cells] == [
        ([key_of("It was tried")], True),
        ([key_of("Nobody tried it")], True),
    ]
