"""A paper out of BibTeX: entries, macros, names.

Format: "BibTeXing" and "Designing BibTeX Styles" (Oren Patashnik, 1988), and the fields of biblatex that say the same.
It is read by hand, in one pass and without recursion: the time it takes grows with the text alone, which no parser at
hand promises for hostile text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reviews.bibliography.latex import address_text, plain_text
from reviews.bibliography.reference import (
    Reference,
    UnreadableReference,
    arxiv_said,
    known_by,
    one_line,
    paragraphs,
    too_many,
    year_in,
)

LONGEST_VALUES = 1_000_000
"""The most code points of all values together.

Macros made of macros could grow without end.
"""

_BEGIN = re.compile(r"^[^\S\n]*%[^\n]*|(?<![\w.])@\s*+([A-Za-z]++)\s*+([{(])", re.MULTILINE)
_SPACE = re.compile(r"\s*")
_KEY = re.compile(r"[^\s,={}]*+(?=\s*+[,}])")
_NAME = re.compile(r"""[^\s"#%'(),={}]+""")
_QUOTE_OR_BRACE = re.compile(r'[{}"]')
_AND = re.compile(r"[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_COMMA = re.compile(r"[{},]")

_HINTS = ("journal", "journaltitle", "volume", "eid", "note", "howpublished")
_SAID = {"title", "subtitle", "year", "date", "archiveprefix", "eprinttype", *_HINTS}
_EXACT = {"doi", "url", "howpublished", "eprint"}


@dataclass
class BibtexEntry:
    """One entry, which begins at `text[start]`.

    `fields` are by name in lower case, each as its LaTeX.
    """

    key: str
    start: int
    fields: dict[str, str] = field(default_factory=dict)


def may_be_bibtex(text: str) -> bool:
    """Whether something in a text begins as an entry does."""
    return any(opening[1] for opening in _BEGIN.finditer(text))


def read_bibtex(text: str) -> Reference:
    """The one paper that a text describes.

    Entries that others name as their `crossref` do not count. Raises UnreadableReference, which names the line or the
    entry, for text that is not BibTeX, and for several papers.
    """
    source = _BibtexScanner(text)
    entries = list(source.entries())
    parents = {entry.fields.get("crossref", "").strip().lower() for entry in entries}
    papers = [entry for entry in entries if entry.key.lower() not in parents - {""}]
    if not papers:
        raise UnreadableReference("This BibTeX holds no entry.")
    if len(papers) > 1:
        raise too_many("This BibTeX", [entry.key or "without a key" for entry in papers])
    [paper] = papers
    reference = _reference(paper.fields)
    if not (reference.title or reference.url):
        raise UnreadableReference(f"The BibTeX entry in line {source.line(paper.start):,} has no title and no address.")
    return reference


def _reference(fields: Mapping[str, str]) -> Reference:
    plain = {name: one_line(plain_text(latex)) for name, latex in fields.items() if name in _SAID}
    exact = {name: one_line(address_text(latex)) for name, latex in fields.items() if name in _EXACT}
    archive = plain.get("archiveprefix") or plain.get("eprinttype") or "arxiv"
    eprint = exact.get("eprint", "") if archive.lower() == "arxiv" else ""
    hints = (arxiv_said(plain.get(name, "")) for name in _HINTS)
    link = exact.get("url") or exact.get("howpublished", "")
    ids = known_by((eprint, exact.get("doi", ""), *hints), link)
    return Reference(
        title=": ".join(filter(None, (plain.get("title"), plain.get("subtitle")))),
        authors=tuple(names(fields.get("author", ""))),
        abstract=paragraphs(plain_text(fields.get("abstract", ""))),
        year=year_in(plain.get("year", "")) or year_in(plain.get("date", "")),
        **ids._asdict(),
    )


def names(author: str) -> Iterator[str]:
    """Yield the names in an `author` field as "First Last".

    They are in order; "and others" is no name.
    """
    for person in _split(author, _AND):
        parts = [one_line(plain_text(part)) for part in _split(person, _COMMA)]
        if len(parts) == 3:
            last, junior, first = parts
            parts = [first, last, junior]
        elif len(parts) == 2:
            parts.reverse()
        name = (" " if len(parts) < 4 else ", ").join(filter(None, parts))
        if name and name != "others":
            yield name


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a text between the separators that no braces enclose."""
    parts, start, depth = [], 0, 0
    for sign in separator.finditer(text):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
        elif depth == 0:
            parts.append(text[start : sign.start()])
            start = sign.end()
    return [*parts, text[start:]]


class _BibtexScanner:
    """Scan the text of a BibTeX file from start to end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.macros: dict[str, str] = {}
        self.grown = 0

    def entries(self) -> Iterator[BibtexEntry]:
        while opening := _BEGIN.search(self.text, self.at):
            self.at = opening.end()
            if not opening[1]:
                continue
            kind, closing = opening[1].lower(), "}" if opening[2] == "{" else ")"
            entry = BibtexEntry("", opening.start())
            try:
                if kind == "comment":
                    self._enclosed("}") if closing == "}" else None
                elif kind == "preamble":
                    self._value()
                elif kind == "string":
                    self._fields(entry, closing)
                    self.macros |= entry.fields
                else:
                    entry.key = self._take(_KEY)
                    self._fields(entry, closing)
                    yield entry
            except EOFError as error:
                self.at = entry.start
                raise self._wrong(f"what begins here with “@{kind[:20]}” is not closed") from error

    def line(self, place: int) -> int:
        """The line of a place, from 1."""
        return self.text.count("\n", 0, place) + 1

    def _wrong(self, what: str) -> UnreadableReference:
        return UnreadableReference(f"BibTeX, line {self.line(self.at):,}: {what}.")

    def _next(self) -> str:
        """The next character that is not white space.

        Raises EOFError at the end.
        """
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches the empty text, too
        if self.at == len(self.text):
            raise EOFError
        return self.text[self.at]

    def _take(self, pattern: re.Pattern[str]) -> str:
        """The match of the pattern after white space, or ""."""
        self._next()
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match[0] if match else ""

    def _fields(self, entry: BibtexEntry, closing: str) -> None:
        """Read the rest of an entry.

        Of two fields of one name the first counts, as for BibTeX.
        """
        comma_due = False
        while (sign := self._next()) != closing:
            if sign == ",":
                self.at += 1
                comma_due = False
                continue
            if comma_due:
                raise self._wrong(f"a comma is missing before “{self.text[self.at : self.at + 20].split()[0]}”")
            if not (name := self._take(_NAME)):
                raise self._wrong(f"the name of a field is missing before “{sign}”")
            if self._next() != "=":
                raise self._wrong(f"“=” is missing after “{name[:40]}”")
            self.at += 1
            entry.fields.setdefault(name.lower(), self._value())
            comma_due = True
        self.at += 1

    def _value(self) -> str:
        parts = [self._part()]
        while self._next() == "#":
            self.at += 1
            parts.append(self._part())
        return "".join(parts)

    def _part(self) -> str:
        if (sign := self._next()) in ("{", '"'):
            self.at += 1
            part = self._enclosed("}" if sign == "{" else sign)
        elif name := self._take(_NAME):
            part = self.macros.get(name.lower(), name)
        else:
            raise self._wrong(f"a value is missing before “{sign}”")
        self.grown += len(part)
        if self.grown > LONGEST_VALUES:
            raise self._wrong(f"its values grow beyond {LONGEST_VALUES:,} characters")
        return part

    def _enclosed(self, closing: str) -> str:
        """The text up to the closing sign that no braces enclose."""
        start, depth = self.at, 0
        for sign in _QUOTE_OR_BRACE.finditer(self.text, start):
            if depth == 0 and sign[0] == closing:
                self.at = sign.end()
                return self.text[start : sign.start()]
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
            if depth < 0:
                self.at = sign.start()
                raise self._wrong("a “}” closes nothing")
        raise EOFError
