"""The sentence that stands for a folded cell."""

from dataclasses import replace

import pytest

from collation.pages.key_sentence import key_sentence
from tests.collation.samples.answers import turn
from tests.collation.samples.rows import unread, who

ADA = who("Ada")


@pytest.mark.parametrize(
    ("answer", "quoted", "sentence"),
    [
        ("## Verdict\n\nIt is safe. Quite.", "", "It is safe."),
        ("## Verdict\n\nIt is safe. Quite.", "Quite.", "Quite."),
        ("- One.\n- Two.", "", "One."),
        ("| Risk |\n| --- |\n| It bites |\n\n```\ncode\n```\n\nIt is safe.", "", "It is safe."),
        ("## Safe, indeed", "", "Safe, indeed"),
        (f"{'It may bite and ' * 30}run.", "", f"{'It may bite and ' * 19}It may bite…"),
    ],
)
def test_the_sentence_that_stands_for_a_folded_cell(answer, quoted, sentence):
    said = turn(1, "", answer)
    ada = replace(ADA, turns=(said,))
    one = unread(ada, words=said.text)
    start = said.text.index(quoted)
    marked = {(one.question.question_id, ADA.transcript_id): [(1, start, start + len(quoted))]} if quoted else {}
    assert key_sentence(one, marked) == sentence
