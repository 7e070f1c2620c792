"""What everybody may read: publications, as page, Markdown, JSON, a matrix to embed, and a feed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from collation.publish.addresses import live_links, permanent_address
from collation.publish.feed import atom
from collation.publish.markdown import markdown
from collation.publish.render import document_of, render_embed, render_page
from reviews.links import full_address
from reviews.models import Publication

_A_YEAR = 31_536_000
_IN_THE_FEED = 50

Shown = Callable[[Publication], HttpResponse]
View = Callable[..., HttpResponse]


def _publication_view(show: Shown) -> View:
    """A view of the newest publication of a comparison, asked for again each time; of a numbered one, kept a year."""

    @require_safe
    @condition(etag_func=_etag)
    @wraps(show)
    def view(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
        response = show(_found(slug, number))
        if number is None:
            patch_cache_control(response, public=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=_A_YEAR, immutable=True)
        return response

    return view


def _found(slug: str, number: int | None) -> Publication:
    """The newest publication of a comparison, or that of a number; raises Http404 where there is none."""
    publications = Publication.objects.filter(comparison__slug=slug).select_related("comparison")
    found = (publications if number is None else publications.filter(number=number)).first()
    if found is None:
        raise Http404("Nothing is published at this address.")
    return found


def _etag(request: HttpRequest, slug: str, number: int | None = None) -> str | None:
    hashes = Publication.objects.filter(comparison__slug=slug).values_list("sha256", flat=True)
    found = (hashes if number is None else hashes.filter(number=number)).first()
    return found and f'"{found}-{settings.RELEASE}"'


@_publication_view
def published(publication: Publication) -> HttpResponse:
    """The page of the newest version, with the list of all versions."""
    links = live_links(publication, versions=True)
    return HttpResponse(render_page(document_of(publication), sha256=publication.sha256, links=links))


@_publication_view
def published_version(publication: Publication) -> HttpResponse:
    """The page of a numbered version: nothing on it changes when another appears."""
    links = live_links(publication)
    return HttpResponse(render_page(document_of(publication), sha256=publication.sha256, links=links))


@_publication_view
def published_markdown(publication: Publication) -> HttpResponse:
    """A version as Markdown."""
    text = markdown(document_of(publication), sha256=publication.sha256, url=permanent_address(publication))
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@_publication_view
def published_json(publication: Publication) -> HttpResponse:
    """A version's document, byte for byte as it was frozen."""
    return HttpResponse(publication.document, content_type="application/json; charset=utf-8")


@csp_replace({"frame-ancestors": ["*"]})
@_publication_view
def published_embed(publication: Publication) -> HttpResponse:
    """The matrix of the newest version, small, for a frame on anybody's page."""
    links = live_links(publication)
    return HttpResponse(render_embed(document_of(publication), sha256=publication.sha256, links=links))


def _newest(request: HttpRequest) -> str:
    return f'"{Publication.objects.order_by("-pk").values_list("sha256", flat=True).first()}-{settings.RELEASE}"'


@require_safe
@condition(etag_func=_newest)
def feed(request: HttpRequest) -> HttpResponse:
    """Everything published, newest first, as Atom."""
    publications = Publication.objects.select_related("comparison").defer("document").order_by("-published_at", "-pk")
    text = atom(
        publications[:_IN_THE_FEED],
        link=full_address(reverse("reviews:comparison_list")),
        feed_url=full_address(reverse("collation:feed")),
        address=permanent_address,
    )
    response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, no_cache=True)
    return response
