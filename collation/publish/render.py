"""The pages of publications, rendered from their documents: the same for the live page and the static site."""

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
    """Where a page's companions are: addresses on the live site, relative paths in a static one.

    `versions` are (number, address) pairs, newest first; only the page of the newest version has them, so that a
    numbered page stays as it is when another appears: it has `newest` instead. `permanent` is the address of the
    version, `banner` what stands above a page that is not published, and `back` where that came from.
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
    """What was frozen."""
    return json.loads(publication.document)


def render_page(document: dict[str, Any], *, sha256: str, links: Links) -> str:
    """The page of a document as HTML: a whole document without script, which asks for nothing but its stylesheets."""
    shown = page(document, sha256=sha256, url=links.permanent)
    return render_to_string("collation/published/page.html", {"page": shown, "links": links, "by_rules": BY_RULES})


def render_embed(document: dict[str, Any], *, sha256: str, links: Links) -> str:
    """The matrix alone, for a frame on another page, with a way to the whole of it."""
    shown = page(document, sha256=sha256, url=links.permanent)
    return render_to_string("collation/published/embed.html", {"page": shown, "links": links})
