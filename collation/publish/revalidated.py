"""Public answers: computed once, and asked for again by whoever keeps them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from collation.assemble.cache import ENGINE, cached
from collation.publish.formats.registry import written_here
from collation.publish.pages import dress

_MOST_BYTES = 4_000_000
"""What is larger is written anew for each request."""

Parts = tuple[int, dict[str, str], bytes]
"""Status, headers and content: what a later release can read, too."""


def revalidated(
    request: HttpRequest, version: tuple[object, ...], respond: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """The response of `respond`, kept in the cache, or 304.

    `version` says all that the response depends on, but for the code and settings. Only an answer of status 200 has an
    ETag, and is kept.
    """
    if settings.DEBUG:  # templates and style sheets change while one looks
        return public(respond())
    known = (version, ENGINE, settings.RELEASE, settings.BASE_URL, dress(), written_here())
    name = sha256(repr(known).encode()).hexdigest()
    etag = f'"{name[:32]}"'
    response = get_conditional_response(request, etag=etag) or _kept(name, respond)
    if response.status_code in (200, 304):
        response.headers["ETag"] = etag
    return public(response)


def public(response: HttpResponseBase) -> HttpResponseBase:
    """The response, as one that everybody may have and keep.

    What is published may be withdrawn at any time, so whoever keeps it has to ask each time. It depends on nobody who
    asks: pages of other sites may read it too.
    """
    patch_cache_control(response, public=True, no_cache=True)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _kept(name: str, respond: Callable[[], HttpResponse]) -> HttpResponse:
    status, headers, content = cached(f"public:{name}", lambda: _parts(respond()), worth=_is_worth_keeping)
    return HttpResponse(content, status=status, headers=headers)


def _parts(response: HttpResponse) -> Parts:
    return response.status_code, dict(response.headers), response.content


def _is_worth_keeping(parts: Parts) -> bool:
    status, _, content = parts
    return status == 200 and len(content) <= _MOST_BYTES
