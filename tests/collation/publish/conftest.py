"""What the tests of publishing share: the story of the pages of the reading."""

import json
from typing import Any

import pytest

from collation.publish.freeze import draft
from reviews.models import Comparison


@pytest.fixture
def drafted(comparison: Comparison):
    """Gives the draft of the comparison as it is stored, as the plain JSON values that would be kept."""

    def _drafted(**words: Any) -> dict[str, Any]:
        comparison.refresh_from_db()
        given = {"title": "Owls", "finding": "They part.", **words}
        return json.loads(json.dumps(draft(comparison, **given)))

    return _drafted
