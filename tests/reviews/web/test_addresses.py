"""Addresses that a request or a form names."""

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from reviews.web.addresses import local_path, tidy_addresses


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
