"""Lists of everything published: index, feed, sitemap, llms.txt; and oEmbed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from collation.publish.feed import atom
from collation.publish.index_page import render_index
from collation.publish.listings import llms_txt, robots_txt, sitemap
from collation.publish.pages import Links, canonical_address, dress, embed_offer, permanent_address
from collation.publish.revalidated import public, revalidated
from reviews.domain.standing import state_of_all, versions_at
from reviews.links import full_address
from reviews.models import Publication
from reviews.models.publication import PublicationQuerySet

_IN_THE_FEED = 50
_IN_THE_INDEX = 200
_IN_A_SITEMAP = 50_000
_EMBEDDED = ("published", "published_version", "published_embed")


def _listing(write: Callable[[], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Make a view of what is written of everything published."""

    @gzip_page
    @require_safe
    @wraps(write)
    def view(request: HttpRequest) -> HttpResponseBase:
        return revalidated(request, (write.__name__, state_of_all()), write)

    return view


def _public() -> PublicationQuerySet:
    return Publication.objects.select_related("comparison").defer("document")


@_listing
def index() -> HttpResponse:
    """The newest version of every comparison, with its verdicts, for people."""
    newest = Publication.objects.select_related("comparison").newest_each()
    links = Links(
        **dress(),
        canonical=full_address(reverse("collation:published_index")),
        feed=reverse("collation:feed"),
    )
    found = list(newest[: _IN_THE_INDEX + 1])
    shown = render_index(
        found[:_IN_THE_INDEX],
        lambda one: reverse("collation:published", args=[one.comparison.slug]),
        links=links,
        script=static("js/sitesearch.mjs"),
        models=reverse("collation:llms"),
        is_all=len(found) <= _IN_THE_INDEX,
    )
    return HttpResponse(shown)


@_listing
def feed() -> HttpResponse:
    """Everything published and not withdrawn, newest first, as Atom."""
    text = atom(
        _public().standing().order_by("-created_at", "-pk")[:_IN_THE_FEED],
        link=full_address(reverse("collation:published_index")),
        feed_url=full_address(reverse("collation:feed")),
        address=permanent_address,
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@_listing
def site_map() -> HttpResponse:
    """The newest page of every comparison, for search engines."""
    text = sitemap(_public().newest_each()[:_IN_A_SITEMAP], canonical_address)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@_listing
def llms() -> HttpResponse:
    """The newest version of every comparison as Markdown, for models."""

    def address(publication: Publication) -> str:
        return full_address(reverse("collation:published_markdown", args=[publication.comparison.slug]))

    text = llms_txt(_public().newest_each()[:_IN_A_SITEMAP], address)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """What robots need not ask for: the rooms of teams."""
    closed = [f"{urlsplit(settings.BASE_URL).path}{path}" for path in ("/c/", "/accounts/")]
    text = robots_txt(closed, full_address(reverse("collation:sitemap")))
    return public(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """How to embed the page at an address: https://oembed.com."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only JSON is written here.\n", status=501, content_type="text/plain; charset=utf-8")
    slug = _slug_at(request.GET.get("url", ""))
    versions = versions_at(slug)
    if not versions or versions[0].withdrawn:
        raise Http404("Nothing is published at this address.")
    most = [_pixels(request.GET.get(name)) for name in ("maxwidth", "maxheight")]

    def respond() -> HttpResponse:
        newest = _public().get(comparison__slug=slug, number=versions[0].number)
        return JsonResponse(embed_offer(newest, *most))

    return revalidated(request, ("oembed", slug, versions[0], *most), respond)


def _slug_at(url: str) -> str:
    """The slug in an address of a published page, or ""."""
    base = urlsplit(settings.BASE_URL)
    try:
        asked = urlsplit(url)
        match = resolve(asked.path.removeprefix(base.path))
    except (ValueError, Resolver404):
        return ""
    if asked.netloc != base.netloc or not asked.path.startswith(f"{base.path}/"):
        return ""
    return match.kwargs["slug"] if match.url_name in _EMBEDDED else ""


def _pixels(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None
