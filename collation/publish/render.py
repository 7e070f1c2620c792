"""Published pages as HTML, for the live site and the static one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from collation.publish.document.page import BY_RULES, page
from reviews.models import Publication

STYLESHEETS = ("look.css", "pieces.css", "matrix.css", "published.css")
ICON = "favicon.svg"


@dataclass(frozen=True)
class Links:
    """The links of a published page.

    These are addresses on the live site, and relative paths in a static one.

    `versions` are (number, address) pairs, newest first. Only the newest page has them: a numbered page has `newest`
    instead, so that it stays as it is when a version is added. `permanent` is the address of the version. A preview
    has a `banner`, and `back` leads to the page that it was opened from.
    """

    stylesheets: Sequence[str]
    icon: str
    markdown: str = ""
    json: str = ""
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
    return render_to_string("collation/published/page.html", {"page": shown, "links": links, "by_rules": BY_RULES})


def render_embed(document: dict[str, Any], *, sha256: str, links: Links) -> str:
    """The matrix alone, for a frame on another page."""
    shown = page(document, sha256=sha256, url=links.permanent)
    return render_to_string("collation/published/embed.html", {"page": shown, "links": links})
