"""The paper's own text, in pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.comparing import describe_comparison
from reviews.models import PaperPage
from reviews.paper_text import MOST_CHARS, pages_of, store_pages
from reviews.refusal import Refused


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", ()),
        (" \n\f\n ", ()),
        ("one page", ((1, "one page"),)),
        ("one\ftwo", ((1, "one"), (2, "two"))),
        ("one\f\fthree", ((1, "one"), (3, "three"))),
        ("\ftwo", ((2, "two"),)),
        ("--- page 3 ---\nthree\n-- Page 4 --\nfour", ((3, "three"), (4, "four"))),
        ("cover\n  === p. 2 ===  \ntwo\fthree", ((1, "cover"), (2, "two"), (3, "three"))),
        ("--- page 2 ---\nsecond\n--- page 1 ---\nfirst", ((1, "first"), (2, "second"))),
        ("--- page 2 ---\nhalf\n--- page 2 ---\nhalf", ((2, "half\n\nhalf"),)),
        ("--- page 0 ---\nnought", ((1, "nought"),)),
        ("see --- page 3 --- there", ((1, "see --- page 3 --- there"),)),
    ],
)
def test_pages_are_told_by_breaks_and_lines(text, pages):
    assert pages_of(text) == pages


@given(st.lists(st.sampled_from(["word", "\f", "\n--- page 2 ---\n", "\n--- page 7 ---\n", " ", "\n"]), max_size=12))
def test_no_word_is_lost_and_numbers_rise(parts):
    pages = pages_of("".join(parts))
    assert sum(words.count("word") for _, words in pages) == parts.count("word")
    numbers = [number for number, _ in pages]
    assert numbers == sorted(set(numbers)) and all(number >= 1 for number in numbers)


def stored(comparison) -> list[tuple[int, str]]:
    return list(PaperPage.objects.filter(paper=comparison.paper).values_list("number", "text"))


def test_a_text_takes_the_place_of_the_one_before(comparison):
    before = comparison.text_revision
    assert store_pages(comparison=comparison, text="first\r\n\fsecond") == 2
    assert stored(comparison) == [(1, "first"), (2, "second")]
    assert comparison.text_revision == before + 1
    assert store_pages(comparison=comparison, text="other") == 1
    assert stored(comparison) == [(1, "other")]
    assert store_pages(comparison=comparison, text="") == 0
    assert (stored(comparison), comparison.text_revision) == ([], before + 3)


def test_a_text_that_is_no_papers_is_refused(comparison):
    store_pages(comparison=comparison, text="kept")
    with pytest.raises(Refused, match="longer than 2,000,000 characters: paste the paper alone") as refused:
        store_pages(comparison=comparison, text="x" * (MOST_CHARS + 1))
    assert refused.value.field == "full_text"
    with pytest.raises(Refused, match="more than 5,000 pages"):
        store_pages(comparison=comparison, text="x\f" * 5001)
    assert stored(comparison) == [(1, "kept")]


def test_another_abstract_voids_the_reading_and_nothing_else_of_the_paper_does(comparison):
    before = comparison.text_revision
    describe_comparison(comparison=comparison, title="Owls", paper={"abstract": "", "authors": ["A. Owl"]})
    assert comparison.text_revision == before
    describe_comparison(comparison=comparison, title="Owls", paper={"abstract": "Owls see."})
    assert comparison.text_revision == before + 1
