"""The parts of a publication, for a text. Pure.

Markdown and plain text write the same parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from collation.pages.facts import ShownValue
from collation.publish.document.conclusions import NOBODY_SAYS, PublishedConclusion
from collation.publish.document.gaps import NO_GAPS
from collation.publish.document.page import FOUND_BY, PageCell, PageMark, PageRow, PublishedPage, page, passages
from collation.publish.document.rejoinders import PublishedRejoinder
from collation.publish.document.rounds import SecondAnswer


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Sentences:
    """Words of ours, or of reviewers, as a paragraph.

    `url` is the address that they lead to, or "".
    """

    text: str
    url: str = ""


@dataclass(frozen=True)
class Listed:
    """A list.

    Each item is words, and the address that they lead to, or "".
    """

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Said:
    """A respondent's words, as safe HTML or as text."""

    html: str = ""
    text: str = ""


Part = Heading | Sentences | Listed | Grid | Said
Corrections = Sequence[tuple[str, str]]
"""Sentences on later versions that correct this one, with their addresses."""


def outline(
    document: dict[str, Any],
    *,
    sha256: str,
    url: str = "",
    corrected_in: Corrections = (),
    shown: PublishedPage | None = None,
) -> Iterator[Part]:
    """The parts of a publication, none of them empty.

    `sha256` and `url` are as in `page`; `shown` is that page, if it is at hand.
    """
    shown = shown or page(document, sha256=sha256, url=url)
    said = {at: [Said(html=passage["html"]) for passage in found] for at, found in passages(document).items()}
    for part in _parts(shown, said, corrected_in):
        if any(vars(part).values()):
            yield part


def _parts(shown: PublishedPage, said: dict[tuple[str, str], list[Said]], corrected_in: Corrections) -> Iterator[Part]:
    yield Heading(1, shown.title)
    yield from (Sentences(sentence, address) for sentence, address in corrected_in)
    yield Sentences(shown.corrects)
    yield Sentences(shown.finding)
    yield Sentences(shown.sentence if shown.sentence != shown.finding else "")
    yield Sentences(f"On: {shown.paper['title']}", shown.paper["url"] or "")
    yield _matrix(shown)
    for row in shown.rows:
        yield Heading(2, row.row.text)
        yield Sentences(f"Divergence: {_figure(row)}. {row.row.stands}.")
        yield from _conclusion(row.conclusion)
        for column, cell in zip(shown.columns, row.cells, strict=True):
            yield Heading(3, f"{column.name}: {cell.shown.word}")
            yield from _cell(cell, said[row.row.key, column.key])
    yield from _rejoinders(shown)
    yield from _turned(shown)
    yield from _facts(shown)
    yield from _findings(shown)
    yield from _cruxes(shown)
    if shown.agreements:
        yield Heading(2, "How far they agree")
    for agreement in shown.agreements:
        yield Sentences(f"The {agreement.side}: {agreement.sentence}")
        yield _listed(map(str, agreement.pairs))
    yield from _gaps(shown)
    if shown.alike:
        yield Heading(2, "Also asked alike")
    for prompt in shown.alike:
        yield Heading(3, prompt.text)
        yield from _conclusion(prompt.conclusion)
        for column, _ in prompt.answers:
            yield Heading(4, column.name)
            yield from said[prompt.key, column.key]
    yield from _method(shown)


def _cell(cell: PageCell, said: list[Said]) -> Iterator[Part]:
    yield Sentences(cell.rests_on)
    yield Sentences(f"{cell.how_asked} The prompt: “{cell.prompt}”" if cell.prompt else cell.how_asked)
    yield Sentences(cell.shown.note if cell.shown.value != "unread" else "")
    yield Sentences(FOUND_BY.format(cell.shown.words_by) if cell.shown.words_by else "")
    yield from said
    yield Listed(cell.sources)
    yield _listed(_mark(mark) for mark in cell.marks)
    yield Sentences(f"Settled as {cell.settled_as}. {cell.why_settled}" if cell.settled_as else "")
    yield Sentences(f"{cell.support}. {cell.support_quote}" if cell.support else "")
    if cell.again:
        yield from _again(cell.again)
    for reply in cell.rejoinders:
        yield from _reply(reply)


def _again(again: SecondAnswer) -> Iterator[Part]:
    yield Sentences(f"{again.heading}. {again.told}.", again.link)
    yield from _why(again)
    yield Sentences(again.letters)
    yield from (Said(html=str(passage)) for passage in again.passages)


def _why(again: SecondAnswer) -> Iterator[Part]:
    yield Sentences(again.why)
    yield Said(text=again.said.because.words if again.said.because else "")


def _reply(reply: PublishedRejoinder) -> Iterator[Part]:
    yield Sentences(reply.who)
    yield Said(html=str(reply.html))


