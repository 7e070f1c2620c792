"""What the tests of the verbs share."""

import pytest

from reviews.domain.sources import record_document
from reviews.models import Comparison, Transcript, User
from tests.reviews.domain.two_voices import document


@pytest.fixture
def recorded(comparison: Comparison, alice: User) -> list[Transcript]:
    """The transcripts of a document of two voices, Owl and Lark."""
    return record_document(comparison=comparison, document=document(), by=alice)
