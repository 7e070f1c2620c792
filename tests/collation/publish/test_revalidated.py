"""Public answers: computed once, and asked for again by whoever keeps them."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from collation.publish.revalidated import public, revalidated


class Counted:
    """Gives a response, and counts how often."""

    def __init__(self, content: str = "owls", status: int = 200) -> None:
        self.content, self.status, self.calls = content, status, 0

    def __call__(self) -> HttpResponse:
        self.calls += 1
        return HttpResponse(self.content, status=self.status, headers={"X-Owl": "1"})


def get(respond: Counted, *version: object, etag: str = ""):
    request = RequestFactory().get("/", headers={"If-None-Match": etag} if etag else {})
    return revalidated(request, version, respond)


def test_it_is_computed_once_and_comes_back_the_same():
    respond = Counted()
    first, second = get(respond, 1), get(respond, 1)
    assert (first.status_code, first.content, first.headers) == (200, b"owls", second.headers)
    assert second.content == b"owls"
    assert second.headers["X-Owl"] == "1"
    assert respond.calls == 1


def test_whoever_has_it_gets_no_content(monkeypatch):
    respond = Counted()
    etag = get(respond, 1).headers["ETag"]
    unchanged = get(respond, 1, etag=etag)
    assert (unchanged.status_code, unchanged.content, unchanged.headers["ETag"]) == (304, b"", etag)
    assert unchanged.headers["Cache-Control"] == "public, no-cache"
    assert get(respond, 1, etag=f"W/{etag}").status_code == 304, "the compressed one"
    assert get(respond, 2, etag=etag).status_code == 200


@pytest.mark.parametrize("name", ["RELEASE", "BASE_URL", "STATIC_URL"])
def test_another_release_or_address_is_another_answer(settings, name):
    etag = get(Counted(), 1).headers["ETag"]
    setattr(settings, name, "https://other.example/")
    assert get(Counted(), 1).headers["ETag"] != etag


@pytest.mark.parametrize("respond", [Counted(status=410), Counted(status=409)])
def test_a_refusal_is_not_kept_and_has_no_etag(respond):
    for _ in range(2):
        answer = get(respond, 1)
        assert (answer.status_code, "ETag" in answer.headers) == (respond.status, False)
        assert answer.headers["Cache-Control"] == "public, no-cache"
    assert respond.calls == 2


def test_what_is_too_large_is_not_kept(monkeypatch):
    monkeypatch.setattr("collation.publish.revalidated._MOST_BYTES", 3)
    respond = Counted()
    for _ in range(2):
        assert get(respond, 1).content == b"owls"
    assert respond.calls == 2


def test_while_one_develops_nothing_is_kept(settings):
    settings.DEBUG = True
    respond = Counted()
    for _ in range(2):
        assert "ETag" not in get(respond, 1).headers
    assert respond.calls == 2


def test_everybody_may_have_it_and_asks_again():
    headers = public(HttpResponse("owls")).headers
    assert (headers["Cache-Control"], headers["Access-Control-Allow-Origin"]) == ("public, no-cache", "*")
