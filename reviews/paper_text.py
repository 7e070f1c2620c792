"""Verbs of the paper's own text: the pages against which what respondents say is searched."""

from __future__ import annotations

import re

from reviews.changing import changing
from reviews.models import Comparison, PaperPage
from reviews.refusal import Refused

MOST_CHARS = 2_000_000
MOST_PAGES = 5_000
_BREAK = re.compile(r"\f|^[ \t]*[-–—=]{2,}[ \t]*(?:page|p\.)[ \t]*(\d{1,5})[ \t]*[-–—=]{2,}[ \t]*$", re.I | re.M)


def pages_of(text: str) -> tuple[tuple[int, str], ...]:
    """The pages of a pasted text, each with its number, from 1; those without a word are left out and still counted.

    A form feed begins the next page, a line such as "--- page 3 ---" the page that it names. A text without either is
    one page; of a number that comes twice the pages are joined.
    """
    pages: dict[int, list[str]] = {}
    number, at = 1, 0
    for found in _BREAK.finditer(text):
        pages.setdefault(number, []).append(text[at : found.start()].strip())
        number, at = max(1, int(found[1])) if found[1] else number + 1, found.end()
    pages.setdefault(number, []).append(text[at:].strip())
    joined = ((number, "\n\n".join(filter(None, parts))) for number, parts in sorted(pages.items()))
    return tuple((number, words) for number, words in joined if words)


def store_pages(*, comparison: Comparison, text: str) -> int:
    """Keeps the full text of the comparison's paper in the place of the one before; "" forgets it. Gives the number
    of pages. What respondents say is searched in it from then on. Raises Refused for a text that is no paper's."""
    if len(text) > MOST_CHARS:
        raise Refused(f"This is longer than {MOST_CHARS:,} characters: paste the paper alone.", "full_text")
    pages = pages_of(text.replace("\r\n", "\n").replace("\0", ""))
    if pages and pages[-1][0] > MOST_PAGES:
        raise Refused(f"This has more than {MOST_PAGES:,} pages: paste the paper alone.", "full_text")
    with changing(comparison, words=True):
        comparison.paper.pages.all().delete()
        PaperPage.objects.bulk_create(
            PaperPage(paper=comparison.paper, number=number, text=words) for number, words in pages
        )
    return len(pages)
