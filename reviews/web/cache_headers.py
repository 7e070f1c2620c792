"""Cache headers: who may keep a page, and for how long."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from reviews.web.requests import Request

Respond = Callable[[Request], HttpResponse]


def private_unless_said(respond: Respond) -> Respond:
    """Middleware: keeps pages of signed-in people out of every cache.

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
