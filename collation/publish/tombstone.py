"""Tombstones: the answer at the address of a withdrawn version.

It says when and why the version was withdrawn, and shows nothing of its content.
"""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from collation.publish.document.markdown import plain
from collation.publish.pages import Links
from reviews.models import Publication

GONE = "What it held cannot be read here any more."


def tombstone_page(publication: Publication, links: Links) -> str:
    """The tombstone as HTML, for the page and the frame.

    `links.newest` is "" if no version is public.
    """
    return render_to_string(
        "collation/published/withdrawn.html", {"publication": publication, "links": links, "gone": GONE}
    )


def tombstone_markdown(publication: Publication, newest: str) -> str:
    """The tombstone as Markdown.

    `newest` is the address of the newest public version, "" if there is none.
    """
    when = f"{publication.withdrawn_at:%-d %B %Y}"
    paragraphs = [
        f"# Withdrawn: {plain(publication.title)}",
        f"Version {publication.number} was withdrawn on {when}. {GONE}",
        plain(f"The reason given: {publication.withdrawn_why}") if publication.withdrawn_why else "",
        f"The newest version: <{newest}>" if newest else "",
    ]
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def tombstone_document(publication: Publication, newest: str) -> dict[str, Any]:
    """The tombstone as plain JSON values."""
    withdrawn_at = publication.withdrawn_at
    return {
        "withdrawn": {
            "slug": publication.comparison.slug,
            "number": publication.number,
            "title": publication.title,
            "withdrawn_at": withdrawn_at and withdrawn_at.isoformat(timespec="seconds"),
            "why": publication.withdrawn_why,
            "newest": newest or None,
        }
    }
