"""The requests that reach our views, as the middleware has dressed them; for the reader and the type checker."""

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
    """A request of somebody who is signed in: what a view behind `login_required` receives."""

    user: User


def lead(request: Request, to: str, *args: Any) -> HttpResponse:
    """Takes somebody to another page: by a redirect, which htmx would put into the page where they are."""
    return HttpResponseClientRedirect(resolve_url(to, *args)) if request.htmx else redirect(to, *args)
