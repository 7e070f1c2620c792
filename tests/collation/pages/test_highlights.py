"""The words that are painted in passages."""

from dataclasses import replace

from collation.pages.arrangement import Arrangement
from collation.pages.board import board_of
from collation.pages.highlights import painted
from collation.record import Suggestion
from tests.collation.samples.answers import plain_turn
from tests.collation.samples.rows import cell, collation, row, unread, who

ADA = who("Ada")


def test_words_of_a_suggestion_are_painted_if_it_is_the_verdict_else_what_marks_quote():
    ada = replace(ADA, turns=(plain_turn(1, "", "It is safe. Quite."),))
    suggested = unread(ada, words="It is safe. Quite.")
    passage = suggested.reading.passages[0]
    question = suggested.question
    quoted = {(question.question_id, ADA.transcript_id): [(1, 12, 18), (9, 0, 2)]}
    shown = Arrangement(("ada",), ("ada",))
    assert painted(board_of(collation(row(suggested)), shown), quoted) == {(question.key, passage): [(12, 18, "")]}
    by_rules = cell(ada, "yes", "suggestion", suggestion=Suggestion("yes", "It is safe.", "", 1, 0, 11))
    by_rules = replace(by_rules, reading=replace(by_rules.reading, passages=(passage,)))
    assert painted(board_of(collation(row(by_rules)), shown), quoted) == {(question.key, passage): [(0, 11, "")]}
