"""Findings and agreement, from the record to the published page."""

from dataclasses import replace

import pytest
from pytest_django.asserts import assertContains

from collation.publish.document.anchors import Anchors
from collation.publish.document.findings import (
    PublishedAgreement,
    PublishedFinding,
    PublishedQuotation,
    agreements,
    findings,
)
from collation.publish.document.markdown import markdown
from collation.publish.document.page import page
from reviews.domain.findings import NewPoint, gather_finding, rate_finding
from reviews.domain.marks import place_mark
from reviews.domain.transcripts import choose_publishing
from tests.collation.samples.points import ADA, ASKED, BERT, CLEO
from tests.factories import make_transcript

RESPONDENTS = [{"key": key, "name": key.title()} for key in ("ada", "bert", "cleo", "dora")]


def finding(title: str, raised_by: list[str], opposed_by: tuple[str, ...] = (), quotes=(), ratings=()) -> dict:
    return {
        "title": title,
        "kind": "risk",
        "raised_by": raised_by,
        "opposed_by": list(opposed_by),
        "quotes": [
            {"respondent": key, "response": 0, "start": 0, "end": len(text), "text": text} for key, text in quotes
        ],
        "ratings": [{"by": f"Reviewer {at}", "value": value} for at, value in enumerate(ratings)],
        "grouped_by": "person",
    }


def told(**more) -> dict:
    nothing = {"alpha": None, "interval": None, "pairs": []}
    return {
        "respondents": RESPONDENTS,
        "findings": [],
        "agreement": {"respondents": nothing, "reviewers": nothing, "why_undefined": "Too few."},
        **more,
    }


def test_findings_are_told_in_words_those_that_most_speak_of_first():
    one = finding("Alone", ["ada"], quotes=[("ada", "It leaks.")])
    three = finding(
        "Disputed",
        ["bert", "cleo"],
        ("ada",),
        quotes=[("bert", "It is weak."), ("ada", "It is strong."), ("bert", "Very.")],
        ratings=["major", "wrong", "major"],
    )

    shown = findings(told(findings=[one, three]), Anchors())
    ids = [one.anchor for one in shown] + [id for one in shown for quoted in one.quoted for id, _ in quoted.said]
    assert len(set(ids)) == 6 and all(id.startswith(ids[0]) for id in ids[2:5])
    assert [without_ids(one) for one in shown] == [
        PublishedFinding(
            "",
            "Disputed",
            "risk",
            "Bert and Cleo are quoted here; Ada is quoted against it; one is not quoted here.",
            "Rated major by two and wrong by one.",
            (
                PublishedQuotation("Bert", False, (("", "It is weak."), ("", "Very."))),
                PublishedQuotation("Ada", True, (("", "It is strong."),)),
            ),
        ),
        PublishedFinding(
            "",
            "Alone",
            "risk",
            "Ada is quoted here; three are not quoted here.",
            "",
            (PublishedQuotation("Ada", False, (("", "It leaks."),)),),
        ),
    ]


def without_ids(one: PublishedFinding) -> PublishedFinding:
    quoted = tuple(replace(quoted, said=tuple(("", text) for text in quoted.texts)) for quoted in one.quoted)
    return replace(one, anchor="", quoted=quoted)


def test_of_a_finding_whose_kind_nobody_said_none_is_told():
    (one,) = findings(told(findings=[finding("Alone", ["ada"]) | {"kind": "other"}]), Anchors())
    assert one.kind == ""


READ = "3 of 9 cells are read."


def test_agreement_is_told_where_there_is_any():
    pairs = [
        {"a": "ada", "b": "bert", "agreement": 0.6667, "n": 3},
        {"a": "ada", "b": "cleo", "agreement": None, "n": 0},
    ]
    document = told()
    assert agreements(document, READ) == ()
    document["agreement"]["respondents"] = {"alpha": 0.5, "interval": None, "pairs": pairs}
    document["agreement"]["reviewers"] = {"alpha": -0.123, "interval": [-0.5, 0.25], "pairs": []}

    assert agreements(document, READ) == (
        PublishedAgreement("reviewers", "Krippendorff’s alpha, ordinal: -0.12 (95 % interval -0.50 to 0.25).", ()),
        PublishedAgreement(
            "respondents",
            "Krippendorff’s alpha, ordinal: 0.50 (too few units for an interval). 3 of 9 cells are read.",
            ("Ada and Bert: alike in 2 of 3", "Ada and Cleo: nothing coded by both"),
        ),
    )


