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
from collation.pages.facts import ShownFact, ShownQuote, ShownValue
from collation.pages.matrix import MatrixCell, MatrixRow, carrying, matrix
from collation.publish.document.anchors import Anchors
from collation.publish.document.cite import Citation, cite, marked_by
from collation.publish.document.columns import PublishedColumn, columns, independence, subject
from collation.publish.document.conclusions import NOBODY_SAYS, PublishedConclusion, PublishedCrux, conclusions, cruxes
from collation.publish.document.findings import PublishedAgreement, PublishedFinding, agreements, findings
from collation.publish.document.gaps import NO_GAPS, Gap, gaps, missing, unpublished
from collation.publish.document.method import method
from collation.publish.document.parse import thaw, thaw_facts
from collation.publish.document.rejoinders import PublishedRejoinder, rejoinders
from collation.publish.document.rounds import SecondAnswer, second_answers
from reviews import richtext
from reviews.scale import ABSENCES, UNREAD

FOUND_BY = "The words were found by {}: no reviewer quoted any."
READ_AT_ONCE = 420
"""The most characters of an answer that stands open on the page."""


@dataclass(frozen=True)
class PageMark:
    """A reviewer's mark.

    `word` is the verdict in words, `quote` the respondent's words that the reviewer quotes, `anchor` their id.
    """

    anchor: str
    by: str
    value: str
    word: str
    why: str
    quote: str


@dataclass(frozen=True)
class PageCell:
    """A cell of the matrix, with its passages, marks, settlement and support.

    `anchor` is its id: "safe-gemini". `quoted` are the words that carry its verdict, with their ids; all that the
    marks quote, if they are split. `short` if the passages are short enough to stand open; `reworded` if the prompt
    differs from the question. `missing` says why nothing counts in it, "" if that is not so. `again`
    is its answer of a later round, `rejoinders` are the replies to it.
    """

    anchor: str
    column: PublishedColumn
    shown: MatrixCell
    prompt: str
    how_asked: str
    reworded: bool
    quoted: tuple[tuple[str, str], ...]
    passages: tuple[SafeString, ...]
    short: bool
    sources: tuple[tuple[str, str], ...]
    rests_on: str
    marks: tuple[PageMark, ...]
    settled_as: str
    why_settled: str
    support: str
    support_quote: str
    missing: str
    again: SecondAnswer | None
    rejoinders: tuple[PublishedRejoinder, ...]


@dataclass(frozen=True)
class PageRow:
    """A scored question, with what the team concludes, if it does."""

    anchor: str
    row: MatrixRow
    conclusion: PublishedConclusion | None
    cells: tuple[PageCell, ...]


@dataclass(frozen=True)
class Alike:
    """A prompt asked alike that nobody scores, and its answers."""

    key: str
    text: str
    conclusion: PublishedConclusion | None
    answers: tuple[tuple[PublishedColumn, tuple[SafeString, ...]], ...]


