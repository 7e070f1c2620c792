"""A reader's reply as it was written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.readers.reply import (
    LONGEST_REPLY,
    Reply,
    ReplyBasis,
    ReplyCell,
    ReplyCrux,
    ReplyFact,
    ReplyFinding,
    ReplyProblem,
    ReplyQuote,
    ReplyValue,
    parse_reply,
)

WHOLE = {
    "sheet": "s-1",
    "cells": [
        {"respondent": "claude", "question": "works", "state": "answered", "verdict": "yes", "quote": "it works", "why": "plain"},
        {"respondent": "claude", "question": "safe", "state": "Not asked", "verdict": None, "quote": None, "reason": "",
         "grounds": ["f1", "f1"], "paper": {"for": "so it is", "against": None}},
    ],
    "facts": [
        {"topic": "Size", "kind": "quantity", "diverges": True, "self_contradictions": ["claude"],
         "values": [{"value": "744B", "respondent": "claude", "quote": "744B of them"}],
         "settled_by": {"text": "the table", "cells": [{"question": "works", "respondent": "claude"}]}},
    ],
    "findings": [
        {"key": "f1", "title": "It is small", "kind": "weakness", "raised_by": [{"respondent": "claude", "quote": "so small"}]},
    ],
    "evidence_basis": [{"respondent": "claude", "value": "full_paper", "quote": "I read it"}],
}  # fmt: skip


def test_a_reply_is_read():
    reply = parse_reply(json.dumps(WHOLE))
    assert reply == Reply(
        sheet="s-1",
        cells=(
            ReplyCell(ReplyQuote("cells[0]", "claude", "it works"), "works", "answered", "yes", "plain"),
            ReplyCell(ReplyQuote("cells[1]", "claude", ""), "safe", "not_asked", None, "", ("f1",), "so it is"),
        ),
        facts=(
            ReplyFact(
                "facts[0]",
                "Size",
                "quantity",
                True,
                (ReplyValue("744B", ReplyQuote("facts[0].values[0]", "claude", "744B of them")),),
                ("claude",),
                ReplyCrux("the table", (("claude", "works"),)),
            ),
        ),
        findings=(
            ReplyFinding(
                "findings[0]",
                "f1",
                "It is small",
                "weakness",
                (ReplyQuote("findings[0].raised_by[0]", "claude", "so small"),),
            ),
        ),
        evidence_basis=(ReplyBasis("full_paper", ReplyQuote("evidence_basis[0]", "claude", "I read it")),),
        parts=frozenset({"cells", "facts", "findings", "evidence_basis"}),
    )


@pytest.mark.parametrize("wrap", ["{}", "```json\n{}\n```", "Sure! Here it is:\n\n{}\n\nAnything else?", "\ufeff{}"])
def test_what_stands_around_it_does_not_matter(wrap: str):
    text = wrap.replace("{}", json.dumps(WHOLE))
    assert parse_reply(text) == parse_reply(json.dumps(WHOLE)) == parse_reply(text.encode())


@pytest.mark.parametrize(
    ("cells", "place", "message"),
    [
        (["x"], "cells[0]", "is not an object"),
        ([{"question": "works", "state": "silent"}], "cells[0].respondent", "is missing"),
        ([{"respondent": "a", "state": "silent"}], "cells[0].question", "is missing"),
        ([{"respondent": "a", "question": "works"}], "cells[0].state", "is missing"),
        ([{"respondent": ["a"], "question": "works", "state": "silent"}], "cells[0].respondent", "is missing"),
    ],
)
def test_a_broken_item_is_named_by_its_place(cells: list, place: str, message: str):
    reply = parse_reply(json.dumps({"cells": cells}))
    assert reply.problems == (ReplyProblem(place, message),)
    assert reply.cells == ()


def test_scales_of_numbers():
    reply = parse_reply(
        '{"cells": [{"respondent": "a", "question": "q", "state": "answered", "verdict": 7.0, "quote": "x"}]}'
    )
    assert reply.cells[0].verdict == "7"


def test_own_words_are_plain_and_short():
    title = "See [this](https://evil.test) " + "word " * 100
    reply = parse_reply(json.dumps({"findings": [{"title": title, "kind": "risk", "raised_by": []}]}))
    assert reply.findings[0].title.startswith("See this word")
    assert len(reply.findings[0].title) <= 160


def test_nothing_that_can_be_read():
    assert parse_reply("").problems == (ReplyProblem("", "The reply is empty."),)
    assert parse_reply("I cannot do that.").problems == (
        ReplyProblem("", "No JSON object with cells, facts or findings was found."),
    )
    assert parse_reply("x" * (LONGEST_REPLY + 1)).problems[0].message.startswith("The reply is longer than 2,000,000")
    assert parse_reply("").is_empty


def test_half_a_reply_is_read_as_far_as_it_goes():
    text = json.dumps(WHOLE)
    reply = parse_reply(text[: text.index('"744B"')])
    assert reply.cut_off
    assert len(reply.cells) == 2
    assert reply.facts == reply.findings == ()
    assert reply.parts == {"cells", "facts"}


@given(st.binary(max_size=200))
def test_it_never_raises_on_any_bytes(raw: bytes):
    parse_reply(raw)
    parse_reply(b'{"cells": [' + raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from([*WHOLE, "respondent", "question", "quote", "values", "raised_by", "state", "title", "topic", "text"]), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@given(_JSON)
def test_it_never_raises_on_any_json(value: object):
    parse_reply(json.dumps({"cells": [value], "facts": value, "findings": [value, {"title": "t", "raised_by": value}]}))
