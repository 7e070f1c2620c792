"""The pieces of a response that a person can place."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from collation.language.chunks import Chunk, chunks, joined
from collation.record import Block
from reviews import richtext


def cut(markdown: str) -> list[tuple[str, str]]:
    rendered = richtext.render(markdown)
    found = chunks([Block(*block) for block in rendered.blocks], rendered.text)
    return [(chunk.kind, rendered.text[chunk.start : chunk.end]) for chunk in found]


def test_headings_paragraphs_and_code_stand_alone():
    assert cut("# Safe?\n\nOne.\n\nTwo.\n\n```\nx = 1\n```") == [
        ("heading", "Safe?"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
        ("code", "x = 1"),
    ]


def test_an_item_takes_what_hangs_below_it():
    assert cut("- one\n    - under one\n- two") == [("item", "one\nunder one"), ("item", "two")]


def test_a_table_is_one():
    assert cut("Before.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n\nAfter.") == [
        ("paragraph", "Before."),
        ("table", "A\tB\n1\t2\n3\t4"),
        ("paragraph", "After."),
    ]


def test_quoted_paragraphs_are_one():
    assert cut("> one\n>\n> two\n\nthree") == [("quote", "one\ntwo"), ("paragraph", "three")]


def test_a_text_without_blocks_is_one_and_an_empty_one_none():
    assert chunks([], "All of it") == (Chunk("paragraph", 0, 9),)
    assert chunks([], " \n") == ()


LINES = st.lists(
    st.sampled_from(
        ["# Head", "Words here.", "- item", "    - deep", "1. first", "| a | b |", "| --- | --- |", "> said", ""]
    ),
    max_size=20,
)


@given(LINES)
def test_chunks_are_in_order_and_hold_every_word(lines):
    rendered = richtext.render("\n".join(lines))
    found = chunks([Block(*block) for block in rendered.blocks], rendered.text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    held = "".join(rendered.text[chunk.start : chunk.end] for chunk in found)
    assert held.split() == rendered.text.split() or "".join(held.split()) == "".join(rendered.text.split())


def test_spans_that_touch_or_have_white_space_between_are_joined():
    assert joined([(6, 9), (0, 3), (3, 4), (5, 7)], "abcd efghi jk") == ((0, 9),)


def test_words_between_keep_spans_apart():
    assert joined([(0, 2), (3, 5)], "abcde") == ((0, 2), (3, 5))
    assert joined([], "abc") == ()
