"""Request types with the attributes that middleware adds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from reviews.models import User


class Request(HttpRequest):
    """Anybody's request."""

    htmx: HtmxDetails


class MemberRequest(Request):
    """A request of somebody who is signed in."""

    user: User


def lead(request: Request, to: str, *args: Any) -> HttpResponse:
    """Redirects to another page, also from an htmx request.

    htmx would put the target of a plain redirect into the current page.
    """
    return HttpResponseClientRedirect(resolve_url(to, *args)) if request.htmx else redirect(to, *args)
