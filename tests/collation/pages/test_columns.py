"""The columns to arrange, and their heads."""

from dataclasses import replace
from datetime import date

from collation.pages.arrangement import Arrangement
from collation.pages.columns import columns, head_of
from tests.collation.samples.rows import cell, collation, row, who

ADA, BERT = who("Ada"), who("Bert")
BOTH = Arrangement(("ada", "bert"), ("bert", "ada"))


def test_columns_are_in_the_readers_order_and_move_to_both_sides():
    both = collation(row(cell(ADA, "yes"), cell(BERT, "no")))
    assert [(column.head.key, column.shown, column.left, column.right) for column in columns(both, BOTH)] == [
        ("bert", True, None, "?view=everybody"),
        ("ada", True, "?view=everybody", None),
    ]
    hidden = Arrangement(("ada", "bert"), ("ada",))
    assert [(column.head.key, column.shown) for column in columns(both, hidden)] == [("ada", True), ("bert", False)]


def test_a_head_says_no_version_that_its_name_holds():
    said = replace(ADA, name="Ada 5.2", version="5.2", said_on=date(2026, 2, 3), round=2)
    assert head_of(said).provenance == "3\N{NO-BREAK SPACE}February\N{NO-BREAK SPACE}2026 · round 2"
    assert head_of(replace(said, version="5", said_on=None, round=1)).provenance == "5"
