"""A comparison that three respondents have answered, as the pages of the reading show it."""

import pytest
from django.core.cache import cache

from reviews.models import Comparison, Question, Role, Transcript, User
from tests.collation.samples.two_answers import ADA, ASKED, BERT
from tests.collation.views.compare_page import ALL, CHATGPT, CLAUDE, GEMINI, REWORDED
from tests.factories import MembershipFactory, make_transcript
from tests.made_once import made_once


@pytest.fixture(autouse=True)
def fresh_cache():
    """Readings are cached under keys that a database of its own gives out again."""
    cache.clear()


@pytest.fixture
def ada(comparison: Comparison) -> Transcript:
    """Answers all three questions; saw the abstract only."""
    return make_transcript(
        comparison,
        "Ada",
        (ASKED, ADA),
        version="2.1",
        said_on="2026-02-24",
        evidence_basis="abstract_only",
        evidence_quote="I could read only the abstract",
    )


@pytest.fixture
def bert(comparison: Comparison, ada: Transcript) -> Transcript:
    """Answers all three questions, and parts from Ada on safety."""
    return make_transcript(comparison, "Bert", (ASKED, BERT), evidence_basis="web_search")


@pytest.fixture
def cleo(comparison: Comparison, bert: Transcript) -> Transcript:
    """Was never asked about the code."""
    return make_transcript(
        comparison, "Cleo", ("Does Owl-2 work?", "Yes, Owl-2 works."), ("And safety?", "Yes, it is safe.")
    )


@pytest.fixture
def safe(comparison: Comparison) -> Question:
    return comparison.questions.get(key="safe")


@pytest.fixture
@made_once
def erin(team) -> User:
    """A reader in the team."""
    return MembershipFactory(team=team, user__name="Erin", role=Role.READER).user


@pytest.fixture
@made_once
def eve(team):
    """An editor in the team."""
    return MembershipFactory(team=team, user__name="Eve", role=Role.EDITOR).user


@pytest.fixture
def filled(comparison):
    """Alice's comparison with three respondents; Gemini was asked about safety only, and ChatGPT chatted on."""
    make_transcript(
        comparison,
        "Claude",
        (REWORDED, CLAUDE),
        version="Opus",
        said_on="2026-02-24",
        evidence_basis="abstract_only",
        evidence_quote="I only saw the abstract.",
    )
    make_transcript(
        comparison,
        "ChatGPT",
        (ALL, CHATGPT),
        ("If it were a person?", "A teenager, surely."),
        evidence_basis="web_search",
    )
    make_transcript(comparison, "Gemini", ("And safety?", GEMINI))
    return comparison
