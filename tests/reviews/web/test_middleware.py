"""What middleware does with requests and answers."""

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.asserts import assertContains, assertRedirects

from collation.publish.freeze import freeze
from config.static_files import POLICY
from reviews.web.middleware import tidy_addresses
from tests.factories import make_transcript


def queried(path: str) -> dict[str, list[str]]:
    """What a view is asked for, behind the middleware."""
    asked: dict[str, list[str]] = {}

    def view(request) -> HttpResponse:
        asked.update(request.GET.lists())
        return HttpResponse()

    tidy_addresses(view)(RequestFactory().get(path))
    return asked


def test_a_query_comes_without_the_characters_that_no_text_holds():
    assert queried("/?q=barn%00owl&q=%1Bowl&sort=title") == {"q": ["barnowl", "owl"], "sort": ["title"]}
    assert queried("/?q=two%0Alines%09owl") == {"q": ["two\nlines\towl"]}


@pytest.mark.parametrize("character", ["%00", "%1B", "%EF%BF%BF"])
def test_a_path_with_one_is_nowhere(character: str):
    with pytest.raises(Http404):
        queried(f"/c/owl{character}/")


# A session that ended while a page of it was open


@pytest.mark.parametrize("ask", ["get", "post"])
def test_a_request_of_a_script_is_refused_instead_of_being_sent_to_sign_in(client, comparison, ask):
    address = f"/c/{comparison.slug}/threads/open/"
    response = getattr(client, ask)(address, headers={"HX-Request": "true", "HX-Target": "panel"})
    assert (response.status_code, response.content) == (401, b"")
    plain = getattr(client, ask)(address)
    assertRedirects(plain, f"/accounts/login/?next={address}")


def test_other_redirects_are_followed_by_scripts_too(client, comparison):
    client.force_login(comparison.created_by)
    response = client.post(f"/c/{comparison.slug}/settings/phase/", {"phase": "mark"}, headers={"HX-Request": "true"})
    assertRedirects(response, f"/c/{comparison.slug}/settings/#phase", fetch_redirect_response=False)


def test_a_form_from_before_signing_in_is_refused_likewise(comparison):
    client = Client(enforce_csrf_checks=True)
    client.force_login(comparison.created_by)
    address = f"/c/{comparison.slug}/threads/open/"
    response = client.post(address, {"body": "Is it so?"}, headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")
    assertContains(client.post(address, {"body": "Is it so?"}), "This page was open too long", status_code=403)


# What a signed-in person gets is kept by nobody else


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
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    for path in ("/", "/in/", "/accounts/login/", "/p/owl-2/", "/p/owl-2.json", "/feed.xml", "/nowhere/", "/healthz"):
        answer = client.get(path)
        assert answer.headers["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path
    embed = client.get("/p/owl-2/embed/")
    assert "X-Frame-Options" not in embed.headers
    assert "frame-ancestors *" in embed.headers["Content-Security-Policy"]


@pytest.mark.django_db  # the end of an answer looks at connections that earlier tests opened
@pytest.mark.parametrize("path", ["css/look.css", "js/theme.mjs", "img/favicon.svg"])
def test_a_static_file_opened_as_a_page_may_do_nothing(settings, path):
    settings.WHITENOISE_USE_FINDERS = True
    answer = Client().get(f"/static/{path}")
    answer.close()
    assert (answer.status_code, answer.headers["X-Frame-Options"]) == (200, "DENY")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
