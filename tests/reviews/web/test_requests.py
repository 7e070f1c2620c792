"""Redirects that htmx follows, too."""

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from reviews.web.requests import Request, lead, local_path


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


@pytest.mark.parametrize("path", ["", "/", "/c/owl-2/?q=owls#row-safe", "/c/%2F%2Fe.org/"])
def test_a_path_of_this_site_stays_as_it_is(path: str):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        "c/owl-2/",
        "?q=owls",
        "//e.org",
        "///e.org",
        "/\\e.org",
        "\\\\e.org",
        "https://e.org/",
        "javascript:alert(1)",
        " /c/",
        "/\t/e.org",
    ],
)
def test_whatever_else_a_form_names_is_refused(elsewhere: str):
    with pytest.raises(BadRequest, match="leads to no page here"):
        local_path(elsewhere)
