"""Data inside a page, as JSON in a <script> that nothing runs."""

import json

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reviews.richtext import data_block

HOSTILE = st.sampled_from(["</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;/script&gt;", "\u2028"])


@given(st.dictionaries(st.text() | HOSTILE, st.text() | HOSTILE | st.none() | st.lists(HOSTILE)))
def test_whatever_it_holds_it_is_one_element_and_the_same_data(value: dict):
    block = data_block(value, "application/ld+json")
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == value
    (script,) = LexborHTMLParser(f"<main>{block}</main>").css("script")
    assert script.parent.tag == "main"
    assert script.next is None
