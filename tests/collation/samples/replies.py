"""Replies of readers about two made-up answers."""

from __future__ import annotations

import json
from typing import Any

ADA = "It is safe for everyone. Five people tried it, and none of them was harmed. I read the whole paper."
BERT = "Nobody knows whether it is safe. Seven people tried it, which is few. It works in the trial."


def cell(
    respondent: str, question: str, state: str = "not_asked", verdict: str | None = None, quote: str | None = None
):
    """What a reply says of one cell."""
    return {"respondent": respondent, "question": question, "state": state, "verdict": verdict, "quote": quote}


def reply(**changed: Any) -> dict[str, Any]:
    """A whole reply about Ada and Bert, of which every quotation is found."""
    questions = ("works", "safe", "code-safe")
    answered = {
        ("ada", "safe"): ("answered", "yes", "It is safe for everyone."),
        ("bert", "safe"): ("answered", "unclear", "Nobody knows whether it is safe."),
        ("bert", "works"): ("answered", "qualified", "It works in the trial."),
    }
    cells = [
        cell(who, question, *answered.get((who, question), ())) for who in ("ada", "bert") for question in questions
    ]
    return {
        "findings": [
            {
                "key": "f1",
                "title": "Few people tried it",
                "kind": "weakness",
                "raised_by": [{"respondent": "bert", "quote": "Seven people tried it, which is few."}],
                "opposed_by": [{"respondent": "ada", "quote": "none of them was harmed"}],
            }
        ],
        "facts": [
            {
                "topic": "People in the trial",
                "kind": "quantity",
                "diverges": True,
                "values": [
                    {"value": "Five people", "respondent": "ada", "quote": "Five people tried it"},
                    {"value": "Seven people", "respondent": "bert", "quote": "Seven people tried it"},
                ],
                "settled_by": {"text": "the table of the trial", "cells": [{"respondent": "ada", "question": "safe"}]},
            }
        ],
        "cells": cells,
        "evidence_basis": [
            {"respondent": "ada", "value": "full_paper", "quote": "I read the whole paper."},
            {"respondent": "bert", "value": "unknown", "quote": None},
        ],
        **changed,
    }


def written(**changed: Any) -> str:
    """The same, as a model writes it."""
    return json.dumps(reply(**changed), ensure_ascii=False)
