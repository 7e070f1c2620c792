"""The verdicts of later rounds, read from a document."""

from collation.pages.later_rounds import Again
from collation.publish.document.rounds import later_rounds
from collation.readers.round_reply import Because


def test_a_document_gives_back_each_later_verdict():
    again = {"respondent": "ada-2", "round": 2, "value": None, "split": True, "changed": False}
    cells = [
        {"respondent": "ada", "verdict": {"value": "yes"}, "round_2": {**again, "because": {"words": "No.", "by": ""}}},
        {"respondent": "bert", "verdict": {"value": "no"}, "round_2": None},
        {"respondent": "cleo", "verdict": {"value": None, "split": True}},  # the earlier format has no such key
    ]
    document = {
        "respondents": [{"key": name.lower(), "name": name} for name in ("Ada", "Bert", "Cleo")],
        "questions": [{"key": "safe", "text": "Is it safe?"}],
        "rows": [{"question": "safe", "cells": cells}],
    }
    found = Again("safe", "Is it safe?", "ada-2", "Ada", 2, "yes", "split", False, Because("No.", ""))
    assert later_rounds(document) == {("safe", "ada"): found}
