"""The pages of publications, rendered from their documents: the same for the live page and the static site."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from collation.publish.page import page
from reviews.models import Publication

STYLESHEETS = ("look.css", "matrix.css", "published.css")


@dataclass(frozen=True)
class Links:
    """Where a page's companions are: addresses on the live site, relative paths in a static one.

    `versions` are (number, address) pairs, newest first; the page's own version has no address.
    """

    stylesheets: Sequence[str]
    markdown: str
    json: str
    versions: Sequence[tuple[int, str]] = ()
    canonical: str = ""
    banner: str = ""


def document_of(publication: Publication) -> dict[str, Any]:
    """What was frozen."""
    return json.loads(publication.document)


def render_page(document: dict[str, Any], *, sha256: str, links: Links) -> str:
    """The page of a document as HTML: a whole document without script, which asks for nothing but its stylesheets."""
    return render_to_string("published/page.html", {"page": page(document, sha256=sha256), "links": links})
