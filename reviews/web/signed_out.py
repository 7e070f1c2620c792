"""Answers to htmx requests after the session has ended."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.views.csrf import csrf_failure

from reviews.web.requests import Request

Respond = Callable[[Request], HttpResponse]


def refuse_rather_than_redirect(respond: Respond) -> Respond:
    """Middleware: 401 for htmx instead of a redirect to the sign-in page.

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
