"""Recognise the form of a reference from its content."""

from __future__ import annotations

import re

from reviews.bibliography.bibtex import may_be_bibtex, read_bibtex
from reviews.bibliography.csl import read_csl
from reviews.bibliography.identifiers import parse_paper_ids
from reviews.bibliography.reference import Reference, UnreadableReference, one_line
from reviews.intake.bytes.json_stream import may_be_json

LONGEST_TEXT = 200_000
_LINK = re.compile(r"\[[^\[\]\n]{0,500}\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
WAYS = "Give an arXiv id, a DOI, an address that begins with https://, BibTeX or CSL-JSON."


def read_reference(text: str) -> Reference:
    """The paper that a text names or describes.

    The text is an arXiv id, a DOI or a link (also as Markdown has it), BibTeX, or CSL-JSON. Raises UnreadableReference,
    one sentence that names the place, for anything else.
    """
    text = text.lstrip("\ufeff").strip()
    if link := _LINK.fullmatch(text[:5_000]):
        text = link["address"]
    if len(text) > LONGEST_TEXT:
        raise UnreadableReference(f"This is longer than {LONGEST_TEXT:,} characters: give one paper alone.")
    if may_be_json(text):
        return read_csl(text)
    if may_be_bibtex(text):
        return read_bibtex(text)
    try:
        ids = parse_paper_ids(one_line(text))
    except ValueError as error:
        raise UnreadableReference(WAYS) from error
    if not ids.url:
        raise UnreadableReference(WAYS)
    return Reference(**ids._asdict())
