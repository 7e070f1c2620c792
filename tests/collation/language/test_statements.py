"""A response as statements, with what each stands under."""

from hypothesis import given
from hypothesis import strategies as st

from collation.language.statements import account
from tests.collation.samples.answers import plain_turn, turn


def test_a_cell_stands_under_its_row_and_column():
    one = turn(1, "", "## Results\n\nIn short: good. Not bad.\n\n| Test | Wren‑3 |\n|---|---|\n| HumanEval | 71% |")
    told = account(one)
    assert [
        (told.text[s.start : s.end], told.text[s.whole_start : s.whole_end], s.label, s.column, s.heading)
        for s in told.statements
    ] == [
        ("Results", "Results", "", "", "Results"),
        ("In short: good.", "In short: good.", "In short", "", "Results"),
        ("Not bad.", "Not bad.", "", "", "Results"),
        ("HumanEval", "HumanEval\t71%", "", "Test", "Results"),
        ("71%", "HumanEval\t71%", "HumanEval", "Wren-3", "Results"),
    ]


def test_code_says_nothing():
    assert account(turn(1, "", "```\nx = 744\n```")).statements == ()


@given(st.text(max_size=100), st.integers(1, 30))
def test_statements_are_in_order_bounded_and_trimmed(text, times):
    one = plain_turn(1, "", text * times)
    told = account(one)
    assert len(told.text) == len(told.lowered) == len(one.text)
    end = 0
    for said in told.statements:
        assert end <= said.start < said.end <= len(one.text)
        assert said.whole_start <= said.start and said.end <= said.whole_end
        assert said.end - said.start <= 600
        words = one.text[said.start : said.end]
        assert words == words.strip()
        end = said.end
