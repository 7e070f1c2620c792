"""Find the paper that a PDF says it is. Pure.

The sources are its information dictionary and its first page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reviews.bibliography.identifiers import ARXIV_ID, DOI, PaperIds, parse_paper_ids
from reviews.bibliography.reference import LONGEST_NAME, Reference
from reviews.intake.bytes.decode import clean

_STAMP = re.compile(
    rf"arXiv:(?P<name>{ARXIV_ID.pattern})(?:\s*\[[\w.-]+\])?\s+\d{{1,2}}\s+[A-Z][a-z]{{2}}\s+\d{{4}}", re.IGNORECASE
)
_NAMED_DOI = re.compile(rf"(?:\bdoi(?:\.org/|\s*:\s*))(?P<doi>{DOI.pattern})", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b|untitled|(?:manuscript|paper|article|draft|title|main|arxiv)\b[\s\d.:_-]*$"
    r"|arxiv:|https?:|\S+\.(?:dvi|pdf|tex|docx?|rtf|indd|qxd|ps)$)",
    re.IGNORECASE,
)
_BETWEEN_AUTHORS = re.compile(r"\s*;\s*")
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_LONGEST_TITLE = 300
_MOST_AUTHORS = 1_000


def identity(first_page: str, info: Mapping[str, str], runs: Sequence[tuple[float, str]]) -> Reference:
    """The paper that a PDF is.

    `first_page` is its raw text, `info` its information dictionary, and `runs` its upright words in runs of one size.
    An arXiv id is believed if arXiv itself put it there: in the stamp in the margin, or in the information. A DOI is
    believed if the information has it, or if the first page names one, and one alone.
    """
    ids = _ids(clean(first_page), info)
    return Reference(
        title=_title(clean(info["Title"]), runs),
        authors=_authors(clean(info["Author"])),
        arxiv_id=ids.arxiv_id,
        version=ids.version,
        doi=ids.doi,
    )


def _ids(first_page: str, info: Mapping[str, str]) -> PaperIds:
    stamp = _STAMP.search(first_page)
    on_arxiv = _parsed(stamp["name"] if stamp else info["arXivID"])
    named = {_parsed(match["doi"]).doi for match in _NAMED_DOI.finditer(f"{info['Subject']}\n{first_page}")}
    dois = [info["DOI"], info["doi"], *(named if len(named) == 1 else ())]
    doi = next(filter(None, (_parsed(name).doi for name in dois)), "")
    arxiv = on_arxiv if on_arxiv.arxiv_id else _parsed(doi)
    return PaperIds(arxiv_id=arxiv.arxiv_id, version=arxiv.version, doi=doi)


def _parsed(name: str) -> PaperIds:
    try:
        ids = parse_paper_ids(clean(name))
        Reference(**ids._asdict())  # which none is that is too long to be one
    except ValueError:
        return PaperIds()
    return ids


def _title(informed: str, runs: Iterable[tuple[float, str]]) -> str:
    """The title in the information, else the largest words.

    The information's must look like a title; the largest words are those of the first page.
    """
    if title := _as_title(informed):
        return title
    counted: Counter[float] = Counter()
    whole: dict[float, str] = {}
    for size, words in runs:
        counted[size] += len(words)
        whole.setdefault(size, words)
    if not counted:
        return ""
    body = counted.most_common(1)[0][0]
    larger = sorted((size for size in whole if size > body), reverse=True)
    return next(filter(None, (_as_title(clean(whole[size])) for size in larger)), "")


def _as_title(words: str) -> str:
    title = " ".join(words.split())
    letters = sum(character.isalpha() for character in title)
    sane = len(title) <= _LONGEST_TITLE and letters >= 0.6 * len(title) and len(title.split()) > 1
    return title if sane and "@" not in title and not _NO_TITLE.match(title) else ""


def _authors(names: str) -> tuple[str, ...]:
    """The names of the authors, in order.

    They are parted by semicolons, else by commas if no part is a single word, as the family name of one author is. A
    word alone is a program's name, or a machine's, and no author's.
    """
    parts = _BETWEEN_AUTHORS.split(names)
    if len(parts) == 1:
        listed = _BETWEEN_NAMES.split(names)
        parts = listed if all(len(name.split()) > 1 for name in listed) else parts
    whole = (" ".join(name.split()) for name in parts if len(name.split()) > 1)
    return tuple(name for name in whole if len(name) <= LONGEST_NAME)[:_MOST_AUTHORS]
