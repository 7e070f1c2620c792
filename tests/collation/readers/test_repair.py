"""What a reply lacks, and the prompt that asks for it."""

import json

from collation.readers.names import name_map
from collation.readers.repair import Missing, joined, repair_prompt, rest_of
from collation.readers.reply import parse_reply
from tests.collation.readers.samples import TEXTS

MISSING = Missing(
    (("claude", "works"), ("claude", "code_safe"), ("chatgpt", "works")),
    ("chatgpt",),
    ("facts",),
    True,
    "findings",
    "It is slow",
)


def test_nothing_missing_asks_nothing():
    assert repair_prompt(Missing(), sheet_id="s-1") == ""
    assert Missing().sentences == ()


def test_the_prompt_asks_for_what_is_missing():
    assert repair_prompt(MISSING, sheet_id="s-1") == (
        "Your reply broke off in the middle. Reply to the same sheet once more, under the same rules, with one JSON object "
        'that holds only what is missing, and begins with "sheet": "s-1":\n'
        "- cells for these respondents and questions, with quotations that stand in the text:\n"
        "  claude: works, code_safe\n"
        "  chatgpt: works\n"
        "- evidence_basis of chatgpt\n"
        "- facts, all of them\n"
        "- the rest of findings, behind “It is slow”\n"
    )
    assert MISSING.sentences == (
        "The reply ends in the middle.",
        "3 cells are missing.",
        "The evidence basis of chatgpt is missing.",
        "The list of findings may go on.",
        "There is no list of facts.",
    )


def test_it_speaks_of_replaced_names():
    names = name_map(TEXTS, seed="a")
    text = repair_prompt(MISSING, sheet_id="s-1", names=names)
    assert "claude" not in text and f"{names.replacement('claude')}: works, code_safe" in text


def test_a_reply_and_its_repair_are_one():
    first = parse_reply('{"sheet": "s-1", "cells": [{"respondent": "a", "question": "q", "state": "silent"}, {"resp')
    second = parse_reply(json.dumps({"facts": [], "cells": [{"respondent": "b", "question": "q", "state": "silent"}]}))
    whole = joined(first, second)
    assert [cell.said.respondent for cell in whole.cells] == ["a", "b"]
    assert (whole.sheet, whole.cut_off, whole.parts) == ("s-1", False, {"cells", "facts"})


def test_a_list_without_its_end_is_asked_for_behind_its_last_title():
    reply = parse_reply('{"cells": [], "findings": [{"title": "It is slow", "raised_by": []}, {"title": "It')
    assert rest_of(reply) == ("findings", "It is slow")
    assert rest_of(parse_reply('{"findings": [], "cells": [{"resp')) == ("", "")
    assert rest_of(parse_reply('{"findings": []}')) == ("", "")
