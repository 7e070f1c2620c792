"""What a reply comes to, as its page shows it."""

import json

from collation.pages.readers import (
    MOST_SHOWN,
    disputed_cells,
    dropped_groups,
    fact_points,
    finding_points,
    verdict_rows,
)
from collation.readers.check import check_reply
from collation.readers.reply import parse_reply
from collation.readers.texts import SheetPaper, SheetQuestion, SheetText, SheetTurn
from collation.record import Suggestion
from tests.collation.samples.replies import ADA, BERT, reply

NAMES = {"ada": "Ada", "bert": "Bert"}
TEXTS = tuple(
    SheetText(key, NAMES[key], "model", (SheetTurn(at, "Is it safe?", said),))
    for at, (key, said) in enumerate((("ada", ADA), ("bert", BERT)))
)
SCALE = ("no", "unclear", "qualified", "yes")
QUESTIONS = (SheetQuestion("works", "Does it work?", SCALE), SheetQuestion("safe", "Is it safe?", SCALE))


def checked(**changed):
    return check_reply(parse_reply(json.dumps(reply(**changed))), QUESTIONS, TEXTS, SheetPaper())


def test_the_verdicts_stand_as_in_the_matrix():
    rows = verdict_rows(checked(cells=reply()["cells"][1:]), QUESTIONS, TEXTS)
    assert [(row.question, [(cell.name, cell.value) for cell in row.cells]) for row in rows] == [
        ("Does it work?", [("Ada", ""), ("Bert", "qualified")]),
        ("Is it safe?", [("Ada", "yes"), ("Bert", "unclear")]),
    ]
    assert rows[1].cells[0].quote == "It is safe for everyone."


def test_facts_that_diverge_come_first():
    same = {
        "topic": "Who was harmed",
        "kind": "claim",
        "diverges": False,
        "values": [
            {"value": "nobody", "respondent": "ada", "quote": "none of them was harmed"},
            {"value": "not known", "respondent": "bert", "quote": "Nobody knows whether it is safe."},
        ],
    }
    points = fact_points(checked(facts=[same, *reply()["facts"]]), NAMES)
    assert [(point.title, point.notes) for point in points] == [
        ("People in the trial", ("quantity", "the values differ")),
        ("Who was harmed", ("claim",)),
    ]
    assert [(quote.name, quote.value) for quote in points[0].quotes] == [
        ("Ada", "Five people"),
        ("Bert", "Seven people"),
    ]
    assert points[0].settled_by == "the table of the trial"


def test_a_finding_tells_who_raises_it_and_who_opposes_it():
    (point,) = finding_points(checked(), NAMES)
    assert (point.title, point.notes) == ("Few people tried it", ("weakness", "Bert; against it Ada"))
    assert [(quote.name, quote.opposes) for quote in point.quotes] == [("Bert", False), ("Ada", True)]


def test_what_was_dropped_is_grouped_in_one_order():
    dropped = [{"what": what, "place": "", "why": "", "quote": ""} for what in ("finding", "cell", "finding")]
    groups = dropped_groups(dropped)
    assert [(group.title, len(group.items), group.more) for group in groups] == [("Verdicts", 1, 0), ("Findings", 2, 0)]
    (many,) = dropped_groups(dropped[:1] * (MOST_SHOWN + 3))
    assert (len(many.items), many.more) == (MOST_SHOWN, 3)


def test_readers_differ_by_what_they_say_and_may_say():
    def said(verdict, by, **more):
        return Suggestion(verdict, by=by, source=by.lower(), **more)

    suggestions = {
        ("safe", "ada"): (said("yes", "Kite"), said("no", "Wren"), said("yes", "Finch")),
        ("safe", "bert"): (said("yes", "Kite"), said("no", "Wren", suspect=True)),
        ("works", "bert"): (said("yes", "Kite"), said(None, "Wren", state="silent")),
    }
    found = disputed_cells(QUESTIONS, TEXTS, suggestions)
    assert [(one.question.key, one.respondent.key, one.values) for one in found] == [
        ("works", "bert", (("yes", "Kite"), ("silent", "Wren"))),
        ("safe", "ada", (("yes", "Kite and Finch"), ("no", "Wren"))),
    ]
