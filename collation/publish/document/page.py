"""The published page as values, computed from the document alone.

Pure, except that it marks the document's HTML as safe.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from collation import wording
from collation.cells import Cell, Collation, Row
from collation.pages import facts as fact_page
from collation.pages.facts import ShownFact
from collation.pages.matrix import MatrixCell, MatrixRow, matrix
from collation.publish.document.cite import Citation, cite
from collation.publish.document.findings import PublishedAgreement, PublishedFinding, agreements, findings
from collation.publish.document.method import method
from collation.publish.document.parse import thaw, thaw_facts
from reviews import richtext
from reviews.scale import BASES, THIN_BASES

FOUND_BY = "The words were found by {}: no reviewer quoted any."
READ_AT_ONCE = 420
"""The most characters of an answer that stands open on the page."""


@dataclass(frozen=True)
class PublishedColumn:
    """The head of a respondent's column, and its published turns.

    `who` is the same for two chats of one model.

    `extent` is how much of it is published: full or quotations; `whole` if that is every turn.
    """

    key: str
    name: str
    kind: str
    who: tuple[str, str]
    about: str
    basis: str
    basis_quote: str
    thin: bool
    extent: str
    link: str | None
    turns: tuple[tuple[str, SafeString], ...]
    whole: bool

    def note(self, shown: MatrixCell) -> str:
        """The note in a cell without a quotation.

        It mentions prompts only if all of them are published.
        """
        return "Not asked." if shown.value == "not_asked" and not self.whole else shown.note


@dataclass(frozen=True)
class PageMark:
    """A reviewer's mark.

    `word` is the verdict in words, `quote` the respondent's words that the reviewer quotes.
    """

    by: str
    value: str
    word: str
    why: str
    quote: str


@dataclass(frozen=True)
class PageCell:
    """A cell of the matrix, with its passages, marks, settlement and support.

    `short` if the passages are short enough to stand open; `reworded` if the prompt differs from the question.
    """

    column: PublishedColumn
    shown: MatrixCell
    prompt: str
    how_asked: str
    reworded: bool
    passages: tuple[SafeString, ...]
    short: bool
    sources: tuple[tuple[str, str], ...]
    rests_on: str
    marks: tuple[PageMark, ...]
    settled_as: str
    why_settled: str
    support: str
    support_quote: str


@dataclass(frozen=True)
class PageRow:
    row: MatrixRow
    cells: tuple[PageCell, ...]


@dataclass(frozen=True)
class Alike:
    """A prompt asked alike that nobody scores, and its answers."""

    key: str
    text: str
    answers: tuple[tuple[PublishedColumn, tuple[SafeString, ...]], ...]


@dataclass(frozen=True)
class PublishedPage:
    """All that a rendering of a publication shows.

    `subject` says who is compared: "Three models and two people".
    """

    title: str
    finding: str
    subject: str
    sentence: str
    slug: str
    number: int | None
    published_at: datetime | None
    paper: dict[str, Any]
    columns: tuple[PublishedColumn, ...]
    rows: tuple[PageRow, ...]
    alike: tuple[Alike, ...]
    facts: tuple[ShownFact, ...]
    findings: tuple[PublishedFinding, ...]
    agreements: tuple[PublishedAgreement, ...]
    method: tuple[str, ...]
    reviewers: int
    marks: int
    citation: Citation
    sha256: str

    @property
    def has_full_texts(self) -> bool:
        return any(column.turns for column in self.columns)


def page(document: dict[str, Any], *, sha256: str, url: str = "") -> PublishedPage:
    """The page of a document.

    `sha256` is the hash of its canonical text, "" for a draft, which has no number yet.

    `url` is the address of the version, "" if that is not known.
    """
    collation = thaw(document)
    head = document["publication"]
    laid = matrix(collation)
    html = {
        at: tuple(richtext.painted(passage["html"]) for passage in found) for at, found in passages(document).items()
    }
    columns = _columns(document)
    scored = [row for row in collation.rows if row.question.scored]
    return PublishedPage(
        title=head["title"],
        finding=head["finding"],
        subject=_subject(columns),
        sentence=laid.sentence,
        slug=head["slug"],
        number=head.get("number"),
        published_at=datetime.fromisoformat(head["published_at"]) if "published_at" in head else None,
        paper=document["paper"],
        columns=columns,
        rows=tuple(
            PageRow(
                shown,
                tuple(
                    _cell(column, cell, shown_cell, html[cell.question.key, cell.respondent.key])
                    for column, cell, shown_cell in zip(columns, row.cells, shown.cells, strict=True)
                ),
            )
            for row, shown in zip(scored, laid.rows, strict=True)
        ),
        alike=tuple(
            Alike(row.question.key, row.question.text, answers)
            for row in collation.rows
            if not row.question.scored and (answers := _answers(row, columns, html))
        ),
        facts=_facts(document, collation),
        findings=findings(document),
        agreements=agreements(document, wording.how_much_is_read([cell for row in scored for cell in row.cells])),
        method=method(document, collation),
        reviewers=head["reviewers"],
        marks=head["marks"],
        citation=cite(document, sha256=sha256, url=url),
        sha256=sha256,
    )


def passages(document: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The passages that are shown, by question and respondent.

    Documents of earlier releases quote the words of a suggestion under a person's other verdict: these are left out.
    """
    quoted = {each["respondent"] for each in document["transcripts"] if each["publish"] == "quotations"}
    return {
        (row["question"], cell["respondent"]): [
            passage
            for passage in cell["passages"]
            if cell["respondent"] not in quoted or not _rejected(cell, passage["text"])
        ]
        for row in document["rows"]
        for cell in row["cells"]
    }


