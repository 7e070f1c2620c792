"""Publications, for everybody: page, Markdown, JSON, card, files, matrix to embed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from collation.publish.formats.download import download
from collation.publish.formats.images import card_png
from collation.publish.formats.registry import FORMATS, links_to_formats, published_edition
from collation.publish.formats.texts import MARKDOWN
from collation.publish.pages import (
    document_of,
    live_links,
    render_embed,
    render_page,
    signposts,
    tombstone_links,
)
from collation.publish.revalidated import public, revalidated
from collation.publish.style import style_sheet
from collation.publish.tombstone import tombstone_document, tombstone_markdown, tombstone_page
from collation.publish.versions import live_history
from reviews.domain.standing import versions_at
from reviews.links import full_address
from reviews.models import Publication

_AS_IT_IS = {"ensure_ascii": False}
_A_YEAR = 31_536_000

Shown = Callable[[Publication], HttpResponse]
View = Callable[..., HttpResponseBase]


def _publication_view(bury: Shown, *form: str) -> Callable[[Shown], View]:
    """Make a view of a comparison's newest publication, or a numbered one.

    A withdrawn one is answered by `bury`, with status 410. `form` tells views of one function apart.
    """

    def decorate(show: Shown) -> View:
        @require_safe
        @wraps(show)
        def view(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
            versions = versions_at(slug)
            asked = next((one for one in versions if number in (None, one.number)), None)
            if asked is None:
                raise Http404("Nothing is published at this address.")

            def respond() -> HttpResponse:
                return _answer(slug, asked.number, show, bury)

            if asked.withdrawn:
                return public(respond())
            known = versions, asked  # a page says what changed since the version before, and what a later one corrects
            return revalidated(request, (show.__name__, *form, slug, known), respond)

        return view

    return decorate


def _answer(slug: str, number: int, show: Shown, bury: Shown) -> HttpResponse:
    found = Publication.objects.select_related("comparison").filter(comparison__slug=slug, number=number).first()
    if found is None:
        raise Http404("Nothing is published at this address.")
    if found.withdrawn_at:
        response = bury(found)
        response.status_code = 410
        return response
    response = show(found)
    response.headers["Link"] = signposts(found)
    return response


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


@gzip_page
@_publication_view(_buried_page)
def published(publication: Publication) -> HttpResponse:
    """The page of the newest version, with the list of all versions."""
    links = replace(live_links(publication, versions=True), formats=links_to_formats(publication))
    links = replace(links, history=live_history(publication))
    return HttpResponse(render_page(document_of(publication), sha256=publication.sha256, links=links))


@gzip_page
@_publication_view(_buried_page)
def published_version(publication: Publication) -> HttpResponse:
    """The page of a numbered version, which another version does not change."""
    links = replace(live_links(publication), formats=links_to_formats(publication))
    links = replace(links, history=live_history(publication))
    return HttpResponse(render_page(document_of(publication), sha256=publication.sha256, links=links))


@gzip_page
@_publication_view(_buried_markdown)
def published_markdown(publication: Publication) -> HttpResponse:
    """A version as Markdown."""
    return _markdown(MARKDOWN.write(published_edition(publication)).decode())


@gzip_page
@_publication_view(_buried_json)
def published_json(publication: Publication) -> HttpResponse:
    """A version's document, byte for byte as it was frozen."""
    return HttpResponse(publication.document, content_type="application/json; charset=utf-8")


@_publication_view(_buried_page)
def published_card(publication: Publication) -> HttpResponse:
    """The matrix as the picture that stands beside links to it."""
    return HttpResponse(card_png(published_edition(publication)), content_type="image/png")


def published_export(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponseBase:
    """A version in one of the formats, as a file."""
    if form not in FORMATS:
        raise Http404("There is no such format.")

    @_publication_view(_buried_page, form)
    def show(publication: Publication) -> HttpResponse:
        return download(FORMATS[form], published_edition(publication))

    return show(request, slug=slug, number=number)


@gzip_page
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The style sheet of published pages, which never changes."""
    css, _ = style_sheet()
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=_A_YEAR, immutable=True)
    return response


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@gzip_page
@_publication_view(_buried_page)
def published_embed(publication: Publication) -> HttpResponse:
    """The matrix of the newest version, for a frame on anybody's page."""
    links = live_links(publication)
    return HttpResponse(render_embed(document_of(publication), sha256=publication.sha256, links=links))
