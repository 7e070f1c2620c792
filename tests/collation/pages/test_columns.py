"""The columns to arrange."""

from collation.pages.arrangement import Arrangement
from collation.pages.columns import columns
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
