"""The table that React Router's pages carry."""

import json

import pytest

from reviews.intake.bytes.turbo_stream import object_with
from reviews.intake.document import IntakeError


def page(table: object) -> str:
    return f"<script>streamController.enqueue({json.dumps(json.dumps(table))})</script>"


def test_the_object_with_a_key_is_put_together_from_its_places():
    table = [{"_1": 2}, "chat", {"_3": 4, "_5": 6}, "title", "Kites", "tags", [4, -5, 7], ["D", 1]]
    assert object_with(page(table), ("chat",), "a.html") == {"chat": {"title": "Kites", "tags": ["Kites", None, None]}}
    assert object_with(page(table), ("owl",), "a.html") is None
    assert object_with("<p>", ("chat",), "a.html") is None


def test_a_circle_is_refused():
    with pytest.raises(IntakeError, match=r"^a\.html holds too much, or too deep: it cannot be put together\.$"):
        object_with(page([{"_1": 0}, "chat"]), ("chat",), "a.html")
