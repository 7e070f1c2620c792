"""The pages of refusals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import permission_denied

from reviews.access import Archived


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of a 403.

    That of an archived comparison says how to open it again.
    """
    if not isinstance(exception, Archived):
        return permission_denied(request, exception)
    context = {"comparison": exception.comparison, "seat": exception.seat}
    return render(request, "reviews/settings/archived.html", context, status=403)
