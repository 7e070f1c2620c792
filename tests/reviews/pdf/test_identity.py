"""What a PDF says it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.bibliography import Reference
from reviews.pdf.identity import identity

NO_INFO = dict.fromkeys(("Title", "Author", "Subject", "DOI", "doi", "arXivID"), "")


def told(page: str = "", runs: list[tuple[float, str]] | None = None, **info: str) -> Reference:
    return identity(page, NO_INFO | info, runs or [])


def test_the_stamp_of_arxiv_names_the_paper():
    assert told("Owls\narXiv:2602.15763v1  [cs.LG]  17 Feb 2026\n") == Reference(arxiv_id="2602.15763", version="v1")
    assert told("arXiv:hep-th/9901001v3 5 Jan 1999").arxiv_id == "hep-th/9901001"


def test_a_paper_that_is_cited_is_not_this_one():
    assert told("as in arXiv:2001.00001, and arXiv preprint arXiv:1706.03762v5 (2017)") == Reference()


def test_the_information_names_the_paper():
    assert told(
        arXivID="https://arxiv.org/abs/2602.15763v2", DOI="https://doi.org/10.48550/arXiv.2602.15763"
    ) == Reference(arxiv_id="2602.15763", version="v2", doi="10.48550/arXiv.2602.15763")
    assert told(doi="10.48550/arXiv.2602.15763").arxiv_id == "2602.15763"
    assert told(Subject="Owl Studies, 12 (2026) 1-9. doi:10.1000/owl.1").doi == "10.1000/owl.1"
    assert told(arXivID="rubbish", DOI="rubbish") == Reference()


def test_what_is_too_long_to_be_a_name_is_none():
    assert told(arXivID=f"{'a' * 60}/1234567", DOI=f"10.1000/{'x' * 200}") == Reference()


def test_a_doi_on_the_first_page_counts_where_it_is_the_only_one():
    assert told("https://doi.org/10.1000/owl.1. Published; see doi: 10.1000/owl.1)").doi == "10.1000/owl.1"
    assert told("doi:10.1000/owl.1 cites doi:10.1000/kite.2").doi == ""


@pytest.mark.parametrize(
    ("title", "believed"),
    [
        ("Owls see at night", True),
        ("Owls:  a\nsurvey", True),
        ("", False),
        ("owl.tex", False),
        ("Microsoft Word - owl_final.docx", False),
        ("untitled", False),
        ("paper 3", False),
        ("arXiv:2602.15763v1 [cs.LG] 17 Feb", False),
        ("Owls", False),
        ("Ada Owl (ada@example.org)", False),
        ("12 34 56", False),
        ("Owl " * 100, False),
    ],
)
def test_a_title_is_believed_where_it_looks_like_one(title, believed):
    assert told(Title=title).title == (" ".join(title.split()) if believed else "")


def test_else_the_largest_words_of_the_first_page_are_the_title():
    runs = [
        (9.0, "Preprint of 2026"),
        (20.0, "42"),
        (17.2, "Owls see at night, \r\nand so do we"),
        (10.0, "words " * 50),
    ]
    assert told(runs=runs, Title="main.dvi").title == "Owls see at night, and so do we"
    assert told(runs=[(10.0, "All of one size is no title")]).title == ""


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("A. Owl; B. Kite", ("A. Owl", "B. Kite")),
        ("A. Owl, B. Kite, and C. Wren", ("A. Owl", "B. Kite", "C. Wren")),
        ("A. Owl and B. Kite", ("A. Owl", "B. Kite")),
        ("Owl, Ada", ("Owl, Ada",)),
        ("Owl, Ada; Kite, Bo", ("Owl, Ada", "Kite, Bo")),
        ("admin", ()),
        ("x " * 200, ()),
        ("", ()),
    ],
)
def test_authors_are_told_apart(author, names):
    assert told(Author=author).authors == names


@given(
    st.text(max_size=200), st.text(max_size=80), st.lists(st.tuples(st.floats(0, 50), st.text(max_size=40)), max_size=4)
)
def test_whatever_it_says_can_be_stored(page, words, runs):
    found = told(page, runs, **dict.fromkeys(NO_INFO, words))
    for said in (found.title, found.arxiv_id, found.version, found.doi, *found.authors):
        assert "\x00" not in said
        said.encode()