@dataclass(frozen=True)
class PublishedPage:
    """All that a rendering of a publication shows.

    `subject` says who is compared: "Three models and two people". `scales` are those of the rows. `initials` are the
    letters that stand in the drawings, with the respondents that they stand for. `correction` says what it corrects of
    the version before, "" if nothing.
    """

    nobody_says = NOBODY_SAYS
    no_gaps = NO_GAPS

    title: str
    finding: str
    subject: str
    sentence: str
    correction: str
    slug: str
    number: int | None
    published_at: datetime | None
    paper: dict[str, Any]
    columns: tuple[PublishedColumn, ...]
    scales: tuple[tuple[str, ...], ...]
    initials: tuple[tuple[str, str], ...]
    rows: tuple[PageRow, ...]
    alike: tuple[Alike, ...]
    facts: tuple[ShownFact, ...]
    findings: tuple[PublishedFinding, ...]
    cruxes: tuple[PublishedCrux, ...]
    turned: tuple[SecondAnswer, ...]
    rejoinders: tuple[PublishedRejoinder, ...]
    takes_rejoinders: bool
    agreements: tuple[PublishedAgreement, ...]
    gaps: tuple[Gap, ...]
    unpublished: tuple[str, ...]
    independence: tuple[str, ...]
    method: tuple[str, ...]
    marked_by: str
    citation: Citation
    sha256: str

    @property
    def corrects(self) -> str:
        """A sentence on what it corrects of the version before."""
        return f"This version corrects the one before: {self.correction}" if self.correction else ""

    @property
    def has_full_texts(self) -> bool:
        return any(column.turns for column in self.columns)

    @property
    def signs(self) -> tuple[tuple[str, str], ...]:
        """The verdicts on the page with their words, in order."""
        shown = {cell.shown.value: cell.shown.word for row in self.rows for cell in row.cells if cell.shown.value}
        scales = (value for row in self.scales for value in row)
        order = dict.fromkeys((*scales, "split", *ABSENCES, UNREAD))
        return tuple((value, shown[value]) for value in order if value in shown)

    @property
    def has_suggestions(self) -> bool:
        return any(cell.shown.provisional for row in self.rows for cell in row.cells)

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """The id and the heading of each part, in their order."""
        parts = (
            ("replies", "What those concerned reply", self.rejoinders),
            ("turned", "Who changed their verdict", self.turned),
            ("facts", "Facts", self.facts),
            ("findings", "What they raise", self.findings),
            ("crux", "What would settle it", self.cruxes),
            ("agreement", "How far they agree", self.agreements),
            ("gaps", "Not asked, not read", True),
            ("alike", "Also asked alike", self.alike),
            ("respondents", "Who answered, and from what", True),
            ("texts", "The answers in full", self.has_full_texts),
            ("method", "How this was made, and its limits", True),
            ("cite", "To cite", True),
        )
        rows = ((row.anchor, row.row.text) for row in self.rows)
        return (("standing", "Where they stand"), *rows, *((anchor, title) for anchor, title, there in parts if there))


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
    columns_shown = columns(document)
    scored = [row for row in collation.rows if row.question.scored]
    keys = [row.question.key for row in scored]
    anchors = Anchors(f"{before}{key}" for before in ("", "q-", "heading-") for key in keys)
    cell_anchors = {(key, column.key): anchors.take(key, column.key) for key in keys for column in columns_shown}
    concluded = conclusions(document, anchors, cell_anchors)
    facts = _facts(document, collation, anchors)
    again, replies = second_answers(document, anchors), rejoinders(document, anchors)
    return PublishedPage(
        title=head["title"],
        finding=head["finding"],
        subject=subject(columns_shown),
        sentence=laid.sentence,
        correction=head.get("correction", ""),
        slug=head["slug"],
        number=head.get("number"),
        published_at=datetime.fromisoformat(head["published_at"]) if "published_at" in head else None,
        paper=document["paper"],
        columns=columns_shown,
        scales=tuple(row.question.scale for row in scored),
        initials=tuple(zip(laid.initials, (column.name for column in columns_shown), strict=True)),
        rows=tuple(
            PageRow(
                f"q-{key}",
                shown,
                concluded.get(key),
                tuple(
                    _cell(
                        column,
                        cell,
                        shown_cell,
                        html[key, column.key],
                        cell_anchors[key, column.key],
                        anchors,
                        again.get((key, column.key)),
                        tuple(one for one in replies if one.place == (key, column.key)),
                    )
                    for column, cell, shown_cell in zip(columns_shown, row.cells, shown.cells, strict=True)
                ),
            )
            for key, row, shown in zip(keys, scored, laid.rows, strict=True)
        ),
        alike=tuple(
            Alike(row.question.key, row.question.text, concluded.get(row.question.key), answers)
            for row in collation.rows
            if not row.question.scored
            and ((answers := _answers(row, columns_shown, html)) or row.question.key in concluded)
        ),
        facts=facts,
        findings=findings(document, anchors),
        cruxes=cruxes(collation, concluded, facts, anchors),
        turned=tuple(one for one in again.values() if one.said.changed),
        rejoinders=replies,
        takes_rejoinders=head.get("rejoinders", False),
        agreements=agreements(document, wording.how_much_is_read([cell for row in scored for cell in row.cells])),
        gaps=gaps(collation),
        unpublished=unpublished(columns_shown, head["left_out"]),
        independence=independence(columns_shown, collation, document["paper"]),
        method=method(document, collation),
        marked_by=marked_by(document),
        citation=cite(document, collation, sha256=sha256, url=url),
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


def _facts(document: dict[str, Any], collation: Collation, anchors: Anchors) -> tuple[ShownFact, ...]:
    """The facts of the document, first those on which respondents differ."""
    thawed = thaw_facts(document)
    shown = fact_page.shown(
        fact_page.ordered(one for one, _ in thawed),
        {one.topic: found for one, found in thawed},
        collation.respondents,
    )
    return tuple(_with_ids(fact, anchors) for fact in shown)


def _with_ids(fact: ShownFact, anchors: Anchors) -> ShownFact:
    anchor = anchors.take(fact.anchor)

    def quote(value: ShownValue, one: ShownQuote) -> ShownQuote:
        return replace(one, anchor=anchors.of_words(anchor, one.name, value.text, one.before))

    return replace(
        fact,
        anchor=anchor,
        values=tuple(replace(value, quotes=tuple(quote(value, one) for one in value.quotes)) for value in fact.values),
    )


def _cell(
    column: PublishedColumn,
    cell: Cell,
    shown: MatrixCell,
    html: tuple[SafeString, ...],
    anchor: str,
    anchors: Anchors,
    again: SecondAnswer | None,
    replies: tuple[PublishedRejoinder, ...],
) -> PageCell:
    asked = cell.reading.asked
    words = dict.fromkeys(one.quote for one in carrying(cell))
    return PageCell(
        anchor=anchor,
        column=column,
        shown=replace(shown, note=column.note(shown), again=again.said if again else None),
        prompt=asked.prompt or "",
        how_asked="" if asked.how == "not_asked" else wording.asked(cell),
        reworded=asked.how in ("reworded", "partly") or asked.led,
        quoted=tuple(
            (anchors.of_words(anchor, text), text) for text in (words if cell.verdict.split else [*words][:1])
        ),
        passages=html,
        short=sum(len(passage.text) for passage in cell.reading.passages) <= READ_AT_ONCE,
        sources=cell.reading.sources,
        rests_on=wording.rests_on(cell),
        marks=tuple(
            PageMark(
                anchors.of_words(anchor, mark.by, mark.quote) if mark.quote else "",
                mark.by,
                mark.value,
                wording.word(mark.value),
                mark.rationale,
                mark.quote,
            )
            for mark in cell.marks
        ),
        settled_as=wording.word(cell.resolution.value) if cell.resolution else "",
        why_settled=cell.resolution.why if cell.resolution else "",
        support=wording.support(cell),
        support_quote=cell.support.quote if cell.support else "",
        missing=missing(cell),
        again=again,
        rejoinders=replies,
    )


def _answers(
    row: Row, columns: tuple[PublishedColumn, ...], html: dict[tuple[str, str], tuple[SafeString, ...]]
) -> tuple[tuple[PublishedColumn, tuple[SafeString, ...]], ...]:
    found = ((column, html[row.question.key, column.key]) for column in columns)
    return tuple((column, passages) for column, passages in found if passages)
