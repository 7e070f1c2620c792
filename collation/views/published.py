"""Publications, for everybody: page, Markdown, JSON, matrix to embed, feed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from hashlib import sha256

from csp.decorators import csp_replace
from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import condition, require_safe

from collation.publish.document.markdown import markdown
from collation.publish.feed import atom
from collation.publish.formats.download import download
from collation.publish.formats.registry import FORMATS, links_to_formats, published_edition
from collation.publish.pages import (
    document_of,
    live_links,
    permanent_address,
    render_embed,
    render_page,
    tombstone_links,
)
from collation.publish.tombstone import tombstone_document, tombstone_markdown, tombstone_page
from reviews.links import full_address
from reviews.models import Publication
from reviews.models.publication import PublicationQuerySet

_IN_THE_FEED = 50
_AS_IT_IS = {"ensure_ascii": False}

Shown = Callable[[Publication], HttpResponse]
View = Callable[..., HttpResponse]


def _publication_view(bury: Shown) -> Callable[[Shown], View]:
    """Make a view of a comparison's newest publication, or a numbered one.

    A withdrawn one is answered by `bury`, with status 410. Any may be withdrawn at any time, so a browser may keep the
    page, but has to ask each time.
    """

    def decorate(show: Shown) -> View:
        @require_safe
        @condition(etag_func=_etag)
        @wraps(show)
        def view(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
            publication = _at(slug, number).select_related("comparison").first()
            if publication is None:
                raise Http404("Nothing is published at this address.")
            response = bury(publication) if publication.withdrawn_at else show(publication)
            if publication.withdrawn_at:
                response.status_code = 410
            patch_cache_control(response, public=True, no_cache=True)
            return response

        return view

    return decorate


def _at(slug: str, number: int | None) -> PublicationQuerySet:
    """The publications at an address, first the newest that was not withdrawn."""
    publications = Publication.objects.filter(comparison__slug=slug).standing_first()
    return publications if number is None else publications.filter(number=number)


def _etag(request: HttpRequest, slug: str, number: int | None = None) -> str | None:
    """A hash of everything at the address, or None.

    The page of the newest lists the others. A withdrawn version has none, so that the tombstone is always sent.
    """
    hashes = "".join(_at(slug, number).standing().values_list("sha256", flat=True))
    return f'"{sha256(hashes.encode()).hexdigest()}-{settings.RELEASE}"' if hashes else None


def _buried_page(publication: Publication) -> HttpResponse:
    return HttpResponse(tombstone_page(publication, tombstone_links(publication)))


def _buried_markdown(publication: Publication) -> HttpResponse:
    return _markdown(tombstone_markdown(publication, _instead(publication)))


def _buried_json(publication: Publication) -> HttpResponse:
    return JsonResponse(tombstone_document(publication, _instead(publication)), json_dumps_params=_AS_IT_IS)


def _instead(publication: Publication) -> str:
    newest = tombstone_links(publication).newest
    return newest and full_address(newest)


def _markdown(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@_publication_view(_buried_page)
def published(publication: Publication) -> HttpResponse:
    """The page of the newest version, with the list of all versions."""
    links = replace(live_links(publication, versions=True), formats=links_to_formats(publication))
    return HttpResponse(render_page(document_of(publication), sha256=publication.sha256, links=links))


@_publication_view(_buried_page)
def published_version(publication: Publication) -> HttpResponse:
    """The page of a numbered version, which another version does not change."""
    links = replace(live_links(publication), formats=links_to_formats(publication))
    return HttpResponse(render_page(document_of(publication), sha256=publication.sha256, links=links))


@_publication_view(_buried_markdown)
def published_markdown(publication: Publication) -> HttpResponse:
    """A version as Markdown."""
    return _markdown(markdown(document_of(publication), sha256=publication.sha256, url=permanent_address(publication)))


@_publication_view(_buried_json)
def published_json(publication: Publication) -> HttpResponse:
    """A version's document, byte for byte as it was frozen."""
    return HttpResponse(publication.document, content_type="application/json; charset=utf-8")


def published_export(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponse:
    """A version in one of the formats, as a file."""
    if form not in FORMATS:
        raise Http404("There is no such format.")

    @_publication_view(_buried_page)
    def show(publication: Publication) -> HttpResponse:
        return download(FORMATS[form], published_edition(publication))

    return show(request, slug=slug, number=number)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@_publication_view(_buried_page)
def published_embed(publication: Publication) -> HttpResponse:
    """The matrix of the newest version, for a frame on anybody's page."""
    links = live_links(publication)
    return HttpResponse(render_embed(document_of(publication), sha256=publication.sha256, links=links))


def _newest(request: HttpRequest) -> str:
    newest = Publication.objects.aggregate(Max("pk"), Max("withdrawn_at"))
    return f'"{newest["pk__max"]}-{newest["withdrawn_at__max"]}-{settings.RELEASE}"'


@require_safe
@condition(etag_func=_newest)
def feed(request: HttpRequest) -> HttpResponse:
    """Everything published and not withdrawn, newest first, as Atom."""
    public = Publication.objects.standing().select_related("comparison").defer("document")
    publications = public.order_by("-created_at", "-pk")
    text = atom(
        publications[:_IN_THE_FEED],
        link=full_address(reverse("reviews:comparison_list")),
        feed_url=full_address(reverse("collation:feed")),
        address=permanent_address,
    )
    response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, no_cache=True)
    return response
