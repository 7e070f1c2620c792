"""The addresses of publications on the live site."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape

from collation.publish.render import ICON, STYLESHEETS, Links
from reviews.links import full_address
from reviews.models import Publication


def live_links(publication: Publication, *, versions: bool = False) -> Links:
    """The links of a version's page.

    `versions` adds those to all versions, for the page of the newest.
    """
    slug = publication.comparison.slug
    version = [slug, publication.number]
    standing = publication.comparison.publications.standing()
    numbers = standing.values_list("number", flat=True) if versions else ()
    return Links(
        **dress(),
        markdown=reverse("collation:published_version_markdown", args=version),
        json=reverse("collation:published_version_json", args=version),
        versions=[(number, reverse("collation:published_version", args=[slug, number])) for number in numbers],
        newest=reverse("collation:published", args=[slug]),
        permanent=permanent_address(publication),
    )


def tombstone_links(publication: Publication) -> Links:
    """The links of a withdrawn version: the newest page, if any."""
    slug, standing = publication.comparison.slug, publication.comparison.publications.standing()
    return Links(**dress(), newest=reverse("collation:published", args=[slug]) if standing.exists() else "")


def dress() -> dict[str, Any]:
    """The style sheets and icon of published pages, as fields of Links."""
    return {
        "stylesheets": [static(f"css/{name}") for name in STYLESHEETS],
        "icon": static(f"img/{ICON}"),
    }


def permanent_address(publication: Publication) -> str:
    """The address of the version."""
    version = [publication.comparison.slug, publication.number]
    return full_address(reverse("collation:published_version", args=version))


def embed_code(publication: Publication) -> str:
    """The HTML that embeds the newest version's matrix in another page."""
    address = full_address(reverse("collation:published_embed", args=[publication.comparison.slug]))
    return (
        f'<iframe src="{escape(address)}" title="{escape(publication.title)}"'
        ' loading="lazy" width="100%" height="560" style="border:0"></iframe>'
    )
