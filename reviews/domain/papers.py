"""Verbs of the paper: its details, its text, its PDF.

What respondents say is searched in the abstract and the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from reviews.bibliography import Reference
from reviews.domain.changes import changing
from reviews.domain.files import stored
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.intake.bytes.decode import clean
from reviews.models import Comparison, Paper, PaperFile, PaperPage
from reviews.pdf.reading import MOST_CHARS, PdfText
from reviews.refusal import Refused

PAPER_FIELDS = ("title", "authors", "arxiv_id", "doi", "url", "version", "abstract")
MOST_PAGES = 5_000
_BREAK = re.compile(r"\f|^[ \t]*[-–—=]{2,}[ \t]*(?:page|p\.)[ \t]*(\d{1,5})[ \t]*[-–—=]{2,}[ \t]*$", re.I | re.M)
_SPOKEN_OF = {"title": "title", "authors": "authors", "arxiv_id": "arXiv id", "version": "version", "doi": "DOI"}


@dataclass(frozen=True)
class StoredPdf:
    """What became of a PDF.

    `pages` is the number of its pages, `filled` names the fields that it filled. `again` if it was stored already.
    """

    pages: int
    filled: tuple[str, ...] = ()
    again: bool = False


def paper_says(paper: Paper) -> dict[str, Any]:
    """What is known of a paper, of which `seen` is the token."""
    return {name: getattr(paper, name) for name in PAPER_FIELDS}


def describe_paper(*, comparison: Comparison, paper: Mapping[str, Any], seen: str | None = None) -> None:
    """Change what is known of the comparison’s paper.

    `paper` holds any of PAPER_FIELDS. `seen` is the token of `paper_says` as the person saw it. Raises Overtaken if
    something has changed since. Another abstract voids the reading, because what respondents say is searched in it.
    """
    given = {name: paper[name] for name in PAPER_FIELDS if name in paper}
    known = comparison.paper
    with changing(comparison) as change:
        known.refresh_from_db()
        stored = paper_says(known)
        wanted = {**stored, **given}
        refuse_unseen(seen, stored=stored, wanted=wanted)
        change.nothing, change.words = stored == wanted, stored["abstract"] != wanted["abstract"]
        for name, value in given.items():
            setattr(known, name, value)
        known.save()


def pages_of(text: str) -> tuple[tuple[int, str], ...]:
    """The pages of a pasted text, each with its number, from 1.

    Pages without a word are left out, but counted. A form feed begins the next page, a line such as "--- page 3 ---"
    the page that it names. Pages of the same number are joined. A text without either sign is one page.
    """
    pages: dict[int, list[str]] = {}
    number, at = 1, 0
    for found in _BREAK.finditer(text):
        pages.setdefault(number, []).append(text[at : found.start()].strip())
        number, at = max(1, int(found[1])) if found[1] else number + 1, found.end()
    pages.setdefault(number, []).append(text[at:].strip())
    joined = ((number, "\n\n".join(filter(None, parts))) for number, parts in sorted(pages.items()))
    return tuple((number, words) for number, words in joined if words)


def stored_text(paper: Paper) -> dict[str, int]:
    """The text of the paper, of which `seen` is the token.

    The primary key of its first page, or 0: pages are replaced, never changed.
    """
    return {"first_page": paper.pages.values_list("pk", flat=True).first() or 0}


def store_pages(*, comparison: Comparison, text: str, seen: str | None = None) -> int:
    """Store the pasted full text of the comparison’s paper.

    It replaces the text, or the PDF, before; "" deletes it. Gives the number of pages. The same text again changes
    nothing. `seen` is the token of `stored_text` as the person saw it. Raises Refused for a text too long for a paper,
    and Overtaken if another text was stored since.
    """
    if len(text) > MOST_CHARS:
        raise Refused(f"This is longer than {MOST_CHARS:,} characters: paste the paper alone.", "full_text")
    pages = tuple((number, clean(words)) for number, words in pages_of(text.replace("\r\n", "\n")))
    if pages and pages[-1][0] > MOST_PAGES:
        raise Refused(f"This has more than {MOST_PAGES:,} pages: paste the paper alone.", "full_text")
    paper = comparison.paper
    with changing(comparison, words=True) as change:
        has_file = PaperFile.objects.filter(paper=paper).exists()
        change.nothing = not has_file and tuple(paper.pages.values_list("number", "text")) == pages
        if not change.nothing:
            refuse_unseen(seen, stored=stored_text(paper), wanted={})
            _replace(paper, pages)
    return len(pages)


def store_pdf(*, comparison: Comparison, data: bytes, name: str, text: PdfText, seen: str | None = None) -> StoredPdf:
    """Store a PDF and its pages, empty ones too.

    They replace the text before, as in `store_pages`. `text` is what `reviews.pdf.reading.read_pdf` made of `data`.
    What the PDF says of itself fills empty fields of the paper, and overwrites none. The same bytes again change
    nothing. `seen` is the token of `stored_text` as the person saw it. Raises Overtaken if another text was stored
    since.
    """
    held = stored(data)
    paper = comparison.paper
    if PaperFile.objects.filter(paper=paper, sha256=held["sha256"]).exists():
        return StoredPdf(paper.pages.count(), again=True)
    with changing(comparison, words=True):
        refuse_unseen(seen, stored=stored_text(paper), wanted={})
        paper.refresh_from_db()
        _replace(paper, enumerate(text.pages, start=1))
        PaperFile.objects.create(paper=paper, name=_file_name(name), **held)
        filled = unknown_of(comparison, text.identity)
        for field, value in filled.items():
            setattr(paper, field, value)
        paper.save(update_fields=list(filled))
    return StoredPdf(len(text.pages), tuple(_SPOKEN_OF[field] for field in filled))


def unknown_of(comparison: Comparison, reference: Reference) -> dict[str, Any]:
    """What a PDF says of the paper that nobody has said.

    These are fields of Paper. The title counts as unsaid if it is the comparison’s, which stands in for it, and nothing
    else is known of the paper.
    """
    paper = comparison.paper
    stands_in = paper.title == comparison.title and not (paper.arxiv_id or paper.doi or paper.url or paper.authors)
    unknown: dict[str, Any] = {}
    if reference.title and reference.title != paper.title and (stands_in or not paper.title):
        unknown["title"] = reference.title
    if reference.authors and not paper.authors:
        unknown["authors"] = list(reference.authors)
    if reference.arxiv_id and not paper.arxiv_id:
        unknown |= {"arxiv_id": reference.arxiv_id, "version": reference.version}
    if reference.version and reference.arxiv_id == paper.arxiv_id and not paper.version:
        unknown["version"] = reference.version
    if reference.doi and not paper.doi:
        unknown["doi"] = reference.doi
    return unknown


def _replace(paper: Paper, pages: Iterable[tuple[int, str]]) -> None:
    PaperFile.objects.filter(paper=paper).delete()
    paper.pages.all().delete()
    PaperPage.objects.bulk_create(PaperPage(paper=paper, number=number, text=words) for number, words in pages)


def _file_name(name: str) -> str:
    """The name of a file, without its folders."""
    return clean(PurePath(name.replace("\\", "/")).name)[:255] or "paper.pdf"
