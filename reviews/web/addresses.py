"""Addresses and queries, checked before a view sees them."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from reviews.characters import BARRED
from reviews.forms import tidied
from reviews.web.requests import Request

Respond = Callable[[Request], HttpResponse]


def tidy_addresses(respond: Respond) -> Respond:
    """Middleware: drops characters that no text here holds from queries.

    A path with one gives 404.
    """

    def answer(request: Request) -> HttpResponse:
        if BARRED.search(request.path_info):
            raise Http404
        request.GET = tidied(request.GET)
        return respond(request)

    return answer


def local_path(given: str) -> str:
    """A path of this site that a form names.

    "" stays "". Raises BadRequest for anything else.
    """
    if given and not (given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)):
        raise BadRequest("This leads to no page here.")
    return given
