"""A page is made and sent again only if something on it has changed."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from reviews.models import User
from reviews.web import conditional as module
from reviews.web.conditional import conditional


class Page:
    """A page that counts how often it is made."""

    def __init__(self, status: int = 200) -> None:
        self.status, self.made = status, 0

    def __call__(self) -> HttpResponse:
        self.made += 1
        return HttpResponse("Owls.", status=self.status)


@pytest.fixture
def ask():
    """A request with these headers, of a session with that key."""

    def asked(session_key: str = "alices-session", unseen: int = 0, **headers: str) -> HttpRequest:
        request = RequestFactory().get("/", headers=headers)
        request.user = User(unseen=unseen)
        request.session = SessionStore(session_key)
        request._messages = CookieStorage(request)
        return request

    return asked


def etag(request: HttpRequest, *version: object) -> str:
    return conditional(request, version, Page()).headers["ETag"]


def test_what_the_browser_holds_is_neither_made_nor_sent(ask):
    page = Page()
    first = conditional(ask(), (1, "matrix"), page)
    assert (first.status_code, first.content, page.made) == (200, b"Owls.", 1)
    again = conditional(ask(If_None_Match=first.headers["ETag"]), (1, "matrix"), page)
    assert (again.status_code, again.content, page.made) == (304, b"", 1)
    assert again.headers["ETag"] == first.headers["ETag"]
    changed = conditional(ask(If_None_Match=first.headers["ETag"]), (2, "matrix"), page)
    assert (changed.status_code, page.made) == (200, 2)


def test_whatever_a_page_depends_on_changes_its_etag(ask, settings, monkeypatch):
    one = etag(ask(), 1)
    assert etag(ask(), 1) == one
    others = [
        etag(ask(), 2),
        etag(ask("bobs-session"), 1),
        etag(ask(unseen=1), 1),
        etag(ask(HX_Request="true"), 1),
        etag(ask(HX_Target="panel"), 1),
    ]
    settings.RELEASE = "0.2.0"
    others.append(etag(ask(), 1))
    monkeypatch.setattr(module, "hour", lambda: "the next hour")
    others.append(etag(ask(), 1))
    assert len({one, *others}) == 8


def test_a_page_with_something_to_say_is_sent_whole_and_held_by_nobody(ask):
    known = etag(ask(), 1)
    told, undoable = ask(If_None_Match=known), ask(If_None_Match=known)
    messages.success(told, "Stored.")
    undoable.session["just_placed"] = [1]
    for request in (told, undoable):
        answer = conditional(request, (1,), Page())
        assert (answer.status_code, answer.content) == (200, b"Owls.")
        assert "ETag" not in answer.headers


def test_a_refusal_has_no_etag(ask):
    assert "ETag" not in conditional(ask(), (1,), Page(422)).headers


def test_every_answer_is_private_and_differs_by_session_and_htmx(ask):
    for answer in (conditional(ask(), (1,), Page()), conditional(ask(If_None_Match=etag(ask(), 1)), (1,), Page())):
        assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
        assert set(answer.headers["Vary"].split(", ")) == {"Cookie", "HX-Request"}
