"""Lists of what is published, for programs: sitemap, llms.txt, robots.txt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from collation.publish.document.markdown import plain
from collation.publish.feed import TITLE
from reviews.models import Publication

Addressed = Callable[[Publication], str]


def sitemap(publications: Iterable[Publication], address: Addressed) -> str:
    """The full addresses of the pages, with their days."""
    lines = (
        f"<url><loc>{escape(address(each))}</loc><lastmod>{each.created_at.isoformat(timespec='seconds')}</lastmod></url>"
        for each in publications
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>\n",
        ]
    )


def llms_txt(publications: Iterable[Publication], address: Addressed) -> str:
    """What is published as a list of Markdown links, for models.

    The form is that of https://llmstxt.org. `address` gives that of the Markdown.
    """
    lines = [
        f"- [{plain(each.title)}]({address(each)}){f': {plain(each.finding)}' if each.finding.strip() else ''}"
        for each in publications
    ]
    return "\n".join(
        [
            f"# {TITLE}",
            "",
            "> Each lays what several AI models and people say about one paper side by side, with their verdicts, the "
            "words that carry them, and what a team marked, settled and confirmed. A verdict codes what a respondent "
            "answers, not whether it is true. Cite a version by its own address.",
            "",
            "## Comparisons",
            "",
            *(lines or ["Nothing is published yet."]),
            "",
        ]
    )


def robots_txt(closed: Sequence[str], sitemap_address: str) -> str:
    """The paths that no robot needs to ask for, and the sitemap."""
    return "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {sitemap_address}", ""])
