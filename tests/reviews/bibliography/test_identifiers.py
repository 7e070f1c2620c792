"""What people paste to name a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.bibliography.identifiers import PaperIds, canonical_address, parse_paper_ids

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
        ("arxiv 2602.15763", OWL),
        ("(arXiv:2602.15763).", OWL),
        ("see https://arxiv.org/abs/2602.15763v2, p. 3", OWL._replace(version="v2")),
        ("A. Owl, Night flight, arXiv preprint arXiv:2602.15763 (2026)", OWL),
        ("https://huggingface.co/papers/2602.15763", OWL),
        ("https://www.alphaxiv.org/abs/2602.15763v2", OWL._replace(version="v2")),
        ("https://ar5iv.labs.arxiv.org/html/2602.15763", OWL),
        ("https://example.org/arxiv/2602.15763", PaperIds("", "", "https://example.org/arxiv/2602.15763")),
        ("hep-th/9901001", PaperIds("hep-th/9901001", "", "https://arxiv.org/abs/hep-th/9901001")),
        ("math.GT/0309136v1", PaperIds("math.GT/0309136", "", "https://arxiv.org/abs/math.GT/0309136", "v1")),
        ("10.1000/xyz", PaperIds(doi="10.1000/xyz", url="https://doi.org/10.1000/xyz")),
        ("doi:10.1000/xyz.", PaperIds(doi="10.1000/xyz", url="https://doi.org/10.1000/xyz")),
        ("https://doi.org/10.1000/xyz", PaperIds(doi="10.1000/xyz", url="https://doi.org/10.1000/xyz")),
        ("https://dx.doi.org/10.1000/a%3Ab", PaperIds(doi="10.1000/a:b", url="https://doi.org/10.1000/a:b")),
        ("10.48550/arXiv.2602.15763", OWL._replace(doi="10.48550/arXiv.2602.15763")),
        ("arXiv:2602.15763v2 [cs.LG]", OWL._replace(version="v2")),
        ("arXiv:2602.15763v2  [cs.LG]  17 Feb 2026", OWL._replace(version="v2")),
        ("hep-th/1601.07616", PaperIds("1601.07616", "", "https://arxiv.org/abs/1601.07616")),
        ("arXiv:hep-th/1601.07616v2", PaperIds("1601.07616", "", "https://arxiv.org/abs/1601.07616", "v2")),
        ("https://example.org/paper?id=3", PaperIds(url="https://example.org/paper?id=3")),
        ("https://arxiv.org/list/cs.AI/recent", PaperIds(url="https://arxiv.org/list/cs.AI/recent")),
    ],
)
def test_every_way_of_naming_a_paper(text: str, ids: PaperIds):
    assert parse_paper_ids(text) == ids


SICI = "10.1002/(SICI)1096-9861(19960129)365:1<113::AID-CNE9>3.0.CO;2-6"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        (SICI, SICI),
        (SICI.replace("<", "%3C").replace(">", "%3E"), SICI),
        (f"https://onlinelibrary.wiley.com/doi/abs/{SICI.replace('<', '%3C').replace('>', '%3E')}", SICI),
        ("10.3319/TAO.2009.05.25.02(IWNOP)", "10.3319/TAO.2009.05.25.02(IWNOP)"),
        ("(10.3319/TAO.2009.05.25.02(IWNOP))", "10.3319/TAO.2009.05.25.02(IWNOP)"),
        ("(see 10.1016/0021-9681(87)90171-8).", "10.1016/0021-9681(87)90171-8"),
        ("10.1016/0021-9681(87)90171-8).", "10.1016/0021-9681(87)90171-8"),
        ("[10.1000/xyz]", "10.1000/xyz"),
        ("<https://doi.org/10.1000/xyz>", "10.1000/xyz"),
        ("DOI 10.1000/xyz", "10.1000/xyz"),
        ("A. Owl, Night flight, 2020, https://doi.org/10.1000/xyz.", "10.1000/xyz"),
        ("10.1000/xyz/full", "10.1000/xyz"),
        ("https://www.frontiersin.org/articles/10.3389/fpsyg.2013.00863/full", "10.3389/fpsyg.2013.00863"),
        ("https://dl.acm.org/doi/pdf/10.1145/3368089.3409742", "10.1145/3368089.3409742"),
        ("https://link.springer.com/content/pdf/10.1007/s10664-020-09881-0.pdf", "10.1007/s10664-020-09881-0"),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0012345&type=x",
            "10.1371/journal.pone.0012345",
        ),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://www.science.org/doi/10.1126/science.abc1234#tab", "10.1126/science.abc1234"),
        ("https://doi.org/10.1000%2Fxyz", "10.1000/xyz"),
    ],
)
def test_a_doi_comes_whole_and_without_what_stands_around_it(text: str, doi: str):
    ids = parse_paper_ids(text)
    assert (ids.doi, parse_paper_ids(ids.url)) == (doi, ids)


def test_the_address_of_a_doi_leads_to_it():
    ids = parse_paper_ids("https://doi.org/10.1000/a%3Fb%23c%2525")
    assert (ids.doi, ids.url) == ("10.1000/a?b#c%25", "https://doi.org/10.1000/a%3Fb%23c%2525")
    assert canonical_address("", ids.doi) == ids.url


def test_two_dois_name_no_paper():
    with pytest.raises(ValueError, match="Give an arXiv id, a DOI, or an address"):
        parse_paper_ids("10.1000/a and 10.1000/b")


def test_a_number_without_its_archive_says_what_is_missing():
    with pytest.raises(
        ValueError, match=r"^0112019 is no whole arXiv id: give its archive, too, as in hep-th/0112019\.$"
    ):
        parse_paper_ids("0112019")


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
        "arXiv:2602.15763 and arXiv:2602.15764",
        "arXiv 2602",
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
