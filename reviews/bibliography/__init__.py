"""Read a reference to a paper, in any of the usual forms.

These are an arXiv id, a DOI, a link, BibTeX and CSL-JSON; each becomes a `Reference`. All of it is pure but `lookup`
and `fetch`, which ask other servers.
"""

from reviews.bibliography.arxiv import read_feed
from reviews.bibliography.bibtex import read_bibtex
from reviews.bibliography.csl import read_csl
from reviews.bibliography.reading import read_reference
from reviews.bibliography.reference import Reference, UnreadableReference

__all__ = ["Reference", "UnreadableReference", "read_bibtex", "read_csl", "read_feed", "read_reference"]
