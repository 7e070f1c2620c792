"""What changed between two versions, in words."""

import copy
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.publish.document.changes import changes
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.publications import unnumbered
from reviews.domain.transcripts import choose_publishing
from tests.factories import make_transcript

MARK = {"by": "Reviewer 1", "verdict": "yes", "confidence": None, "rationale": "", "evidence": None}
FINDING = {"title": "Few owls", "kind": "weakness", "ratings": []}
FACT = {"topic": "Wings", "kind": "quantity", "diverges": True, "values": []}

AGAIN = {"round": 2, "value": "no", "split": False, "passages": [{"text": "No."}]}


def cell(respondent: str, value: str = "yes") -> dict:
    return {
        "respondent": respondent,
        "state": "answered",
        "prompt_as_asked": "Is it safe?",
        "asked": "alike",
        "led": False,
        "passages": [{"response": 0, "response_id": 7, "start": 0, "end": 4, "text": "Yes.", "html": "<p>Yes.</p>"}],
        "suggestion": {"verdict": value, "quote": "Yes.", "reason": ""},
        "marks": [MARK],
        "resolution": None,
        "verdict": {"value": value, "from": "marks", "split": False},
        "support": None,
        "round_2": None,
    }


def small() -> dict:
    """A document of one question and two respondents."""
    return {
        "comparison": {"slug": "owl", "title": "Owl"},
        "paper": {"title": "Owl-2"},
        "respondents": [{"key": key, "name": key.title(), "version": ""} for key in ("ada", "bert")],
        "questions": [{"key": "safe", "text": "Is it safe?", "scored": True, "scale": ["no", "yes"]}],
        "rows": [{"question": "safe", "divergence": 0.0, "cells": [cell("ada"), cell("bert")]}],
        "facts": [FACT],
        "findings": [FINDING],
        "transcripts": [
            {"respondent": key, "publish": "full", "vendor": "", "said_on": None, "link": None, "responses": []}
            for key in ("ada", "bert")
        ],
        "publication": {"title": "Owls", "finding": "Alike.", "named": False, "people": [], "marks": 2},
    }


def put(document: dict, path: tuple, value: object) -> dict:
    """A copy with another value at the path."""
    changed = copy.deepcopy(document)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


CELL = ("rows", 0, "cells", 1)
CASES = [
    (("publication", "title"), "Two owls", "The title: “Two owls”."),
    (("publication", "finding"), "They part.", "The finding: “They part.”."),
    (("publication", "finding"), "", "The finding is gone."),
    (("publication", "people"), ["Reviewer 1"], "Named from now on: Reviewer 1."),
    (("paper", "title"), "Owl-3", "What is said of the paper."),
    (
        ("respondents", 0, "version"),
        "2",
        "Ada: what is said of it (name, version, date, link or what it could see).",
    ),
    (("transcripts", 1, "publish"), "quotations", "Bert: quotations only, was full text."),
    (("transcripts", 1, "responses"), [{"text": "More."}], "Bert: other turns in full (none → one)."),
    (("questions", 0, "text"), "Safe?", "“Safe?” is worded or scored in another way."),
    ((*CELL, "verdict", "value"), "no", "“Is it safe?”, Bert: yes → no."),
    ((*CELL, "verdict"), {"value": None, "from": "marks", "split": True}, "“Is it safe?”, Bert: yes → split."),
    ((*CELL, "verdict"), {"value": None, "from": None, "split": False}, "“Is it safe?”, Bert: yes → no verdict."),
    ((*CELL, "marks"), [], "“Is it safe?”, Bert: one fewer mark."),
    ((*CELL, "marks"), [MARK] * 3, "“Is it safe?”, Bert: two more marks."),
    ((*CELL, "marks"), [{**MARK, "rationale": "Why."}], "“Is it safe?”, Bert: other marks."),
    ((*CELL, "marks"), [{**MARK, "by": "Bob"}], "“Is it safe?”, Bert: reviewers under other names."),
    ((*CELL, "resolution"), {"verdict": "yes", "by": "Bob", "why": ""}, "“Is it safe?”, Bert: settled by the team."),
    ((*CELL, "passages"), [], "“Is it safe?”, Bert: other passages."),
    (
        (*CELL, "support"),
        {"value": "not_found", "by": "Bob", "quote": ""},
        "“Is it safe?”, Bert: what the paper is said to have of it.",
    ),
    (("facts",), [], "Facts. No longer confirmed: Wings."),
    (("facts",), [FACT, {**FACT, "topic": "Tails"}], "Facts. Confirmed: Tails."),
    (("facts", 0, "values"), [{"value": "two"}], "Facts. Said otherwise: Wings."),
    (("findings",), [], "Findings. Gone: “Few owls”."),
    (("findings",), [FINDING, {**FINDING, "title": "No code"}], "Findings. New: “No code”."),
    (
        ("findings", 0, "ratings"),
        [{"by": "Bob", "value": "major"}],
        "Findings. Rated or gathered otherwise: “Few owls”.",
    ),
    (
        (*CELL, "suggestion", "verdict"),
        "no",
        "“Is it safe?”, Bert: what the rules suggest, or where the words are painted.",
    ),
    (("publication", "rejoinders"), True, "Those concerned can reply."),
    (("rejoinders",), [{"name": "Wren"}], "Replies of those concerned. New: Wren."),
    (
        (*CELL, "round_2"),
        AGAIN,
        "“Is it safe?”, Bert: answered again, after seeing the others’ answers.",
    ),
    (
        ("publication", "marks"),
        3,
        "Small things: the order of rows or respondents, counts, or what a newer release adds.",
    ),
]


