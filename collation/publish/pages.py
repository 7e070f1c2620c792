"""The pages of publications, and what they link to.

Rendered from their documents, alike for the live site and the static one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from collation.publish.document.page import PublishedPage, page
from collation.publish.document.picture import LEAST_HEIGHT, WIDTH
from collation.publish.document.structured import structured
from collation.publish.style import ICON, style_sheet
from collation.publish.versions import History
from reviews import richtext
from reviews.links import full_address, lasting_address
from reviews.models import Publication

FRAME_WIDTH, FRAME_HEIGHT = 800, 560
"""The pixels of a frame that cannot ask for more."""


@dataclass(frozen=True)
class Links:
    """The links of a published page.

    These are addresses on the live site, and relative paths in a static one.

    `formats` are (label, address) pairs of the files to take along. `versions` are (number, address) pairs, newest
    first. Only the newest page has them: a numbered page has `newest` instead, so that it stays as it is when a version
    is added. Of those before and after, `history` says what changed and what was corrected. A preview has a `banner`,
    and `back` leads to the page that it was opened from. `reply` leads to the form of those whom it is about.

    Full addresses, "" if there are none: `canonical` of the newest page, `permanent` of the version, for citations,
    `image` of its card, `oembed` of what says how to embed it. `policy` is the content security policy of a page that
    no server sends.
    """

    stylesheets: Sequence[str]
    icon: str
    markdown: str = ""
    json: str = ""
    formats: Sequence[tuple[str, str]] = ()
    versions: Sequence[tuple[int, str]] = ()
    newest: str = ""
    canonical: str = ""
    permanent: str = ""
    image: str = ""
    oembed: str = ""
    feed: str = ""
    reply: str = ""
    policy: str = ""
    banner: str = ""
    back: str = ""
    history: History | None = None


def document_of(publication: Publication) -> dict[str, Any]:
    """The document of a publication, parsed."""
    return json.loads(publication.document)


def render_page(document: dict[str, Any], *, sha256: str, links: Links, shown: PublishedPage | None = None) -> str:
    """The page of a document as complete HTML.

    It has no script and loads nothing but its style sheets and its icon. The newest page tells search engines of its
    claims; others say nothing, so that nothing is told twice or when it has changed. `shown` is what the page shows, if
    it is at hand.
    """
    shown = shown or page(document, sha256=sha256, url=links.permanent)
    data = _data(document, sha256, links) if links.versions else ""
    return render_to_string("collation/published/page.html", {"page": shown, "links": links, "data": data})


def _data(document: dict[str, Any], sha256: str, links: Links) -> SafeString:
    told = structured(
        document,
        sha256=sha256,
        url=links.canonical,
        version_url=links.permanent,
        image=links.image,
        files=[
            (media_type, urljoin(links.canonical, address))
            for media_type, address in (("application/json", links.json), ("text/markdown", links.markdown))
        ],
    )
    return richtext.data_block(told, "application/ld+json")


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
        canonical=canonical_address(publication),
        permanent=citable_address(publication),
        image=card_address(publication),
        oembed=f"{full_address(reverse('collation:oembed'))}?{urlencode({'url': canonical_address(publication)})}",
        feed=reverse("collation:feed"),
        reply=reverse("collation:rejoinder_write", args=[slug]),
    )


def tombstone_links(publication: Publication) -> Links:
    """The links of a withdrawn version: the newest page, if any."""
    slug, standing = publication.comparison.slug, publication.comparison.publications.standing()
    return Links(**dress(), newest=reverse("collation:published", args=[slug]) if standing.exists() else "")


def dress() -> dict[str, Any]:
    """The style sheet and icon of published pages, as fields of Links."""
    _, digest = style_sheet()
    return {
        "stylesheets": [f"{reverse('collation:style')}?{digest}"],
        "icon": static(f"img/{ICON}"),
    }


def canonical_address(publication: Publication) -> str:
    """The address of the newest version's page."""
    return full_address(reverse("collation:published", args=[publication.comparison.slug]))


def permanent_address(publication: Publication) -> str:
    """The address of the version."""
    return full_address(_version_path(publication))


def citable_address(publication: Publication) -> str:
    """The address of the version in citations: never one of this machine."""
    return citable_version(publication, publication.number)


def citable_version(publication: Publication, number: int) -> str:
    """The address of another version of the same comparison in citations."""
    return lasting_address(reverse("collation:published_version", args=[publication.comparison.slug, number]))


def card_address(publication: Publication) -> str:
    """The address of the version's picture beside links."""
    version = [publication.comparison.slug, publication.number]
    return full_address(reverse("collation:published_card", args=version))


def _version_path(publication: Publication) -> str:
    return reverse("collation:published_version", args=[publication.comparison.slug, publication.number])


def embed_frame(publication: Publication, *, width: int | str = "100%", height: int = FRAME_HEIGHT) -> str:
    """The frame that shows the newest version's matrix in another page."""
    address = full_address(reverse("collation:published_embed", args=[publication.comparison.slug]))
    return (
        f'<iframe src="{escape(address)}" title="{escape(publication.title)}" loading="lazy"'
        f' width="{width}" height="{height}" style="border:0" referrerpolicy="origin"></iframe>'
    )


def embed_offer(publication: Publication, most_wide: int | None = None, most_high: int | None = None) -> dict[str, Any]:
    """The answer of oEmbed: frame and card.

    The frame is no larger than asked for.
    """
    width, height = min(FRAME_WIDTH, most_wide or FRAME_WIDTH), min(FRAME_HEIGHT, most_high or FRAME_HEIGHT)
    return {
        "version": "1.0",
        "type": "rich",
        "title": publication.title,
        "provider_name": "Triangulate",
        "provider_url": settings.BASE_URL,
        "html": embed_frame(publication, width=width, height=height),
        "width": width,
        "height": height,
        "thumbnail_url": card_address(publication),
        "thumbnail_width": WIDTH,
        "thumbnail_height": LEAST_HEIGHT,
    }


def signposts(publication: Publication) -> str:
    """The Link header of a version: citation, other forms.

    See https://signposting.org.
    """
    version = [publication.comparison.slug, publication.number]
    known = (
        ("cite-as", citable_address(publication), ""),
        ("describedby", full_address(reverse("collation:published_version_json", args=version)), "application/json"),
        ("alternate", full_address(reverse("collation:published_version_markdown", args=version)), "text/markdown"),
        ("latest-version", canonical_address(publication), "text/html"),
    )
    return ", ".join(
        f'<{address}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")
        for relation, address, media_type in known
        if address
    )


def embed_code(publication: Publication) -> str:
    """The HTML that embeds the newest version's matrix in another page.

    Its script gives the frame the height of what is in it. The frame stays as it is where scripts are taken away. The
    address of the script has no hash: it stays the same for years.
    """
    script = full_address(f"{settings.STATIC_URL}js/resize.mjs")
    return f'{embed_frame(publication)}\n<script async src="{escape(script)}"></script>'
