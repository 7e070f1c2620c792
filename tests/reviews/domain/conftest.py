"""What the tests of the verbs share."""

import pytest

from reviews.domain.drafts import begin_draft
from reviews.domain.sources import record_document
from reviews.models import Comparison, IntakeDraft, Transcript, User
from tests.reviews.domain import one_paste, two_voices


@pytest.fixture
def recorded(comparison: Comparison, alice: User) -> list[Transcript]:
    """The transcripts of a document of two voices, Owl and Lark."""
    return record_document(comparison=comparison, document=two_voices.document(), by=alice)


@pytest.fixture
def draft(comparison: Comparison, alice: User) -> IntakeDraft:
    """Alice's draft of a paste."""
    return begin_draft(comparison=comparison, by=alice, document=one_paste.document())
