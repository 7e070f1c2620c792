"""How to cite a publication: a sentence and BibTeX. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collation import wording

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "{}$&#_%"},
}


@dataclass(frozen=True)
class Citation:
    """A citation as a sentence and as BibTeX.

    `authors` are the reviewers, if they are named. `text` and `bibtex` hold the address, if it is known.
    """

    text: str
    bibtex: str
    authors: tuple[str, ...]


def cite(document: dict[str, Any], *, sha256: str, url: str = "") -> Citation:
    """The citation of a document; a draft is “not published yet”."""
    head = document["publication"]
    authors = tuple(reviewers(document)) if head["named"] else ()
    published_at = datetime.fromisoformat(head["published_at"]) if "published_at" in head else None
    version = f"Version {head['number']}" if published_at else "Not published yet"
    names = wording.listed([each["name"] for each in document["respondents"]])
    about = f"A comparison of {names} on “{document['paper']['title']}”"
    said = [
        f"{wording.listed(authors)}." if authors else "",
        head["title"] if head["title"][-1:] in ("?", "!", ".") else f"{head['title']}.",
        f"{version}, {published_at:%-d %B %Y}." if published_at else f"{version}.",
        f"{about}.",
        url,
        f"SHA-256 {sha256[:16]}." if sha256 else "",
    ]
    fields = {
        "title": f"{{{_escaped(head['title'])}}}",
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in authors),
        "year": f"{published_at:%Y}" if published_at else "",
        "month": f"{published_at:%-m}" if published_at else "",
        "note": _escaped(f"{version}. {about}." + (f" SHA-256 {sha256}" if sha256 else "")),
        "url": url,
    }
    key = re.sub(r"[^a-z0-9-]", "", head["slug"]) or "comparison"
    lines = [
        f"@misc{{{key}-v{head.get('number', 0)},",
        *(f"  {name} = {{{value}}}," for name, value in fields.items() if value),
    ]
    return Citation(" ".join(filter(None, said)), "\n".join([*lines, "}"]), authors)


def reviewers(document: dict[str, Any]) -> list[str]:
    """The names of those who marked, in the order of the page."""
    marks = (mark for row in document["rows"] for cell in row["cells"] for mark in cell["marks"])
    return list(dict.fromkeys(mark["by"] for mark in marks))


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in " ".join(text.split()))
