"""Words are found however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.language.spellings import pattern_of


def found(words: str, text: str) -> list[str]:
    return [match.group() for match in pattern_of(words).finditer(text)]


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("safe", "Safe, unsafe, SAFETY", ["Safe", "safe", "SAFE"]),
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
    text = before + words + after
    assert any(start <= len(before) < end for start, end in (one.span() for one in pattern_of(words).finditer(text)))