def _conclusion(conclusion: PublishedConclusion | None) -> Iterator[Part]:
    if conclusion is None:
        return
    who = f" ({conclusion.by})" if conclusion.by else ""
    yield Sentences(f"The team concludes{who}: {conclusion.answer}")
    yield Sentences(conclusion.why)
    yield Sentences(f"What would settle it: {conclusion.settled_by}" if conclusion.settled_by else "")
    for words in conclusion.quoted:
        yield Sentences(f"{words.said_by[:1].upper()}{words.said_by[1:]}:")
        yield Said(text=words.text)


def _cruxes(shown: PublishedPage) -> Iterator[Part]:
    if shown.cruxes:
        yield Heading(2, "What would settle it")
    for crux in shown.cruxes:
        yield Heading(3, crux.text)
        yield _listed(f"{one.text} (says {one.said_by})" for one in crux.told)
        yield Sentences("" if crux.told else NOBODY_SAYS)
        yield from map(Sentences, crux.split)


def _gaps(shown: PublishedPage) -> Iterator[Part]:
    yield Heading(2, "Not asked, not read")
    yield Sentences("" if shown.gaps else NO_GAPS)
    for gap in shown.gaps:
        yield Heading(3, gap.text)
        yield _listed(f"{what}: {names}." for what, names in gap.told)
    yield from map(Sentences, shown.unpublished)


def _rejoinders(shown: PublishedPage) -> Iterator[Part]:
    if shown.rejoinders:
        yield Heading(2, "What those concerned reply")
    yield _listed(f"{one.name} on {one.about}, {one.day:%-d %B %Y}." for one in shown.rejoinders if one.place)
    for one in shown.rejoinders:
        if not one.place:
            yield from _reply(one)


def _turned(shown: PublishedPage) -> Iterator[Part]:
    if shown.turned:
        yield Heading(2, "Who changed their verdict in round 2")
    for one in shown.turned:
        yield Sentences(f"{one.said.name} on “{one.said.text}”: {one.told[:1].lower()}{one.told[1:]}.")
        yield from _why(one)


def _facts(shown: PublishedPage) -> Iterator[Part]:
    if shown.facts:
        yield Heading(2, "Facts")
    for fact in shown.facts:
        yield Heading(3, fact.title)
        yield _listed(_value(value) for value in fact.values)
        yield Sentences(". ".join(fact.notes) + "." if fact.notes else "")
        yield Sentences(f"{fact.together.capitalize()}." if fact.together else "")


def _findings(shown: PublishedPage) -> Iterator[Part]:
    if shown.findings:
        yield Heading(2, "What they raise")
    for finding in shown.findings:
        yield Heading(3, finding.title)
        yield Sentences(f"{f'{finding.kind.capitalize()}. ' if finding.kind else ''}{finding.who} {finding.rated}")
        for quotations in finding.quoted:
            yield Sentences(f"{quotations.name}{', against it' if quotations.opposes else ''}:")
            yield from (Said(text=text) for text in quotations.texts)


def _method(shown: PublishedPage) -> Iterator[Part]:
    yield Heading(2, "Who answered, and from what")
    for column in shown.columns:
        yield Heading(3, column.name)
        yield _listed(f"{what}: {words}." for what, words in column.told)
        yield Sentences(f"Its words on that: “{column.basis_quote}”" if column.basis_quote else "")
        yield Sentences("Where it was said:", column.link) if column.link else Sentences("")
    yield from map(Sentences, shown.independence)
    yield Heading(2, "How this was made")
    yield from map(Sentences, shown.method)
    yield Heading(2, "To cite")
    yield Sentences(shown.citation.text)


def _matrix(shown: PublishedPage) -> Grid:
    head = ("", *(column.name for column in shown.columns), "Divergence")
    rows = (
        (
            row.row.text,
            *(f"{cell.shown.word}{' (suggested)' if cell.shown.provisional else ''}" for cell in row.cells),
            _figure(row),
        )
        for row in shown.rows
    )
    return Grid((head, *rows))


def _listed(items: Iterator[str]) -> Listed:
    return Listed(tuple((item, "") for item in items))


def _figure(row: PageRow) -> str:
    """The divergence of a row, and what it rests on."""
    return ", ".join(filter(None, [row.row.divergence, row.row.counted]))


def _mark(mark: PageMark) -> str:
    return " ".join(filter(None, [f"{mark.by}: {mark.word}.", mark.why, mark.quote and f"“{mark.quote}”"]))


def _value(value: ShownValue) -> str:
    status = f" ({value.status})" if value.status else ""
    words = "; ".join(f"“{quote.before}{quote.value}{quote.after}” ({quote.name})" for quote in value.quotes)
    return f"{value.text}: {value.who}{status}. {words}"
