"""Redirects that htmx follows, too."""

import pytest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from reviews.web.requests import Request, lead


@pytest.fixture
def request_with():
    """A request with these headers, as the middleware of django-htmx leaves it."""

    def made(**headers: str) -> Request:
        request = RequestFactory().get("/", headers=headers)
        request.htmx = HtmxDetails(request)
        return request

    return made


def test_a_browser_is_redirected(request_with):
    answer = lead(request_with(), "reviews:draft_detail", "owl-2", 7)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/c/owl-2/intake/7/")
    assert "HX-Redirect" not in answer.headers


def test_htmx_is_told_where_to_go(request_with):
    answer = lead(request_with(HX_Request="true"), "/c/owl-2/?q=owls")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/c/owl-2/?q=owls")
    assert "Location" not in answer.headers
