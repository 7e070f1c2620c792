"""Where each address goes: the record's pages, the reading's, and the account's."""

from django.urls import include, path

urlpatterns = [
    path("", include("reviews.urls")),
    path("", include("collation.urls")),
    path("accounts/", include("allauth.urls")),
]
