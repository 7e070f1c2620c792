"""The formats there are, and what is written in them."""

from __future__ import annotations

import json
from functools import cache, partial

from django.urls import reverse

from collation.publish.formats.annotations import ANNOTATIONS
from collation.publish.formats.blog_fragment import BLOG
from collation.publish.formats.citations import BIBTEX, CSL, RIS
from collation.publish.formats.edition import Edition, PublicationFormat
from collation.publish.formats.html_file import HTML
from collation.publish.formats.images import PNG, SVG
from collation.publish.formats.pdf import PDF
from collation.publish.formats.site_archive import ZIP
from collation.publish.formats.spreadsheet import CSV, XLSX
from collation.publish.formats.texts import JSON, MARKDOWN, TEXT
from collation.publish.freeze import proposal
from collation.publish.pages import citable_address, citable_version, document_of
from collation.publish.versions import corrected_in
from reviews.domain.publications import canonical
from reviews.models import Comparison, Publication

FORMATS: dict[str, PublicationFormat] = {
    one.name: one
    for one in (HTML, PDF, ZIP, BLOG, MARKDOWN, TEXT, CSV, XLSX, PNG, SVG, ANNOTATIONS, JSON, BIBTEX, CSL, RIS)
}
"""Every format by its name, in the order of the pages."""


@cache
def written_here() -> tuple[str, ...]:
    """The names of the formats of which nothing is missing."""
    return tuple(name for name, form in FORMATS.items() if not form.missing())


def links_to_formats(publication: Publication) -> list[tuple[str, str]]:
    """The label of each format that is written here, with its address."""
    version = [publication.comparison.slug, publication.number]
    return [
        (form.label, reverse("collation:published_version_export", args=[*version, name]))
        for name, form in FORMATS.items()
        if name in written_here()
    ]


def published_edition(publication: Publication) -> Edition:
    """A version of a publication.

    Its comparison is at hand.
    """
    url = citable_address(publication)
    versions = publication.comparison.publications.select_related("comparison")
    standing = publication.comparison.publications.standing().exclude(correction="").defer("document")
    beside = url.rstrip("/")
    return Edition(
        document_of(publication),
        publication.document,
        publication.sha256,
        url,
        versions,
        markdown_url=beside and f"{beside}.md",
        json_url=beside and f"{beside}.json",
        corrected_in=corrected_in(publication, standing, partial(citable_version, publication)),
    )


def draft_edition(comparison: Comparison) -> Edition:
    """What would be published now, in the words of the newest version."""
    _, document = proposal(comparison)
    text = canonical(document)
    return Edition(json.loads(text), text)
