"""From sheets of one respondent each to one reply about all."""

import json

from collation.readers.check import check_reply
from collation.readers.gathering import check_points, expand, regrounded
from collation.readers.reply import parse_reply
from tests.collation.readers.samples import PAPER, QUESTIONS, TEXTS

CLAUDES = {
    "points": [
        {"key": "f1", "title": "The code needs a review", "kind": "weakness", "respondent": "claude", "quote": "The generated code needs a review"},
        {"key": "f2", "title": "Invented", "kind": "weakness", "respondent": "claude", "quote": "These words stand nowhere at all"},
    ],
    "statements": [
        {"key": "s1", "topic": "Parameters", "kind": "quantity", "value": "744B", "respondent": "claude", "quote": "The model has 744B parameters"},
    ],
    "cells": [
        {"respondent": "claude", "question": "code_safe", "state": "answered", "verdict": "no", "quote": "The generated code needs a review", "grounds": ["f1"]},
    ],
    "evidence_basis": [],
}  # fmt: skip
CHATGPTS = {
    "points": [{"title": "Nobody reviews it", "kind": "weakness", "respondent": "chatgpt", "quote": "Nobody reviews the code before it is run"}],
    "statements": [{"topic": "Size", "kind": "quantity", "value": "745B", "respondent": "chatgpt", "quote": "The paper gives about 745B parameters"}],
}  # fmt: skip


def test_two_sheets_become_one_reply():
    first, second = (
        check_points(parse_reply(json.dumps(one)), QUESTIONS, TEXTS, PAPER, respondent=key)
        for one, key in ((CLAUDES, "claude"), (CHATGPTS, "chatgpt"))
    )
    assert [point.key for point in first.points] == ["claude-f1"]
    assert [(one.key, one.value) for one in first.statements] == [("claude-s1", "744B")]
    assert [(one.place, one.whole) for one in first.checked.dropped] == [("points[1]", True)]
    assert first.checked.counts.sentences == ("1 of 4 quotations not found", "1 of 2 findings dropped")
    assert first.checked.missing.cells == (("claude", "works"),)
    assert second.checked.missing.cells == (("chatgpt", "works"), ("chatgpt", "code_safe"))
    assert first.checked.cells[0].grounds == ("claude-f1",)
    points, statements = (*first.points, *second.points), (*first.statements, *second.statements)
    gathered = {
        "findings": [{"key": "f1", "title": "A review is missing", "kind": "weakness", "raised_by": [points[0].key, points[1].key, "x-9"], "opposed_by": []}],
        "facts": [{"topic": "Parameters", "kind": "quantity", "diverges": False, "values": [statements[0].key, {"statement": statements[1].key}]}],
    }  # fmt: skip
    reply = expand(parse_reply(json.dumps(gathered)), points, statements)
    checked = check_reply(reply, QUESTIONS, TEXTS, PAPER)
    assert checked.findings[0].raisers == ("claude", "chatgpt")
    assert [(value.respondent, value.value) for value in checked.facts[0].values] == [
        ("claude", "744B"),
        ("chatgpt", "745B"),
    ]
    assert [one.why for one in checked.dropped] == ["There is no point “x-9”."]
    assert regrounded(first.checked.cells, points, checked)[0].grounds == ("f1",)
