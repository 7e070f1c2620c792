"""Where each address goes: the record's pages, the reading's, and the account's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path


def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, for whoever asks where icons once were."""
    return redirect(static("img/favicon.svg"))


handler403 = "reviews.views.errors.forbidden"
urlpatterns = [
    path("favicon.ico", favicon),
    path("", include("reviews.urls")),
    path("", include("collation.urls")),
    path("accounts/", include("allauth.urls")),
]
