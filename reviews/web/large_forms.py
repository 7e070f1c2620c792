"""Forms that hold a whole document, above Django's limit."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from reviews.intake.bytes.decode import MAX_BYTES
from reviews.web.context import Context
from reviews.web.requests import MemberRequest

MOST_FORM_BYTES = 4 * MAX_BYTES
"""The most bytes of a pasted form: text and HTML, percent-encoded."""
_CHUNK = 1024 * 1024
"""How many bytes are read and dropped at a time."""


def large_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view read a urlencoded form of up to MOST_FORM_BYTES.

    A longer form is cut there, and the form refuses it in words. The form is read before the middleware's CSRF check
    reads it under Django's limit, which all other views keep. The same check follows.
    """

    @csrf_protect
    def checked(request: MemberRequest, context: Context) -> HttpResponse:
        return view(context)

    @csrf_exempt
    @wraps(view)
    def with_large_form(context: Context) -> HttpResponse:
        request = context.request
        if request.content_type == "application/x-www-form-urlencoded":
            body = request.read(MOST_FORM_BYTES)
            drop_rest(request)
            request.POST = QueryDict(body, encoding=request.encoding or "utf-8")
        return checked(request, context)

    return with_large_form


def drop_rest(request: MemberRequest) -> None:
    """Read the rest of a request, and keep nothing of it."""
    while request.read(_CHUNK):
        pass
