"""The addresses of collation."""

from django.urls import URLPattern

app_name = "collation"

urlpatterns: list[URLPattern] = []
