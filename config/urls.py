"""The addresses of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path


def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, for browsers that ask at its old address."""
    return redirect(static("img/favicon.svg"))


handler403 = "reviews.views.errors.forbidden"
urlpatterns = [
    path("favicon.ico", favicon),
    path("", include("reviews.urls")),
    path("", include("collation.urls")),
    path("accounts/", include("allauth.urls")),
]
