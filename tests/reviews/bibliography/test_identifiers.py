"""What people paste to name a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.bibliography.identifiers import PaperIds, parse_paper_ids

OWL = PaperIds(arxiv_id="2602.15763", url="https://arxiv.org/abs/2602.15763")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", PaperIds()),
        ("  \n", PaperIds()),
        ("2602.15763", OWL),
        (" arXiv:2602.15763 ", OWL),
        ("arxiv: 2602.15763V2", OWL._replace(version="v2")),
        ("https://arxiv.org/abs/2602.15763", OWL),
        ("http://www.arxiv.org/abs/2602.15763v3#section", OWL._replace(version="v3")),
        ("https://arxiv.org/pdf/2602.15763v2.pdf", OWL._replace(version="v2")),
        ("https://arxiv.org/html/2602.15763/", OWL),
        ("arxiv.org/abs/2602.15763", OWL),
        ("hep-th/9901001", PaperIds("hep-th/9901001", "", "https://arxiv.org/abs/hep-th/9901001")),
        ("math.GT/0309136v1", PaperIds("math.GT/0309136", "", "https://arxiv.org/abs/math.GT/0309136", "v1")),
        ("10.1000/xyz", PaperIds(doi="10.1000/xyz", url="https://doi.org/10.1000/xyz")),
        ("doi:10.1000/xyz.", PaperIds(doi="10.1000/xyz", url="https://doi.org/10.1000/xyz")),
        ("https://doi.org/10.1000/xyz", PaperIds(doi="10.1000/xyz", url="https://doi.org/10.1000/xyz")),
        ("https://dx.doi.org/10.1000/a%3Ab", PaperIds(doi="10.1000/a:b", url="https://doi.org/10.1000/a:b")),
        ("10.48550/arXiv.2602.15763", OWL._replace(doi="10.48550/arXiv.2602.15763")),
        ("https://example.org/paper?id=3", PaperIds(url="https://example.org/paper?id=3")),
        ("https://arxiv.org/list/cs.AI/recent", PaperIds(url="https://arxiv.org/list/cs.AI/recent")),
    ],
)
def test_every_way_of_naming_a_paper(text: str, ids: PaperIds):
    assert parse_paper_ids(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "GLM-5",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "example.org/paper",
        "https://",
        "https://a b",
        "//[",
        "https://[x",
    ],
)
def test_anything_else_is_refused_in_words(text: str):
    with pytest.raises(ValueError, match="Give an arXiv id, a DOI, or an address"):
        parse_paper_ids(text)


@given(st.text())
def test_what_is_found_is_found_again_by_its_address(text: str):
    try:
        ids = parse_paper_ids(text)
    except ValueError:
        return
    again = parse_paper_ids(ids.url)
    assert (again.arxiv_id, again.url) == (ids.arxiv_id, ids.url)
