"""One cell of Compare."""

from dataclasses import replace

from collation.pages.compare_cell import LONG, CompareRecord, Ids, shown_cell
from tests.collation.samples.answers import plain_turn
from tests.collation.samples.rows import cell, unread, who

ADA = who("Ada")


def test_a_cell_of_many_words_is_long():
    for letters, long in ((LONG, False), (LONG + 1, True)):
        words = "o" * letters
        one = unread(replace(ADA, turns=(plain_turn(1, "", words),)), words=words)
        html = {(one.question.key, one.reading.passages[0]): words}
        assert shown_cell(one, (), CompareRecord(html, {}, {}, {}), {place: Ids("", "") for place in html}).long is long


def test_a_cell_without_words_says_its_verdict():
    shown = shown_cell(cell(ADA, "yes"), (), CompareRecord({}, {}, {}, {}), {})
    assert (shown.value, shown.word, shown.key_sentence, shown.passages) == ("yes", "yes", None, ())
