"""What a signed-in person gets is kept by nobody else."""

import pytest


@pytest.mark.parametrize("path", ["/account/", "/teams/", "/new/", "/c/{}/intake/", "/c/{}/settings/", "/c/none/"])
def test_pages_of_a_person_are_private(client, alice, comparison, path: str):
    client.force_login(alice)
    response = client.get(path.format(comparison.slug))
    assert "private" in response.headers["Cache-Control"]
    assert "no-cache" in response.headers["Cache-Control"]
    assert "Cookie" in response.headers["Vary"]


def test_what_a_view_says_stays_and_a_stranger_is_told_nothing(client, alice, db):
    assert "Cache-Control" not in client.get("/in/").headers
    client.force_login(alice)
    feed = client.get("/feed.xml").headers
    assert feed["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in feed.get("Vary", "")
