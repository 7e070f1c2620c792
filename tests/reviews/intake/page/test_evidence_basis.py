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


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        ("I read the GLM-5 paper end-to-end and treated it as a system paper.", "full_paper"),
        ("I've read the whole paper twice.", "full_paper"),
        ("I read all 40 pages.", "full_paper"),
        ("After reading the full paper, I am not convinced.", "full_paper"),
        ("I read the report carefully.", "full_paper"),
        ("I have only seen the abstract.", "abstract_only"),
        ("Only the abstract was available to me.", "abstract_only"),
        ("The full text was behind a paywall.", "abstract_only"),
        ("I searched the web for it.", "web_search"),
        ("I searched the society's pages.", "web_search"),
        ("I fetched the page directly.", "web_search"),
        ("What I could read: the abstract only", "abstract_only"),
        ("## What I could read\n\nThe full text, as a PDF.", "full_paper"),
        ("1. What I could read\nPages about it that I found on the web.", "web_search"),
        ("**What I could read:** not the full paper, just its abstract", "abstract_only"),
        ("What I could read\n\nNothing.", "unknown"),
        ("## What I could read\n\n## 1. Does it work?\n\nThe full paper says so.", "unknown"),
        ("If I had read the full paper, I would know.", "unknown"),
        ("Did you read the full paper?", "unknown"),
        ("I read the paper on a train.", "unknown"),
        ("I read the paper through the lens of safety.", "unknown"),
        ("The authors read the full paper aloud.", "unknown"),
        ("I read the abstract.", "unknown"),
    ],
)
def test_what_people_write_of_their_reading(said: str, basis: str):
    found, quote = evidence_basis(said)
    assert (found, bool(quote)) == (basis, basis != "unknown")
    assert quote in said


def test_the_line_on_what_could_be_read_outranks_other_statements():
    said = "What I could read: the full paper\n\nI searched the web too, and I could only read the abstract of another."
    assert evidence_basis(said) == ("full_paper", "the full paper")
    assert evidence_basis("It works.", searched="Searched the web") == ("web_search", "Searched the web")