@pytest.fixture
def three(comparison):
    return [
        make_transcript(comparison, name, (ASKED, answer))
        for name, answer in (("Ada", ADA), ("Bert", BERT), ("Cleo", CLEO))
    ]


def gather(comparison, by, title: str, *said):
    spans = []
    for transcript, words in said:
        response = transcript.responses.get()
        start = response.text.index(words)
        spans.append(NewPoint(response, start, start + len(words)))
    return gather_finding(comparison=comparison, by=by, title=title, kind="weakness", spans=spans)


def test_only_what_people_gathered_becomes_public(comparison, drafted, three, alice, bob):
    ada, bert, cleo = three
    shared = gather(comparison, alice, "Norway alone", (ada, "in Norway alone"), (bert, "in Norway"))
    gather(comparison, alice, "Electricity", (cleo, "forty megawatt hours"))
    rate_finding(finding=shared, by=bob, value="major")
    choose_publishing(transcript=cleo, publish="nothing")
    choose_publishing(transcript=bert, publish="nothing")
    document = drafted()
    assert document["findings"] == [
        {
            "title": "Norway alone",
            "kind": "weakness",
            "raised_by": ["ada"],
            "opposed_by": [],
            "quotes": [
                {
                    "respondent": "ada",
                    "response": 0,
                    "start": document["findings"][0]["quotes"][0]["start"],
                    "end": document["findings"][0]["quotes"][0]["end"],
                    "text": "in Norway alone",
                }
            ],
            "ratings": [{"by": "Reviewer 1", "value": "major"}],
            "grouped_by": "person",
        }
    ]
    assert "Bob" not in str(document) and "megawatt" not in str(document["findings"])


def test_agreement_is_that_of_what_is_published(comparison, drafted, three, alice, bob):
    ada, bert, cleo = three
    for question in comparison.questions.select_related("scale"):
        for by in (alice, bob):
            place_mark(question=question, transcript=ada, by=by, value="yes")
            place_mark(question=question, transcript=bert, by=by, value="no" if question.key == "safe" else "yes")
        place_mark(question=question, transcript=cleo, by=alice, value="no")
        place_mark(question=question, transcript=cleo, by=bob, value="yes")
    choose_publishing(transcript=cleo, publish="nothing")
    agreement = drafted()["agreement"]
    assert agreement["reviewers"]["alpha"] == 1.0
    assert agreement["reviewers"]["pairs"] == [{"a": "Reviewer 1", "b": "Reviewer 2", "agreement": 1.0, "n": 6}]
    assert agreement["respondents"]["pairs"] == [{"a": "ada", "b": "bert", "agreement": 0.6667, "n": 3}]
    assert agreement["why_undefined"] is None


def test_the_page_and_its_markdown_tell_them(client, comparison, drafted, three, alice, bob):
    ada, bert, _ = three
    shared = gather(comparison, alice, "*Norway* alone", (ada, "in Norway alone"), (bert, "in Norway"))
    rate_finding(finding=shared, by=bob, value="major")
    for question in comparison.questions.select_related("scale"):
        for transcript in three:
            place_mark(question=question, transcript=transcript, by=alice, value="yes" if transcript == ada else "no")
    document = drafted()
    shown = page(document, sha256="")
    assert [one.title for one in shown.findings] == ["*Norway* alone"]
    assert [one.side for one in shown.agreements] == ["respondents"]
    text = markdown(document, sha256="")
    assert (
        "## What they raise\n\n### \\*Norway\\* alone\n\nWeakness. Ada and Bert are quoted here; one is not quoted here. Rated major by one."
        in text
    )
    assert "Ada:\n\n> in Norway alone" in text
    assert "## How far they agree\n\nThe respondents: Krippendorff’s alpha, ordinal: " in text
    client.force_login(alice)
    preview = client.get(f"/c/{comparison.slug}/publish/preview/")
    assertContains(preview, '<h2 id="findings-title">What they raise</h2>', html=True)
    assertContains(preview, "<q>in Norway alone</q>", html=True)
    assertContains(preview, "Ada and Bert: alike in 0 of 3")
