"""The addresses of reviews."""

from django.urls import path

from reviews.views import home

app_name = "reviews"

urlpatterns = [
    path("", home.comparison_list, name="comparison_list"),
]
