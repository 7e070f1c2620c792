"""How to cite a publication: a sentence, BibTeX, CSL-JSON and RIS. Pure.

What limits a publication stands in each of them, so that it goes where the citation goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collation import wording
from collation.cells import Collation
from collation.publish.document.columns import PublishedColumn, columns, one_family
from reviews.characters import without
from reviews.scale import BASES

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{char: f"\\{char}" for char in "$&#_%"},
}
"""Braces as words: BibTeX counts those behind a backslash, too."""


@dataclass(frozen=True)
class Citation:
    """What a citation says, and the ways to write it.

    `key` names it in a list; `authors` are the reviewers who are named, `others` if there are more. `version` is
    "Version 2" or "Not published yet". `caveats` are sentences. `url` is the address of the version, "" if it has none
    that others can open.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    published_at: datetime | None
    version: str
    about: str
    caveats: tuple[str, ...]
    sha256: str
    url: str
    others: bool = False

    @property
    def _names(self) -> list[str]:
        return [*self.authors, *(["others"] if self.others else [])]

    @property
    def note(self) -> str:
        """What it is, what limits it, and the hash."""
        digest = f"SHA-256 {self.sha256}." if self.sha256 else ""
        return " ".join(filter(None, [f"{self.version}.", f"{self.about}.", *self.caveats, digest]))

    @property
    def text(self) -> str:
        """The citation as a paragraph."""
        day = f", {self.published_at:%-d %B %Y}" if self.published_at else ""
        said = [
            f"{wording.listed(self._names)}." if self.authors else "",
            self.title if self.title[-1:] in ("?", "!", ".") else f"{self.title}.",
            f"{self.version}{day}.",
            f"{self.about}.",
            *self.caveats,
            self.url,
            f"SHA-256 {self.sha256[:16]}." if self.sha256 else "",
        ]
        return " ".join(filter(None, said))

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """The names of the forms for programs, with the text in each."""
        return (("BibTeX", self.bibtex), ("CSL-JSON", self.csl), ("RIS", self.ris.replace("\r\n", "\n").strip("\n")))

    @property
    def bibtex(self) -> str:
        fields = {
            "title": f"{{{_escaped(self.title)}}}",
            "author": " and ".join(
                [*(f"{{{_escaped(author)}}}" for author in self.authors), *(["others"] if self.others else [])]
            ),
            "year": f"{self.published_at:%Y}" if self.published_at else "",
            "month": f"{self.published_at:%-m}" if self.published_at else "",
            "note": _escaped(self.note),
            "url": self.url,
        }
        lines = (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    @property
    def csl(self) -> str:
        """CSL-JSON, a list of one."""
        day = self.published_at
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": author} for author in self.authors],
            "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
            "version": self.version.removeprefix("Version ") if day else "",
            "note": self.note,
            "URL": self.url,
        }
        return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)

    @property
    def ris(self) -> str:
        """RIS, which ends its lines as Windows does."""
        day = self.published_at
        lines = [
            ("TY", "ELEC"),
            ("ID", self.key),
            ("TI", self.title),
            *(("AU", author) for author in self.authors),
            ("PY", f"{day:%Y}" if day else ""),
            ("DA", f"{day:%Y/%m/%d}" if day else ""),
            ("N1", self.note),
            ("UR", self.url),
        ]
        written = (f"{tag}  - {value}" for tag, value in lines if value)
        return "\r\n".join([*written, "ER  - ", ""])


def cite(document: dict[str, Any], collation: Collation, *, sha256: str, url: str = "") -> Citation:
    """The citation of a document; a draft is “not published yet”."""
    head = document["publication"]
    published_at = datetime.fromisoformat(head["published_at"]) if "published_at" in head else None
    slug = re.sub(r"[^a-z0-9-]", "", head["slug"]) or "comparison"
    names = wording.listed([each["name"] for each in document["respondents"]])
    return Citation(
        key=f"{slug}-v{head.get('number', 0)}",
        title=_line(head["title"]),
        authors=tuple(map(_line, named(document))),
        others=0 < len(named(document)) < len(reviewers(document)),
        published_at=published_at,
        version=f"Version {head['number']}" if published_at else "Not published yet",
        about=_line(f"A comparison of {names} on “{document['paper']['title']}”"),
        caveats=tuple(map(_line, _caveats(collation, columns(document)))),
        sha256=sha256,
        url=url,
    )


def reviewers(document: dict[str, Any]) -> list[str]:
    """The names of those who marked, in the order of the page."""
    marks = (mark for row in document["rows"] for cell in row["cells"] for mark in cell["marks"])
    return list(dict.fromkeys(mark["by"] for mark in marks))


def named(document: dict[str, Any]) -> list[str]:
    """Those of the reviewers whose own names these are.

    Documents of earlier releases name all or none.
    """
    head, marked = document["publication"], reviewers(document)
    people = head.get("people", marked if head["named"] else [])
    return [name for name in marked if name in people]


def marked_by(document: dict[str, Any]) -> str:
    """Who marked, those last who have not agreed to be named."""
    marked, own = reviewers(document), named(document)
    others = [name for name in marked if name not in own]
    if not own or not others:
        return wording.listed(own) or (wording.several(len(others), "reviewer") if others else "nobody yet")
    count = wording.several(len(others), "reviewer", wording.number(len(others)))
    last = f"{others[0]}, who has" if len(others) == 1 else f"{count} who have"
    return f"{wording.listed([*own, last])} not agreed to be named"


def unnamed(document: dict[str, Any]) -> list[str]:
    """Those on the page who have not agreed to be named.

    They marked, settled, rated, confirmed or concluded something.
    """
    cells = [cell for row in document["rows"] for cell in row["cells"]]
    said = [
        *(mark for cell in cells for mark in cell["marks"]),
        *(cell[what] for what in ("resolution", "support") for cell in cells),
        *(fact.get("review") for fact in document["facts"]),
        *(rating for finding in document["findings"] for rating in finding["ratings"]),
        *document.get("conclusions", ()),
    ]
    everybody = dict.fromkeys(one["by"] for one in said if one and one["by"])
    head = document["publication"]
    own = head.get("people", list(everybody) if head["named"] else [])
    return [name for name in everybody if name not in own]


def _caveats(collation: Collation, found: tuple[PublishedColumn, ...]) -> Iterator[str]:
    """What whoever cites it should know, each only if it is so."""
    cells = [cell for row in collation.rows if row.question.scored for cell in row.cells]
    marked = sum(bool(cell.marks) for cell in cells)
    suggested = sum(cell.verdict.origin == "suggestion" for cell in cells)
    unread = sum(cell.unread for cell in cells)
    counts = [f"{suggested} suggested and marked by nobody" if suggested else "", f"{unread} unread" if unread else ""]
    yield ", ".join(filter(None, [f"{marked} of {wording.several(len(cells), 'cell')} marked", *counts])) + "."
    yield "A verdict says what a respondent answers, not whether it is true."
    for family, names in one_family(found).items():
        yield f"{wording.listed(names)} are of one model family, {family}."
    if sum(column.kind == "model" for column in found) > 1:
        yield "Models may share training data."
    for basis, told in (
        ("abstract_only", "{} saw the abstract only."),
        ("unknown", "What {} could read is not stated."),
    ):
        if names := [column.name for column in found if column.basis == BASES[basis]]:
            yield told.format(wording.listed(names))


def _line(text: str) -> str:
    return " ".join(without(text).split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)
