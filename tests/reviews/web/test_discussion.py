"""Where a new comment is found, and when the list counts anew."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from reviews.access import Seat
from reviews.domain.threads import open_thread
from reviews.lens import lens
from reviews.web.context import Context
from reviews.web.discussion import counted, page_of, place, told


@pytest.fixture
def comment(comparison, bob):
    return open_thread(comparison=comparison, by=bob, body="Hm.")


@pytest.mark.parametrize("from_page", ["", "/c/owls/matrix/"])
def test_a_comment_is_on_the_page_of_its_form_or_on_its_own(comparison, comment, from_page):
    request = RequestFactory().post("/", {"next": from_page})
    page = from_page or f"/c/{comparison.slug}/threads/{comment.thread_id}/"
    assert page_of(request, comment.thread) == page
    assert place(request, comment) == f"{page}#comment-{comment.pk}"


def test_from_a_page_of_its_own_the_thread_leads_back(comparison, comment):
    request = RequestFactory().post("/", {"back": "/c/owls/conflicts/#conflict-a-b"})
    page = f"/c/{comparison.slug}/threads/{comment.thread_id}/?back=%2Fc%2Fowls%2Fconflicts%2F%23conflict-a-b"
    assert place(request, comment) == f"{page}#comment-{comment.pk}"


def test_the_list_counts_anew(comparison, comment, bob):
    def posted(next_page: str) -> dict:
        request = RequestFactory().post("/", {"next": next_page})
        return counted(Context(request, comparison, Seat("reviewer"), lens(bob, comparison), "threads"))

    assert posted(f"/c/{comparison.slug}/threads/?show=open") == {"on_list": True, "total": 1}
    assert posted(f"/c/{comparison.slug}/matrix/") == {}


def test_the_page_is_told():
    assert told(HttpResponse()).headers["HX-Trigger"] == '{"threads-changed": {}}'
