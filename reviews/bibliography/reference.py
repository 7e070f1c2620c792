"""References: the bibliographic data of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviews.bibliography.identifiers import ARXIV_ID, PaperIds, parse_paper_ids
from reviews.characters import without

MOST_AUTHORS = 10_000
LONGEST_NAME = 300
LONGEST = {
    "title": ("title", 500),
    "arxiv_id": ("arXiv id", 40),
    "version": ("version", 40),
    "doi": ("DOI", 200),
    "url": ("link", 500),
    "abstract": ("abstract", 20_000),
}
"""The name and the greatest length of each field.

Lengths are in code points, and fit the columns of Paper.
"""

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", re.ASCII)
_ARXIV_SAID = re.compile(rf"\b(?:arxiv\s*:\s*|arxiv\.org/abs/|\Aabs/)({ARXIV_ID.pattern})(?!\w)", re.IGNORECASE)


class UnreadableReference(ValueError):
    """A text names no paper.

    The message is one sentence in words that names the place.
    """


@dataclass(frozen=True)
class Reference:
    """The bibliographic data of a paper, each field as in models.Paper.

    Unknown fields are "", () or None. Names of authors are "First Last", in order. `version` is as in "v2". `url` is
    http(s). Every field fits its column: one that is too long raises UnreadableReference.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    arxiv_id: str = ""
    version: str = ""
    doi: str = ""
    url: str = ""
    abstract: str = ""
    year: int | None = None

    def __post_init__(self) -> None:
        for field, (called, most) in LONGEST.items():
            if len(getattr(self, field)) > most:
                raise UnreadableReference(f"The {called} is longer than {most:,} characters.")
        if len(self.authors) > MOST_AUTHORS:
            raise UnreadableReference(f"There are more than {MOST_AUTHORS:,} authors.")
        for number, author in enumerate(self.authors, start=1):
            if len(author) > LONGEST_NAME:
                raise UnreadableReference(f"The name of author {number:,} is longer than {LONGEST_NAME} characters.")


def too_many(called: str, keys: Sequence[str]) -> UnreadableReference:
    """The error for a document of several papers, with their keys."""
    first = ", ".join(f"“{key[:60]}”" for key in keys[:5])
    more = ", …" if len(keys) > 5 else ""
    return UnreadableReference(f"{called} holds {len(keys):,} papers: {first}{more}. Give one of them.")


def one_line(text: str) -> str:
    """The text on one line, without characters that cannot be stored.

    White space becomes single spaces.
    """
    return " ".join(without(" ".join(text.split())).split())


def paragraphs(text: str) -> str:
    """The text with `one_line` applied to each paragraph.

    A blank line stands between them.
    """
    return "\n\n".join(filter(None, map(one_line, re.split(r"\n\s*\n", text))))


def year_in(text: str) -> int | None:
    """The first year in a text, from 1500 to 2099, or None."""
    return int(match[0]) if (match := _YEAR.search(text)) else None


def arxiv_said(text: str) -> str:
    """The arXiv id in a text, with its version, else "".

    The text is such as "arXiv preprint arXiv:2602.15763v2".
    """
    return match[1] if (match := _ARXIV_SAID.search(text)) else ""


def known_by(given: Iterable[str], link: str = "") -> PaperIds:
    """The first arXiv id and the first DOI in some texts.

    The texts are those `given` and the link; what is neither is passed over. The address is the link if that is one,
    else that of the first identifier.
    """
    read = [_ids(text) for text in (*given, link)]
    on_arxiv = next((ids for ids in read if ids.arxiv_id), PaperIds())
    behind_doi = next((ids for ids in read if ids.doi), PaperIds())
    version = next((ids.version for ids in read if ids.version and ids.arxiv_id == on_arxiv.arxiv_id), "")
    url = read[-1].url or on_arxiv.url or behind_doi.url
    return PaperIds(arxiv_id=on_arxiv.arxiv_id, doi=behind_doi.doi, url=url, version=version)


def _ids(text: str) -> PaperIds:
    try:
        return parse_paper_ids(one_line(text))
    except ValueError:
        return PaperIds()
