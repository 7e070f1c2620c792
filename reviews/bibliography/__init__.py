"""A paper as people have it at hand becomes one `Reference`: an arXiv id, a DOI, a link, BibTeX or CSL-JSON.

All of it is pure; what is fetched, `reviews.bibliography.lookup` fetches.
"""

from reviews.bibliography.atom import read_feed
from reviews.bibliography.bibtex import read_bibtex
from reviews.bibliography.csl import read_csl
from reviews.bibliography.reading import read_reference
from reviews.bibliography.reference import Reference, UnreadableReference

__all__ = ["Reference", "UnreadableReference", "read_bibtex", "read_csl", "read_feed", "read_reference"]
