"""The pages of publications, and what they link to.

Rendered from their documents, alike for the live site and the static one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape

from collation.publish.document.page import page
from reviews.links import full_address
from reviews.models import Publication

STYLESHEETS = ("look.css", "pieces.css", "matrix.css", "published.css")
ICON = "favicon.svg"


@dataclass(frozen=True)
class Links:
    """The links of a published page.

    These are addresses on the live site, and relative paths in a static one.

    `formats` are (label, address) pairs of the files to take along. `versions` are (number, address) pairs, newest
    first. Only the newest page has them: a numbered page has `newest` instead, so that it stays as it is when a version
    is added. `permanent` is the address of the version. A preview
    has a `banner`, and `back` leads to the page that it was opened from.
    """

    stylesheets: Sequence[str]
    icon: str
    markdown: str = ""
    json: str = ""
    formats: Sequence[tuple[str, str]] = ()
    versions: Sequence[tuple[int, str]] = ()
    newest: str = ""
    permanent: str = ""
    banner: str = ""
    back: str = ""


def document_of(publication: Publication) -> dict[str, Any]:
    """The document of a publication, parsed."""
    return json.loads(publication.document)


def render_page(document: dict[str, Any], *, sha256: str, links: Links) -> str:
    """The page of a document as complete HTML.

    It has no script and loads nothing but its style sheets and its icon.
    """
    shown = page(document, sha256=sha256, url=links.permanent)
    return render_to_string("collation/published/page.html", {"page": shown, "links": links})


def render_embed(document: dict[str, Any], *, sha256: str, links: Links) -> str:
    """The matrix alone, for a frame on another page."""
    shown = page(document, sha256=sha256, url=links.permanent)
    return render_to_string("collation/published/embed.html", {"page": shown, "links": links})


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
