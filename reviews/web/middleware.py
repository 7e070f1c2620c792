"""Middleware: what is done with every request, and with every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.csrf import csrf_failure

from reviews.characters import BARRED
from reviews.forms import tidied
from reviews.web.requests import Request

Respond = Callable[[Request], HttpResponse]


def tidy_addresses(respond: Respond) -> Respond:
    """Drop characters that no text here holds from queries.

    A path with one gives 404.
    """

    def answer(request: Request) -> HttpResponse:
        if BARRED.search(request.path_info):
            raise Http404
        request.GET = tidied(request.GET)
        return respond(request)

    return answer


def refuse_rather_than_redirect(respond: Respond) -> Respond:
    """Answer 401 for htmx instead of a redirect to the sign-in page.

    htmx would follow the redirect into a panel. The page stays as it is, with what was typed on it;
    static/js/failures.mjs says why, and how to go on.
    """

    def answer(request: Request) -> HttpResponse:
        response = respond(request)
        signed_out = isinstance(response, HttpResponseRedirect) and response.url.startswith(
            f"{resolve_url(settings.LOGIN_URL)}?"
        )
        return HttpResponse(status=401) if signed_out and request.htmx else response

    return answer


def refuse_stale_form(request: Request, reason: str = "") -> HttpResponse:
    """Refuses a form from before its sender signed in or out.

    401 for htmx as above, else the page of this refusal.
    """
    return HttpResponse(status=401) if request.htmx else csrf_failure(request, reason)


def private_unless_said(respond: Respond) -> Respond:
    """Keep pages of signed-in people out of every cache.

    A view may say otherwise: that everybody may have the page, or, with an ETag, that it is asked for again. Logging
    out clears the browser's cache.
    """

    def answer(request: Request) -> HttpResponse:
        response = respond(request)
        is_public = "public" in response.headers.get("Cache-Control", "")
        if not is_public and "ETag" not in response.headers and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True, no_store=True)
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    return answer
