"""The headings of a paper's pages."""

import pytest

from collation.paper_headings import headings


def test_numbered_titles_in_order_each_once():
    pages = [
        "Owl-2: listening at night\n\n1 Introduction\nOwls are heard more than seen.\n\n2. Related work\n",
        "3.2 Safety evaluation\nWe tried 12 microphones.\n\nA.1 Prompts used\nIV. Limits of the corpus\n3.2 Safety evaluation",
    ]

    assert headings(pages) == (
        "Introduction",
        "Related work",
        "Safety evaluation",
        "Prompts used",
        "Limits of the corpus",
    )


@pytest.mark.parametrize(
    "line",
    [
        "12 owls were recorded in Norway",
        "3 Owls were recorded in Norway; two were not.",
        "4.1 The loss is L = x + y",
        "2026 In the field",
        "5 A title that goes on and on for so long that no one would set it over a section of a paper",
        "Conclusion",
    ],
)
def test_other_lines_are_no_headings(line):
    assert headings([f"Text.\n{line}\nText."]) == ()


def test_no_pages_no_headings():
    assert headings([]) == headings([""]) == ()
