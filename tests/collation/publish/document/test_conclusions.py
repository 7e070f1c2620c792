"""Conclusions on the published page, and what would settle it."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.changes import changes
from collation.publish.document.markdown import markdown
from collation.publish.document.page import page
from collation.publish.document.plain_text import plain_text
from collation.publish.document.preview import becomes_public
from collation.publish.freeze import freeze
from reviews.domain.conclusions import conclude
from reviews.domain.marks import place_mark
from reviews.domain.publications import unnumbered
from reviews.domain.transcripts import choose_publishing
from tests.collation.views.test_matrix import texts
from tests.factories import agree, make_transcript

SAID = {
    "answer": "Nobody <b>knows</b>.",
    "why": "Two differ.",
    "settled_by": "A red-team report.",
    "evidence": ["by five people for a year"],
}


@pytest.fixture
def concluded(safe, ada, bert, bob, alice):
    for transcript, value in ((ada, "no"), (bert, "yes")):
        place_mark(question=safe, transcript=transcript, by=bob, value=value)
    conclude(question=safe, by=alice, **SAID)
    return safe


def test_conclusions_are_published_under_the_names_that_the_publication_gives(concluded, comparison, alice, drafted):
    told = {"question": "safe", **{key: SAID[key] for key in ("answer", "why", "settled_by")}}
    evidence = [{"respondent": "bert", "page": None, "quote": SAID["evidence"][0]}]
    assert drafted()["conclusions"] == [{**told, "by": "Reviewer 2", "evidence": evidence}]
    agree(comparison, alice)
    assert drafted()["conclusions"][0]["by"] == "Alice"


def test_only_words_of_what_is_published_are_quoted(comparison, concluded, alice, bert, drafted):
    make_transcript(comparison, "Gil", ("Is it safe?", "Owl-2 is safe."), ("A poem?", "Feathers fall at dusk."))
    conclude(question=concluded, by=alice, **{**SAID, "evidence": ["Feathers fall", *SAID["evidence"]]})
    (conclusion,) = drafted()["conclusions"]
    assert [one["quote"] for one in conclusion["evidence"]] == SAID["evidence"], "of Gil this turn is not published"
    choose_publishing(transcript=bert, publish="nothing")
    assert drafted()["conclusions"][0]["evidence"] == []
    assert "five people" not in str(drafted())


def test_the_page_and_the_texts_show_it_on_its_question(comparison, concluded, alice, drafted):
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    tree = LexborHTMLParser(Client().get("/p/owl-2/").text)
    (aside,) = tree.css("#q-safe #conclusion-safe")
    words = " ".join(aside.text().split())
    assert "The team concludes (Reviewer 2)" in words and SAID["answer"] in words and "“" not in SAID["answer"]
    (quoted,) = aside.css("p[id]")
    assert quoted.css_first("q").text() == SAID["evidence"][0]
    assert quoted.css_first("a").attributes["href"] == "#safe-bert"
    assert len(tree.css("#safe-bert")) == 1
    text = markdown(drafted(), sha256="")
    assert "The team concludes (Reviewer 2): Nobody \\<b\\>knows\\</b\\>.\n\nTwo differ." in text
    assert "Bert:\n\n> by five people for a year" in text
    assert "What would settle it: A red-team report." in plain_text(drafted(), sha256="")


def test_each_question_on_which_they_differ_says_what_would_settle_it_or_that_nobody_does(
    comparison, concluded, bob, ada, bert, alice, drafted
):
    works = comparison.questions.get(key="works")
    for transcript, value in ((ada, "no"), (bert, "yes")):
        place_mark(question=works, transcript=transcript, by=bob, value=value)
    place_mark(question=works, transcript=ada, by=alice, value="yes")
    shown = page(drafted(), sha256="")
    assert [(crux.question, crux.divergence) for crux in shown.cruxes] == [("works", "0.50"), ("safe", "1.00")]
    works, safe = shown.cruxes
    assert (works.told, works.split) == ((), ("Reviewers do not agree on what Ada says: between no and yes.",))
    assert [(one.text, one.said_by, one.at) for one in safe.told] == [
        ("A red-team report.", "the team", "conclusion-safe")
    ]
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    html = Client().get("/p/owl-2/").text
    assert texts(html, "#crux-works .absent") == ["Nobody has recorded what would settle it."]
    assert texts(html, "#crux-safe .absent") == []


def test_a_fact_that_people_confirmed_says_what_would_settle_the_questions_that_depend_on_it(concluded, drafted):
    document = drafted()
    document["facts"] = [
        {
            "topic": "trial",
            "kind": "claim",
            "diverges": True,
            "values": [],
            "review": {"by": "Reviewer 1", "decision": "confirmed", "why": "", "struck": []},
            "source": "gpt",
            "settled_by": {"text": "Section 4.", "cells": [{"question": "safe", "respondent": "ada"}]},
            "self_contradictions": [],
        }
    ]
    shown = page(document, sha256="")
    (crux,) = shown.cruxes
    assert [(one.text, one.said_by, one.at) for one in crux.told][1:] == [
        ("Section 4.", "a reader, of Trial", shown.facts[0].anchor)
    ]


def test_before_it_is_published_people_read_that_it_will_be_and_what_changed(concluded, alice, drafted):
    was = drafted()
    assert (
        "What the team concludes on one question: answer, reason, what would settle it, and the words quoted there."
    ) in becomes_public(was, [])
    conclude(question=concluded, by=alice, **{**SAID, "answer": "It is."})
    now = drafted()
    without = {key: value for key, value in now.items() if key != "conclusions"}
    before, after, none = map(unnumbered, (was, now, without))
    assert changes(before, after) == ("Conclusions. Said otherwise: “Is it safe?”.",)
    assert changes(none, after) == ("Conclusions. New: “Is it safe?”.",)
    assert changes(after, none) == ("Conclusions. Gone: “Is it safe?”.",)
    assert all("team concludes" not in sentence for sentence in becomes_public(without, []))


def test_a_document_without_conclusions_has_none(ada, bert, drafted):
    assert "conclusions" not in drafted()
    assert all(row.conclusion is None for row in page(drafted(), sha256="").rows)
