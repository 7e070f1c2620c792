"""Tables that the clipboard flattened."""

from reviews.intake.page.flattened_tables import glued_rows, tabbed_rows


def test_rows_with_tabs_end_where_their_number_of_cells_changes():
    assert tabbed_rows(["A\tB\n", "1\t2\n", "words"], 0) == [["A", "B"], ["1", "2"]]
    assert tabbed_rows(["A\tB", "words"], 0) == []


def test_glued_rows_can_be_cut_in_one_way_only():
    lines = ["ModelScoreNote", "One.Two.Three", "Four.Five.Six", ""]
    assert glued_rows(lines, 0) == [["Model", "Score", "Note"], ["One.", "Two.", "Three"], ["Four.", "Five.", "Six"]]
    assert glued_rows(["ModelScoreNote", "One.Two", "Four.Five.Six", ""], 0) == []
    assert glued_rows(["ModelScore", "Claudegood", ""], 0) == []
