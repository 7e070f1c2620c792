"""Pages that are sent again only if something on them has changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from reviews.web.undo import is_waiting


def conditional(
    request: HttpRequest, version: tuple[object, ...], respond: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The response of `respond`, or 304 if the browser holds it already.

    `respond` is called only if it does not.
    The ETag holds `version`, the session, the mentions not seen, the htmx target and the release; and the hour, since
    pages say how long ago things happened. A page with a message to show, or an undo to offer, has none.
    """
    if len(get_messages(request)) or is_waiting(request):
        response = respond()
    else:
        etag = _etag(request, version)
        response = get_conditional_response(request, etag=etag) or respond()
        if response.status_code in (200, 304):
            response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Cookie", "HX-Request"))
    return response


def _etag(request: HttpRequest, version: tuple[object, ...]) -> str:
    known = (
        version,
        request.session.session_key,
        getattr(request.user, "unseen", 0),
        request.headers.get("HX-Request"),
        request.headers.get("HX-Target"),
        settings.RELEASE,
        hour(),
    )
    return f'"{sha256(repr(known).encode()).hexdigest()[:32]}"'


def hour() -> str:
    """The hour that it is."""
    return f"{timezone.now():%Y%m%d%H}"