@pytest.mark.parametrize(("path", "value", "said"), CASES)
def test_each_change_is_said_once(path: tuple, value: object, said: str):
    assert changes(small(), put(small(), path, value)) == (said,)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({**AGAIN, "value": "yes"}, "in round 2 no → yes"),
        ({**AGAIN, "passages": [{"text": "Never."}]}, "in round 2 other words"),
        (None, "no longer an answer of round 2"),
    ],
)
def test_what_changed_in_a_later_round_is_said(now: dict | None, said: str):
    before, after = (put(small(), (*CELL, "round_2"), one) for one in (AGAIN, now))
    assert changes(before, after) == (f"“Is it safe?”, Bert: {said}.",)


def test_what_an_older_release_did_not_publish_of_a_later_round_is_no_change_of_the_cell():
    older = {key: value for key, value in AGAIN.items() if key != "passages"}
    before, after = (put(small(), (*CELL, "round_2"), one) for one in (older, AGAIN))
    assert changes(before, after) == (
        "Small things: the order of rows or respondents, counts, or what a newer release adds.",
    )


def test_a_reply_that_is_gone_is_said():
    before = put(put(small(), ("rejoinders",), [{"name": "Wren"}]), ("publication", "rejoinders"), True)
    assert changes(before, small()) == (
        "Those concerned can no longer reply.",
        "Replies of those concerned. Gone: Wren.",
    )


@given(st.lists(st.sampled_from([(path, value) for path, value, _ in CASES]), max_size=5))
def test_something_is_said_exactly_when_something_differs(steps: list[tuple]):
    changed = small()
    for path, value in steps:
        with suppress(IndexError):  # what an earlier step took away cannot change
            changed = put(changed, path, value)
    assert bool(changes(small(), changed)) == (changed != small())
    assert changes(changed, changed) == ()


def test_rows_and_respondents_that_come_and_go(comparison, ada, drafted, safe, alice, bob):
    before = unnumbered(drafted())
    bert = make_transcript(comparison, "Bert", ("Is it safe?", "Yes, it is safe."))
    place_mark(question=safe, transcript=ada, by=bob, value="no", evidence="not safe")
    resolve_cell(question=safe, transcript=ada, by=alice, value="unclear", why="By vote.")
    after = unnumbered(drafted(finding="They part now."))
    assert changes(before, after) == (
        "The finding: “They part now.”.",
        "New: Bert.",
        "“Is it safe?”, Ada: no → unclear, one more mark and settled by the team.",
    )
    assert "No longer there: Bert." in changes(after, before)
    choose_publishing(transcript=bert, publish="nothing")
    assert "No longer there: Bert." in changes(after, unnumbered(drafted(finding="They part now.")))


def test_a_question_that_comes_is_a_new_row():
    asked = small()
    asked["questions"].append({"key": "works", "text": "Does it work?", "scored": True, "scale": ["no", "yes"]})
    asked["rows"].append({"question": "works", "divergence": None, "cells": []})
    assert changes(small(), asked) == ("The row “Does it work?” is new.",)
    assert changes(asked, small()) == ("The row “Does it work?” is gone.",)
