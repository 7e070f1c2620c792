"""What everybody may read: publications, as page, Markdown and JSON."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from collation.publish.markdown import markdown
from collation.publish.render import STYLESHEETS, Links, document_of, render_page
from reviews.models import Publication


def _found(slug: str, number: int | None = None) -> Publication:
    """The newest publication of a comparison, or that of a number; raises Http404 where there is none."""
    publications = Publication.objects.filter(comparison__slug=slug)
    found = (publications.filter(number=number) if number else publications).first()
    if found is None:
        raise Http404("Nothing is published at this address.")
    return found


def _etag(request: HttpRequest, slug: str, number: int | None = None) -> str:
    publication = _found(slug, number)
    newest = Publication.objects.filter(comparison__slug=slug).values_list("number", flat=True).first()
    return f'"{publication.sha256}-{newest}-{settings.RELEASE}"'


def _links(publication: Publication, slug: str) -> Links:
    numbers = Publication.objects.filter(comparison_id=publication.comparison_id).values_list("number", flat=True)
    return Links(
        stylesheets=[static(f"css/{name}") for name in STYLESHEETS],
        markdown=reverse("collation:published_markdown", args=[slug]),
        json=reverse("collation:published_json", args=[slug]),
        versions=[
            (
                number,
                "" if number == publication.number else reverse("collation:published_version", args=[slug, number]),
            )
            for number in numbers
        ],
        canonical=f"{settings.BASE_URL}{reverse('collation:published_version', args=[slug, publication.number])}",
    )


@require_safe
@condition(etag_func=_etag)
def published(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The page of the newest version, or of a numbered one."""
    publication = _found(slug, number)
    page = render_page(document_of(publication), sha256=publication.sha256, links=_links(publication, slug))
    response = HttpResponse(page)
    patch_cache_control(response, public=True, no_cache=True)
    return response


@require_safe
@condition(etag_func=_etag)
def published_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version as Markdown."""
    publication = _found(slug)
    text = markdown(document_of(publication), sha256=publication.sha256)
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    patch_cache_control(response, public=True, no_cache=True)
    return response


@require_safe
@condition(etag_func=_etag)
def published_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version's document, byte for byte as it was frozen."""
    response = HttpResponse(_found(slug).document, content_type="application/json; charset=utf-8")
    patch_cache_control(response, public=True, no_cache=True)
    return response
