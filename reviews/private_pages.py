"""Whose pages may be kept, and where."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from reviews.requests import Request

Respond = Callable[[Request], HttpResponse]


def private_unless_said(respond: Respond) -> Respond:
    """Middleware: what a signed-in person gets is theirs alone, and asked for again, where its view says nothing."""

    def answer(request: Request) -> HttpResponse:
        response = respond(request)
        if "Cache-Control" not in response.headers and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer
