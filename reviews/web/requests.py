"""Requests as middleware leaves them, and where they lead."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from reviews.models import User


class Request(HttpRequest):
    """Anybody's request."""

    htmx: HtmxDetails


class MemberRequest(Request):
    """A request of somebody who is signed in."""

    user: User


def local_path(given: str) -> str:
    """A path of this site that a form names.

    "" stays "". Raises BadRequest for anything else.
    """
    if given and not (given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)):
        raise BadRequest("This leads to no page here.")
    return given


def lead(request: Request, to: str, *args: Any) -> HttpResponse:
    """Redirects to another page, also from an htmx request.

    htmx would put the target of a plain redirect into the current page.
    """
    return HttpResponseClientRedirect(resolve_url(to, *args)) if request.htmx else redirect(to, *args)
