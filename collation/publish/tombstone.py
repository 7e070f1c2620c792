"""What stands at the address of a withdrawn version: that it was withdrawn, when and why; nothing of what it held."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from collation.publish.document.markdown import plain
from collation.publish.render import Links
from reviews.models import Publication

GONE = "What it held cannot be read here any more."


def tombstone_page(publication: Publication, links: Links) -> str:
    """The tombstone as HTML, for the page and for the frame; `links.newest` is "" if nothing is public any more."""
    return render_to_string(
        "collation/published/withdrawn.html", {"publication": publication, "links": links, "gone": GONE}
    )


def tombstone_markdown(publication: Publication, newest: str) -> str:
    """The tombstone as Markdown; `newest` is the address of what is public instead, or ""."""
    when = f"{publication.withdrawn_at:%-d %B %Y}"
    said = [
        f"# Withdrawn: {plain(publication.title)}",
        f"Version {publication.number} was withdrawn on {when}. {GONE}",
        plain(f"The reason given: {publication.withdrawn_why}") if publication.withdrawn_why else "",
        f"The newest version: <{newest}>" if newest else "",
    ]
    return "\n\n".join(filter(None, said)) + "\n"


def tombstone_document(publication: Publication, newest: str) -> dict[str, Any]:
    """The tombstone as plain JSON values."""
    at = publication.withdrawn_at
    return {
        "withdrawn": {
            "slug": publication.comparison.slug,
            "number": publication.number,
            "title": publication.title,
            "withdrawn_at": at and at.isoformat(timespec="seconds"),
            "why": publication.withdrawn_why,
            "newest": newest or None,
        }
    }
