"""The pages of refusals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.defaults import permission_denied

from reviews.access import Archived
from reviews.lens import lens
from reviews.web.masking import masked


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The page of a 403.

    That of an archived comparison says how to open it again, without names that are hidden from the viewer.
    """
    if not isinstance(exception, Archived):
        return permission_denied(request, exception)
    comparison, seat = exception.comparison, exception.seat
    page = render(request, "reviews/settings/archived.html", {"comparison": comparison, "seat": seat}, status=403)
    return masked(page, lens(request.user, comparison, seat.role), QueryDict())
