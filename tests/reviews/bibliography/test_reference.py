"""What is known of a paper."""

import pytest

from reviews.bibliography.identifiers import PaperIds
from reviews.bibliography.reference import (
    Reference,
    UnreadableReference,
    arxiv_said,
    known_by,
    one_line,
    paragraphs,
    year_in,
)


def test_white_space_and_what_cannot_be_stored():
    assert one_line(" a \n b\x00") == "a b"
    assert paragraphs("a\nb\n\n c ") == "a b\n\nc"


def test_years_and_arxiv_ids_in_a_text():
    assert [year_in(text) for text in ("in 1998 or 2001", "12345", "")] == [1998, None, None]
    assert arxiv_said("arXiv preprint arXiv:2602.15763v2") == "2602.15763v2"
    assert arxiv_said("10.1000/1") == ""


def test_the_first_of_each_kind_counts_and_the_link_is_the_address():
    assert known_by(["10.1000/1", "arXiv:2602.15763v2"], "https://e.org/a") == PaperIds(
        arxiv_id="2602.15763", doi="10.1000/1", url="https://e.org/a", version="v2"
    )


def test_a_field_that_is_longer_than_its_column_is_refused():
    assert len(Reference(title="t" * 500).title) == 500
    with pytest.raises(UnreadableReference, match=r"^The title is longer than 500 characters\.$"):
        Reference(title="t" * 501)
