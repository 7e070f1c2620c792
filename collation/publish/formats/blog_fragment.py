"""HTML for the editor of a blog."""

from __future__ import annotations

from collation.publish.document.blog import blog
from collation.publish.formats.edition import Edition, PublicationFormat


def _write(edition: Edition) -> bytes:
    fragment = blog(
        edition.document,
        sha256=edition.sha256,
        url=edition.url,
        corrected_in=edition.corrected,
        shown=edition.page,
    )
    return fragment.encode()


BLOG = PublicationFormat(
    "blog", "HTML for a blog", "to paste into a post", "-blog.html", "text/html; charset=utf-8", _write
)
