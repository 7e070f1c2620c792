"""The addresses of words."""

from dataclasses import replace

import pytest

from collation.pages.anchors import Anchor, anchor_of, row_with
from tests.collation.samples.answers import SAFE, plain_turn
from tests.collation.samples.rows import collation, row, unread, who


def test_an_address_names_words():
    assert anchor_of("12-340-395") == Anchor(12, 340, 395)
    assert (Anchor(12, 340, 395).key, Anchor(12, 340, 395).id) == ("12-340-395", "r-12-340-395")


@pytest.mark.parametrize(
    "key",
    ["", "12", "12-340", "12-395-340", "12-5-5", "a-1-2", "1-2-3-4", " 1-2-3", "٣-1-2", "-1-2-3", "1-2-9999999999"],
)
def test_what_names_no_words(key):
    assert anchor_of(key) is None


def test_the_row_of_words_is_the_one_that_holds_most_of_them():
    ada = replace(who("Ada"), turns=(plain_turn(1, "", "It is safe. It works."),))
    works = unread(ada, words="It works.", question=replace(SAFE, key="works"))
    [passage] = works.reading.passages
    works = replace(works, reading=replace(works.reading, passages=(replace(passage, start=12, end=21),)))
    rows = collation(row(unread(ada, words="It is safe.")), row(works, question=works.question))
    found = [row_with(rows, Anchor(1, *span)) for span in ((0, 5), (8, 18), (12, 14))]
    assert [one.question.key for one in found if one] == ["safe", "works", "works"]
    assert row_with(rows, Anchor(2, 0, 5)) is None
    assert row_with(rows, Anchor(1, 40, 50)) is None
