"""Words are found however they are spelt."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.language.spellings import pattern_of


def found(words: str, text: str) -> list[str]:
    return [match.group() for match in pattern_of(words).finditer(text)]


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("safe", "Safe, unsafe, SAFETY", ["Safe", "SAFE"]),
        (
            "red",
            "compared, Red, (red) cafe\u0301red re\u0301d infra-red_red",
            ["Red", "red", "re\u0301d", "red", "red"],
        ),
        ("red-teaming", "Red Teaming red\u2011\nteaming redteaming", ["Red Teaming", "red\u2011\nteaming"]),
        ("red teaming", "red-teaming, coloured teaming", ["red-teaming"]),
        ("a - b", "a-b", ["a-b"]),
        ("-5", "x-5 −5", ["-5", "−5"]),
        ("glm", "中文GLM", ["GLM"]),
        ("كتاب", "الكتاب", ["كتاب"]),
        ("cafe", "Café cafe\u0301 CAFÉ", ["Café", "cafe\u0301", "CAFÉ"]),
        ("résumé", "a resume", ["resume"]),
        ("strasse", "Die Straße, STRASSE", ["Straße", "STRASSE"]),
        ("Straße", "strasse", ["strasse"]),
        ("fine", "ﬁne", ["ﬁne"]),
        ("ﬁ", "Fine", ["Fi"]),
        ("iij", "IĲ ⅱj iij", ["IĲ", "ⅱj", "iij"]),
        ("offit", "oﬃt oﬀit ofﬁt", ["oﬃt", "oﬀit", "ofﬁt"]),
        ("fix", "ﬁ\u0308x", ["ﬁ\u0308x"]),
        ("it's", "it’s", ["it’s"]),
        ("well-read", "well\u2011read", ["well\u2011read"]),
        ("two words", "two \n\twords", ["two \n\twords"]),
        ("x2", "x²", ["x²"]),
        ("한국", "한국어", ["한국"]),
        ("найвный", "Наи\u0306вный", ["Наи\u0306вный"]),
        ("一致", "不一致", ["一致"]),
        ("a.b", "acb a.b", ["a.b"]),
        ("[x]*", "[X]*", ["[X]*"]),
    ],
)
def test_words_are_found_in_every_spelling(words, text, places):
    assert found(words, text) == places


VISIBLE = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)


@given(st.text(max_size=40), VISIBLE, st.text(max_size=40))
def test_what_stands_in_a_text_is_found_there(before, words, after):
    text = f"{before} {words}{after}"
    assert any(start <= len(before) + 1 < end for start, end in map(re.Match.span, pattern_of(words).finditer(text)))


def test_long_runs_of_signs_and_spaces_cost_no_more_than_their_length():
    assert found("--b", "-" * 200_000) == []
    assert found("- a - - b", "a - " * 50_000) == []
