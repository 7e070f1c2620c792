"""The answers of later rounds, read from a document."""

import pytest

from collation.pages.later_rounds import Again
from collation.publish.document.anchors import Anchors
from collation.publish.document.rounds import NOT_SHOWN, SecondAnswer, second_answers
from collation.readers.round_reply import Because

AGAIN = {"respondent": "ada-2", "round": 2, "value": None, "split": True, "changed": False}


def document(again: dict) -> dict:
    cells = [
        {"respondent": "ada", "verdict": {"value": "yes"}, "round_2": again},
        {"respondent": "bert", "verdict": {"value": "no"}, "round_2": None},
        {"respondent": "cleo", "verdict": {"value": None, "split": True}},  # the earlier format has no such key
    ]
    return {
        "respondents": [{"key": name.lower(), "name": name} for name in ("Ada", "Bert", "Cleo")],
        "questions": [{"key": "safe", "text": "Is it safe?"}],
        "rows": [{"question": "safe", "cells": cells}],
    }


def only(**more: object) -> SecondAnswer:
    (found,) = second_answers(document({**AGAIN, "because": None, **more}), Anchors()).values()
    return found


def test_a_document_of_an_earlier_release_gives_back_the_verdict_alone():
    again = {**AGAIN, "because": {"words": "No.", "by": ""}}
    said = Again("safe", "Is it safe?", "ada-2", "Ada", 2, "yes", "split", False, Because("No.", ""))
    assert second_answers(document(again), Anchors()) == {
        ("safe", "ada"): SecondAnswer("safe-ada-2", said, "", False, "", "", ())
    }


def test_the_answer_says_when_it_was_given_whom_its_letters_stand_for_and_what_it_says():
    found = only(
        version="2.1",
        said_on="2026-03-01",
        link="https://example.org/chat",
        letters={"B": "Bert", "A": "Ada"},
        passages=[{"html": "<p>Response B is right.</p>"}],
    )
    assert found.heading == "Round 2 · 2.1 · 1 Mar 2026, after it saw the others’ answers"
    assert (found.letters, found.link) == (
        "In it, Response A is Ada and Response B is Bert.",
        "https://example.org/chat",
    )
    assert found.passages == ("<p>Response B is right.</p>",)


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, "No verdict yet"), ("yes", "Still yes"), ("no", "Then: yes → now: no")],
)
def test_both_verdicts_are_told(value: str | None, told: str):
    assert only(value=value, split=False).told == told


def test_a_verdict_that_nobody_marked_is_called_suggested():
    assert only(value="no", split=False, **{"from": "suggestion"}).told == "Then: yes → now: no (suggested)"
    assert only(value="no", split=False, **{"from": "resolution"}).told == "Then: yes → now: no"


@pytest.mark.parametrize(
    ("because", "changed", "why"),
    [
        (None, False, ""),
        (None, True, "It names no words that changed its mind."),
        ({"words": "", "by": ""}, True, "It names words of an answer that is not published."),
        ({"words": "No.", "by": "Bert"}, True, "Because of these words of Bert:"),
        ({"words": "No.", "by": ""}, True, NOT_SHOWN),
    ],
)
def test_its_reason_is_said(because: dict | None, changed: bool, why: str):
    assert only(because=because, changed=changed).why == why
