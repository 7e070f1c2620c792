"""The marks of citations in an answer, and its sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.characters import MASK, masked, unmasked
from reviews.richtext import distinct, render, sources_in

MARKED = [
    ("It is safe【8†source】【4:0†paper.pdf】.", "It is safe."),
    ("It is safe 【turn0search1】 here.", "It is safe here."),
    ("It is 【安全】 here.", "It is 【安全】 here."),
    ("It is safe citeturn2view3turn1search0.", "It is safe."),
    ("It is safe \ue200cite\ue202turn0search3\ue201.", "It is safe."),
    ("It is safe :contentReference[oaicite:0]{index=0}.", "It is safe."),
    ("It is safe [1][12], and fast[3].", "It is safe, and fast."),
    ("It is safe [1, 2] and fast [4–6].", "It is safe and fast."),
    ("It is safe.[^1] It is fast.", "It is safe. It is fast."),
    ("It lies in [0, 1], as [2] of x[3] says.", "It lies in [0, 1], as [2] of x[3] says."),
    ("The turn of 8 sources in [x]", "The turn of 8 sources in [x]"),
    ("The evidence is limited.Oxford Academic+1 More follows.", "The evidence is limited. More follows."),
    ("The evidence is limited. Reddit +2 Wikipedia +1", "The evidence is limited."),
    ("Sales grew. Revenue +5 per cent.", "Sales grew. Revenue +5 per cent."),
    ("Safe[1](https://a.org) and [fast](https://b.org).", "Safe and fast."),
    ("Safe ([A](https://a.org), [B b](https://b.org)).", "Safe."),
    ("Safe ([oai_citation:1‡A b](https://a.org)).", "Safe."),
    ("Safe.[Oxford Academic+1](https://a.org)", "Safe."),
    ("Safe. [Nature](https://a.org) [Science](https://b.org) Fast.", "Safe. Fast."),
    ("Safe. [Read the paper.](https://a.org)", "Safe. Read the paper."),
    ("`a[1]` and `【8†source】`, $x_{[1]}$", "a[1] and 【8†source】, $x_{[1]}$"),
    ("- Safe.\n- [Nature](https://a.org)", "Safe.\nNature"),
]
PIECES = (
    "【8†source】", "[1]", "[^2]", "citeturn0search1", "\ue200cite\ue202x\ue201", "Nature+1", "[1](https://a.org)",
    "[Nature](https://b.org/x)", "([A](https://c.org))", "## Sources\n", "\n\n", "https://d.org ",
)  # fmt: skip
SIGNS = st.sampled_from((*"ab1. \n[](){}#-*`+|", *PIECES))
answers = st.lists(SIGNS, max_size=40).map("".join)


def read(markdown: str) -> str:
    """What is left of an answer without its marks."""
    rendered = render(markdown)
    return unmasked(masked(rendered.text, rendered.citations.marks))


def sources(markdown: str) -> list[tuple[str, str]]:
    return [tuple(source) for source in render(markdown).citations.sources]


@pytest.mark.parametrize(("markdown", "words"), MARKED)
def test_marks_are_none_of_the_words(markdown, words):
    assert read(markdown) == words


def test_a_mark_on_two_lines_ends_no_block():
    assert read("It is limited.\nNature\n+1\n\nMore.") == "It is limited.\nMore."


def test_what_a_mark_links_to_is_a_source_and_another_link_is_none():
    assert sources(
        "Safe ([OpenAI](https://a.org/x?utm_source=chatgpt.com)). See [it](https://b.org). Fast.[2](https://c.org)"
    ) == [("OpenAI", "https://a.org/x?utm_source=chatgpt.com"), ("", "https://c.org")]


def test_a_chip_is_named_without_the_number_of_further_sources():
    assert sources("Limited.[Oxford Academic+1](https://a.org)") == [("Oxford Academic", "https://a.org")]


@pytest.mark.parametrize(
    "heading", ["### Sources", "**References:**", "Quellen", "## 3. Works cited", "出典", "Citations:"]
)
def test_the_list_at_the_end_names_the_sources(heading):
    listed = "1. [Title A](https://a.org/)\n2. B, 2024. https://b.org/x.\n3. Nothing"
    answer = f"Safe [1](https://a.org).\n\n{heading}\n\n{listed}\n"
    assert sources(answer) == [("Title A", "https://a.org"), ("B, 2024", "https://b.org/x")]


def test_numbered_addresses_at_the_end_are_sources_without_a_heading():
    assert sources("Safe[1].\n\n[1] https://a.org\n[2] Title https://b.org") == [
        ("", "https://a.org"),
        ("Title", "https://b.org"),
    ]
    assert sources("Safe.[^1]\n\n[^1]: The title. <https://x.org/a>") == [("The title", "https://x.org/a")]
    assert sources("Download it from https://a.org.") == []


def test_a_list_of_an_export_is_read_link_by_link():
    assert sources_in("- [A \\[1\\]](https://a.org)\n- [B](javascript:x)\n- [](https://b.org)") == (
        ("A [1]", "https://a.org"),
        ("", "https://b.org"),
    )


def test_each_address_is_one_source_with_the_first_title_that_it_has():
    found = distinct([("", "https://a.org/?utm_source=x"), ("A \u200b b", "https://a.org"), ("C", "https://A.org/")])
    assert found == (("A b", "https://a.org/?utm_source=x"),)


@given(answers)
def test_marks_lie_in_order_within_one_block_each_and_outside_of_code(markdown):
    rendered = render(markdown)
    position = 0
    for start, end in rendered.citations.marks:
        assert position <= start < end
        [block] = [block for block in rendered.blocks if block.start <= start and end <= block.end]
        assert block.kind != "code"
        position = end
    hidden = masked(rendered.text, rendered.citations.marks)
    assert len(hidden) == len(rendered.text)
    assert all(a in (b, MASK) for a, b in zip(hidden, rendered.text, strict=True))


@given(answers)
def test_sources_are_addresses_of_the_web_each_once(markdown):
    found = render(markdown).citations.sources
    assert all(url.startswith(("https://", "http://")) for _, url in found)
    assert distinct(found) == found


@given(st.text(alphabet="abc .,!\n", max_size=60))
def test_plain_words_hold_no_mark(text):
    assert render(text).citations == render("").citations