def _rejected(cell: dict[str, Any], text: str) -> bool:
    verdict, suggestion = cell["verdict"], cell["suggestion"]
    people = verdict["from"] in ("marks", "resolution") and verdict["value"] != suggestion["verdict"]
    theirs = {mark["evidence"]["text"] for mark in cell["marks"] if mark["evidence"]}
    return people and text == suggestion["quote"] and text not in theirs


def _facts(document: dict[str, Any], collation: Collation) -> tuple[ShownFact, ...]:
    """The facts of the document, first those on which respondents differ."""
    thawed = thaw_facts(document)
    return fact_page.shown(
        fact_page.ordered(one for one, _ in thawed),
        {one.topic: found for one, found in thawed},
        collation.respondents,
    )


def _subject(columns: tuple[PublishedColumn, ...]) -> str:
    """The respondents, counted: "Two models in three chats and one person"."""
    told = []
    for kind, several, sittings in (("model", "models", "chats"), ("person", "people", "texts")):
        theirs = [column.who for column in columns if column.kind == kind]
        count = len(set(theirs))
        said = f"{wording.number(count)} {kind if count == 1 else several}"
        told += [said if count == len(theirs) else f"{said} in {wording.number(len(theirs))} {sittings}"] * bool(theirs)
    return wording.listed(told).capitalize() or "Nobody"


def _columns(document: dict[str, Any]) -> tuple[PublishedColumn, ...]:
    transcripts = {transcript["respondent"]: transcript for transcript in document["transcripts"]}
    columns = []
    for each in document["respondents"]:
        transcript, basis = transcripts[each["key"]], each["evidence_basis"]
        said_on = transcript["said_on"] and datetime.fromisoformat(transcript["said_on"])
        made_by = each["version"] or (transcript["vendor"] if transcript["vendor"] != each["name"] else "")
        columns.append(
            PublishedColumn(
                key=each["key"],
                name=each["name"],
                kind=each["kind"],
                who=(transcript.get("name", each["name"]).casefold(), each["version"]),
                about=" · ".join(filter(None, [made_by, f"{said_on:%-d %b %Y}" if said_on else ""])),
                basis=BASES[basis["value"]],
                basis_quote=basis["quote"],
                thin=basis["value"] in THIN_BASES,
                extent=transcript["publish"],
                link=transcript["link"],
                turns=tuple((turn["prompt"], richtext.safe(turn["html"])) for turn in transcript["responses"]),
                whole=len(transcript["responses"]) == transcript["turns"],
            )
        )
    return tuple(columns)


def _cell(column: PublishedColumn, cell: Cell, shown: MatrixCell, html: tuple[SafeString, ...]) -> PageCell:
    asked = cell.reading.asked
    return PageCell(
        column=column,
        shown=replace(shown, note=column.note(shown)),
        prompt=asked.prompt or "",
        how_asked="" if asked.how == "not_asked" else wording.asked(cell),
        reworded=asked.how in ("reworded", "partly") or asked.led,
        passages=html,
        short=sum(len(passage.text) for passage in cell.reading.passages) <= READ_AT_ONCE,
        sources=cell.reading.sources,
        rests_on=wording.rests_on(cell),
        marks=tuple(
            PageMark(mark.by, mark.value, wording.word(mark.value), mark.rationale, mark.quote) for mark in cell.marks
        ),
        settled_as=wording.word(cell.resolution.value) if cell.resolution else "",
        why_settled=cell.resolution.why if cell.resolution else "",
        support=wording.support(cell),
        support_quote=cell.support.quote if cell.support else "",
    )


def _answers(
    row: Row, columns: tuple[PublishedColumn, ...], html: dict[tuple[str, str], tuple[SafeString, ...]]
) -> tuple[tuple[PublishedColumn, tuple[SafeString, ...]], ...]:
    found = ((column, html[row.question.key, column.key]) for column in columns)
    return tuple((column, passages) for column, passages in found if passages)
