"""What a respondent says it could read, and what only sounds like it."""

import pytest

from reviews.intake.page.evidence_basis import evidence_basis


@pytest.mark.parametrize(
    "said",
    [
        "I could only read the abstract.",
        "I only had access to the abstract and landing page, not to the rest.",
        "This is based only on the abstract.",
        "I did not have access to the full paper.",
    ],
)
def test_who_read_the_abstract_alone(said: str):
    assert evidence_basis(f"Yes, it works. {said} Ask me again.")[0] == "abstract_only"


@pytest.mark.parametrize(
    "said",
    [
        "I only saw the abstract and the results section.",
        "I could only open the abstract and the tables.",
        "I had just the abstract, plus the methods section, at hand.",
        "A summary based only on the abstract would be unfair.",
        "The abstract alone could mislead you.",
    ],
)
def test_who_read_more_or_says_nothing_of_it_is_not_said_to_have_read_the_abstract_alone(said: str):
    assert evidence_basis(f"Yes, it works. {said} Ask me again.") == ("unknown", "")
