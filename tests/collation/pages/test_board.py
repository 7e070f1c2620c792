"""The part of a collation that is shown."""

from dataclasses import replace

from collation.pages.arrangement import Arrangement
from collation.pages.board import Board, board_of
from collation.pages.search import search
from tests.collation.samples.answers import SAFE, plain_turn
from tests.collation.samples.rows import cell, collation, row, unread, who

ADA, BERT = who("Ada"), who("Bert")
BOTH = ("ada", "bert")
MANY = collation(
    *(
        row(cell(ADA, "yes"), cell(BERT, "no" if at % 2 else "yes"), question=replace(SAFE, key=f"q{at}"))
        for at in range(450)
    )
)


def keys(board: Board) -> list[str]:
    return [shown.question.key for shown in board.rows]


def test_many_rows_come_in_pages():
    first = board_of(MANY, Arrangement(BOTH, BOTH))
    assert (len(first.rows), first.first, first.last, first.matching) == (60, 1, 60, 450)
    assert (first.before, first.after) == ("", "q60")
    last = board_of(MANY, Arrangement(BOTH, BOTH, row="q431"))
    assert (last.first, last.last, last.before, last.after) == (421, 450, "q360", "")


def test_a_page_is_the_one_that_holds_a_row():
    for at in (0, 59, 60, 449):
        assert f"q{at}" in keys(board_of(MANY, Arrangement(BOTH, BOTH, row=f"q{at}")))
    assert keys(board_of(MANY, Arrangement(BOTH, BOTH, row="nothing")))[0] == "q0"


def test_up_to_four_hundred_cells_are_one_page():
    few = replace(MANY, rows=MANY.rows[:200])
    assert (len(board_of(few, Arrangement(BOTH, BOTH)).rows), board_of(few, Arrangement(BOTH, BOTH)).after) == (200, "")


def test_only_rows_that_diverge():
    diverging = board_of(MANY, Arrangement(BOTH, BOTH, "diverging"))
    assert (diverging.matching, keys(diverging)[:2]) == (225, ["q1", "q3"])


def test_the_order_is_the_readers_and_the_strip_holds_the_others():
    board = board_of(MANY, Arrangement(BOTH, ("bert", "ada"), density="pinned", pinned=("bert",)))
    assert (board.order, board.strip) == ((1,), (0,))
    assert [one.respondent.key for _row, one in board.cells()][:2] == ["bert", "ada"]


def test_a_search_leaves_the_rows_that_hold_it():
    said = replace(ADA, turns=(plain_turn(1, "", "It is safe."),))
    rows = collation(
        row(unread(said, words="It is safe.")), row(cell(said, "yes"), question=replace(SAFE, key="other"))
    )
    found = search([said], "safe")
    assert keys(board_of(rows, Arrangement(("ada",), ("ada",), search="safe"), found=found)) == ["safe"]
    assert keys(board_of(rows, Arrangement(("ada",), ("ada",), "every", search="safe"), found=found)) == [
        "safe",
        "other",
    ]
    [(_row, _cell, passage)] = board_of(rows, Arrangement(("ada",), ("ada",))).passages()
    assert passage.text == "It is safe."
