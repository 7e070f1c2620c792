"""What a signed-in person gets is kept by nobody else."""

import pytest
from django.test import Client

from collation.publish.freeze import freeze
from config.static_files import POLICY
from tests.factories import make_transcript


@pytest.mark.parametrize("path", ["/account/", "/teams/", "/new/", "/c/{}/intake/", "/c/{}/settings/", "/c/none/"])
def test_pages_of_a_person_are_private(client, alice, comparison, path: str):
    client.force_login(alice)
    response = client.get(path.format(comparison.slug))
    assert response.headers["Cache-Control"] == "private, no-cache, no-store"
    assert "Cookie" in response.headers["Vary"]


def test_what_a_view_says_stays_and_a_stranger_is_told_nothing(client, alice, db):
    assert "Cache-Control" not in client.get("/in/").headers
    client.force_login(alice)
    feed = client.get("/feed.xml").headers
    assert feed["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in feed.get("Vary", "")


def test_a_page_with_an_etag_is_asked_for_again_each_time(client, alice, comparison):
    client.force_login(alice)
    for page in ("", "matrix/", "threads/"):
        answer = client.get(f"/c/{comparison.slug}/{page}")
        assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == ("private, no-cache", True)


def test_who_logs_out_leaves_nothing_in_the_browser(client, alice):
    client.force_login(alice)
    assert "Clear-Site-Data" not in client.get("/accounts/logout/").headers
    answer = client.post("/accounts/logout/")
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"cache"')
    assert client.get("/teams/").status_code == 302


def test_no_page_stands_in_a_frame_but_the_embed(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Is it safe?", "It is."))
    freeze(comparison=comparison, by=alice, title="Owls", finding="", named=False)
    for path in ("/", "/in/", "/accounts/login/", "/p/owl-2/", "/p/owl-2.json", "/feed.xml", "/nowhere/", "/healthz"):
        answer = client.get(path)
        assert answer.headers["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path
    embed = client.get("/p/owl-2/embed/")
    assert "X-Frame-Options" not in embed.headers
    assert "frame-ancestors *" in embed.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["css/look.css", "js/theme.mjs", "img/favicon.svg"])
def test_a_static_file_opened_as_a_page_may_do_nothing(settings, path):
    settings.WHITENOISE_USE_FINDERS = True
    answer = Client().get(f"/static/{path}")
    assert (answer.status_code, answer.headers["X-Frame-Options"]) == (200, "DENY")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
