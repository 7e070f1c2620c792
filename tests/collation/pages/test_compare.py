"""What the compare page shows: columns to arrange, words to paint, and turns that stand in no row."""

from dataclasses import replace

import pytest

from collation.pages.arrangement import Arrangement
from collation.pages.compare import CompareRecord, OtherTurn, OtherTurns, columns, painted, side_by_side
from collation.record import Suggestion
from tests.collation.samples.answers import plain_turn, turn
from tests.collation.samples.rows import cell, collation, row, unread, who

ADA, BERT = who("Ada"), who("Bert")
BOTH = Arrangement(("ada", "bert"), ("bert", "ada"))
TURN = plain_turn(1, "Thanks!", "You are welcome.")


def other(*, in_part: bool = False, chosen: bool = False, extent: str = "full") -> OtherTurn:
    return OtherTurn(TURN, TURN.text, in_part, chosen, extent)


@pytest.mark.parametrize(
    ("turn", "publication"),
    [
        (other(), "will not be published"),
        (other(chosen=True), "will be published whole"),
        (other(in_part=True), "will be published whole"),
        (other(in_part=True, extent="quotations"), "will be published in quotations"),
        (other(chosen=True, extent="quotations"), "will not be published"),
        (other(in_part=True, extent="nothing"), "will not be published"),
    ],
)
def test_what_of_a_turn_will_be_published(turn, publication):
    assert turn.publication == publication


@pytest.mark.parametrize(
    ("turns", "title", "standing"),
    [
        ((other(),), "1 other turn of Ada", "Nothing of it is set in a row. It will not be published."),
        ((other(in_part=True),), "1 turn of Ada", "Part of it stands in a row. It will be published whole."),
        ((other(), other()), "2 other turns of Ada", "Nothing of them is set in a row. None will be published."),
        (
            (other(), other(chosen=True), other(in_part=True)),
            "3 other turns of Ada",
            "Part of 1 stands in the rows, nothing of 2. 1 will not be published and 2 will be published whole.",
        ),
    ],
)
def test_the_other_turns_of_a_respondent(turns, title, standing):
    shown = OtherTurns(ADA, turns)
    assert (shown.title, shown.standing) == (title, standing)


def test_columns_are_in_the_readers_order_and_move_to_both_sides():
    both = collation(row(cell(ADA, "yes"), cell(BERT, "no")))
    assert [(column.head.key, column.shown, column.left, column.right) for column in columns(both, BOTH)] == [
        ("bert", True, None, "?"),
        ("ada", True, "?", None),
    ]
    hidden = Arrangement(("ada", "bert"), ("ada",))
    assert [(column.head.key, column.shown) for column in columns(both, hidden)] == [("ada", True), ("bert", False)]


def test_words_of_a_suggestion_are_painted_if_it_is_the_verdict_else_what_marks_quote():
    ada = replace(ADA, turns=(plain_turn(1, "", "It is safe. Quite."),))
    suggested = unread(ada, words="It is safe. Quite.")
    passage = suggested.reading.passages[0]
    question = suggested.question
    quoted = {(question.question_id, ADA.transcript_id): [(1, 12, 18), (9, 0, 2)]}
    shown = Arrangement(("ada",), ("ada",))
    assert painted(collation(row(suggested)), shown, quoted) == {(question.key, passage): [(12, 18)]}
    by_rules = cell(ada, "yes", "suggestion", suggestion=Suggestion("yes", "It is safe.", "", 1, 0, 11))
    by_rules = replace(by_rules, reading=replace(by_rules.reading, passages=(passage,)))
    assert painted(collation(row(by_rules)), shown, quoted) == {(question.key, passage): [(0, 11)]}


@pytest.mark.parametrize(
    ("answer", "quoted", "key_sentence"),
    [
        ("## Verdict\n\nIt is safe. Quite.", "", "It is safe."),
        ("## Verdict\n\nIt is safe. Quite.", "Quite.", "Quite."),
        ("- One.\n- Two.", "", "One."),
        ("| Risk |\n| --- |\n| It bites |\n\n```\ncode\n```\n\nIt is safe.", "", "It is safe."),
        ("## Safe, indeed", "", "Safe, indeed"),
        (f"{'It may bite and ' * 30}run.", "", f"{'It may bite and ' * 19}It may bite…"),
    ],
)
def test_the_sentence_that_stands_for_a_folded_cell(answer, quoted, key_sentence):
    said = turn(1, "", answer)
    ada = replace(ADA, turns=(said,))
    one = unread(ada, words=said.text)
    start = said.text.index(quoted)
    marked = {(one.question.question_id, ADA.transcript_id): [(1, start, start + len(quoted))]} if quoted else {}
    record = CompareRecord({(one.question.key, one.reading.passages[0]): answer}, {}, marked, {})
    [shown] = side_by_side(collation(row(one)), Arrangement(("ada",), ("ada",)), record)
    assert shown.cells[0].key_sentence == key_sentence
