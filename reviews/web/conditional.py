"""Pages of a comparison, sent again only when something on them has changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from reviews.access import Seat
from reviews.lens import Lens
from reviews.models import Comparison


def conditional(
    request: HttpRequest, comparison: Comparison, seat: Seat, view: Lens, respond: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """What `respond` gives, or 304 where the browser holds it already; it is asked only where that is not so.

    The ETag holds the comparison's revision, what the viewer may know and do, the session, the htmx target and the
    release; and the hour, since pages say how long ago things happened. A page with a message to show has none.
    """
    if len(get_messages(request)):
        response: HttpResponseBase = respond()
    else:
        etag = _etag(request, comparison, seat, view)
        response = get_conditional_response(request, etag=etag) or respond()
        if response.status_code in (200, 304):
            response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Cookie", "HX-Request"))
    return response


def _etag(request: HttpRequest, comparison: Comparison, seat: Seat, view: Lens) -> str:
    told = (
        comparison.pk,
        comparison.revision,
        view.fingerprint,
        seat.role,
        request.session.session_key,
        request.headers.get("HX-Request"),
        request.headers.get("HX-Target"),
        settings.RELEASE,
        hour(),
    )
    return f'"{sha256(repr(told).encode()).hexdigest()[:32]}"'


def hour() -> str:
    """The hour that it is."""
    return f"{timezone.now():%Y%m%d%H}"
