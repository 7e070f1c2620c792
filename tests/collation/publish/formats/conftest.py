"""Editions to write down."""

import pytest

from collation.publish.formats.edition import Edition
from collation.publish.formats.registry import draft_edition, published_edition
from collation.publish.freeze import freeze
from reviews.models import Comparison


@pytest.fixture
def draft(comparison: Comparison, ada, bert) -> Edition:
    """What would be published of Ada and Bert now."""
    return draft_edition(comparison)


@pytest.fixture
def edition(comparison: Comparison, ada, bert, alice, settings) -> Edition:
    """Version 1 of a publication of Ada and Bert, on a server that others reach."""
    settings.BASE_URL = "https://owls.example"
    return published_edition(freeze(comparison=comparison, by=alice, title="Owls", finding="They part."))
