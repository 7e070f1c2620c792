"""Tables of pipes, also without a proper line below their head."""

import pytest

from reviews.pipe_tables import PipeTable, cells_of, pipe_table_at

AB, CD = ("a", "b"), ("c", "d")


def table(text: str) -> PipeTable | None:
    return pipe_table_at(text.split("\n"), 0)


@pytest.mark.parametrize(
    "rule", ["|---|---|", "| - | - |", "|===|===|", "|—|—|", "|:-:|", "+----+----+", "| --- | --- | --- |", "|---|:--"]
)
def test_whatever_is_drawn_below_the_head_is_its_line(rule):
    assert table(f"|a|b|\n{rule}\n|c|d|\nafter") == PipeTable((AB, CD), 3, True)


def test_without_that_line_pipes_that_stand_apart_make_a_table_without_a_head():
    assert table("| a | b |\n| c | d |\n| | x\\|y |") == PipeTable((AB, CD, ("", "x|y")), 3, False)
    assert table("  | a | b |  \n| c | d |\n\n| e | f |") == PipeTable((AB, CD), 2, False)


def test_a_line_drawn_at_the_foot_is_no_row():
    assert table("| a | b |\n|---|---|\n| c | d |\n|---|---|") == PipeTable((AB, CD), 4, True)


def test_of_rows_that_differ_nobody_can_say_what_belongs_together():
    assert table("| a | b |\n| c | d | e |") == PipeTable((), 2, False)
    assert table("|a|b|\n|---|---|\n|c|\n|d|e|f|") is None, "a line with one cell ends it"


@pytest.mark.parametrize(
    "text",
    [
        "|a| + |b|\n|c| + |d|",
        "| a | b |",
        "| a | b |\nc | d",
        "|---|---|\n|---|---|",
        "a | b\nc | d",
        "| a |\n| b |",
        "| a | b \\|\n| c | d |",
        "",
    ],
)
def test_what_may_be_something_else_is_left_alone(text):
    assert table(text) is None


def test_cells_are_what_stands_between_pipes():
    assert cells_of(" | a | b\\|c | ") == ["a", "b|c"]
    assert cells_of("a | b") == ["a", "b"]


@pytest.mark.parametrize("cell", ["|", " |", "  |", " \\|", " \\ |", "a |", " | |"])
def test_many_pipes_take_no_longer_than_they_are(cell):
    lines = ["|" + cell * 20_000 + "x"] * 3
    assert pipe_table_at(lines, 0) is None
