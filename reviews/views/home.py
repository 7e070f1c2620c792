"""The first page: the comparisons of those who are signed in, what has been published for everyone else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def comparison_list(request: HttpRequest) -> HttpResponse:
    """The comparisons that the viewer may see."""
    return render(request, "reviews/comparison_list.html")
