"""Where a paper can be read."""

import pytest

from reviews.models import Paper


@pytest.mark.parametrize(
    ("paper", "link"),
    [
        (Paper(url="https://owls.example/1", arxiv_id="2602.15763", doi="10.1000/182"), "https://owls.example/1"),
        (Paper(arxiv_id="2602.15763", doi="10.1000/182"), "https://arxiv.org/abs/2602.15763"),
        (Paper(doi="10.1000/182"), "https://doi.org/10.1000/182"),
        (Paper(doi="10.1000/a%2Fb#c?d e"), "https://doi.org/10.1000/a%252Fb%23c%3Fd%20e"),
        (Paper(), ""),
    ],
)
def test_its_own_address_comes_before_arxivs_and_the_dois(paper, link):
    assert paper.link == link
