"""The citation alone, for programs that keep references."""

from __future__ import annotations

from collation.publish.document.cite import Citation
from collation.publish.formats.edition import Edition, PublicationFormat


def citation_of(edition: Edition) -> Citation:
    """The citation of an edition."""
    return edition.page.citation


BIBTEX = PublicationFormat(
    "bibtex",
    "BibTeX",
    "the citation, for LaTeX",
    ".bib",
    "text/x-bibtex; charset=utf-8",
    lambda edition: f"{citation_of(edition).bibtex}\n".encode(),
)
CSL = PublicationFormat(
    "csl",
    "CSL-JSON",
    "the citation, for Zotero and Pandoc",
    "-csl.json",
    "application/vnd.citationstyles.csl+json",
    lambda edition: f"{citation_of(edition).csl}\n".encode(),
)
RIS = PublicationFormat(
    "ris",
    "RIS",
    "the citation, for EndNote and Mendeley",
    ".ris",
    "application/x-research-info-systems",
    lambda edition: citation_of(edition).ris.encode(),
)
