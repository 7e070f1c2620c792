"""The rows of the compare page."""

from collation.pages.arrangement import Arrangement
from collation.pages.board import board_of
from collation.pages.compare import side_by_side
from collation.pages.compare_cell import CompareRecord
from tests.collation.samples.rows import cell, collation, row, who

ADA, BERT = who("Ada"), who("Bert")
NOTHING = CompareRecord({}, {}, {}, {})


def test_cells_are_in_the_readers_order_and_only_rows_that_diverge_if_asked():
    both = collation(row(cell(ADA, "yes"), cell(BERT, "no")), row(cell(ADA, "yes"), cell(BERT, "yes")))
    rows = side_by_side(board_of(both, Arrangement(("ada", "bert"), ("bert", "ada"))), NOTHING)
    assert [[shown.respondent.key for shown in each.cells] for each in rows] == [["bert", "ada"]] * 2
    assert [each.divergence for each in rows] == [1.0, 0.0]
    diverging = side_by_side(board_of(both, Arrangement(("ada", "bert"), ("ada",), "diverging")), NOTHING)
    assert [[shown.value for shown in each.cells] for each in diverging] == [["yes"]]
