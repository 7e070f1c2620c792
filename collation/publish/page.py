"""What the published page shows, from a publication's document alone. Pure but for the HTML it marks as safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from collation import wording
from collation.matrix import MatrixCell, MatrixRow, matrix
from collation.publish.thaw import thaw
from collation.reading import Cell, Collation
from reviews import richtext

BASIS = {
    "full_paper": "read the full paper",
    "abstract_only": "saw the abstract only",
    "web_search": "searched the web",
    "unknown": "basis unknown",
}
THIN = ("abstract_only", "unknown")


@dataclass(frozen=True)
class Column:
    """One respondent as the head of a column. `extent` is how much of it is published."""

    key: str
    name: str
    about: str
    basis: str
    basis_quote: str
    thin: bool
    extent: str
    link: str | None
    turns: tuple[tuple[str, SafeString], ...]


@dataclass(frozen=True)
class PageCell:
    """A cell of the matrix with what can be opened under it: passages, what marks and the team say."""

    column: Column
    shown: MatrixCell
    prompt: str
    how_asked: str
    passages: tuple[SafeString, ...]
    rests_on: str
    marks: tuple[tuple[str, str, str], ...]  # who, the verdict in words, why
    why_settled: str


@dataclass(frozen=True)
class PageRow:
    row: MatrixRow
    cells: tuple[PageCell, ...]


@dataclass(frozen=True)
class Page:
    """All that a rendering of a publication shows. `alike` are the prompts asked alike that nobody scores."""

    title: str
    finding: str
    sentence: str
    slug: str
    number: int | None
    published_at: datetime | None
    paper: dict[str, Any]
    columns: tuple[Column, ...]
    rows: tuple[PageRow, ...]
    alike: tuple[tuple[str, tuple[tuple[str, tuple[SafeString, ...]], ...]], ...]
    method: tuple[str, ...]
    citation: str
    sha256: str

    @property
    def has_full_texts(self) -> bool:
        return any(column.turns for column in self.columns)


def page(document: dict[str, Any], *, sha256: str) -> Page:
    """The page of a document; `sha256` is the hash of its canonical text, "" for a draft, which has no number yet."""
    collation = thaw(document)
    head = document["publication"]
    laid = matrix(collation, {})
    html = {
        (row["question"], cell["respondent"]): tuple(richtext.painted(passage["html"]) for passage in cell["passages"])
        for row in document["rows"]
        for cell in row["cells"]
    }
    scored = [row for row in collation.rows if row.question.scored]
    published_at = datetime.fromisoformat(head["published_at"]) if "published_at" in head else None
    columns = tuple(_columns(document))
    return Page(
        title=head["title"],
        finding=head["finding"],
        sentence=laid.sentence,
        slug=head["slug"],
        number=head.get("number"),
        published_at=published_at,
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
            (
                row.question.text,
                tuple(
                    (cell.respondent.name, html[row.question.key, cell.respondent.key])
                    for cell in row.cells
                    if html[row.question.key, cell.respondent.key]
                ),
            )
            for row in collation.rows
            if not row.question.scored
        ),
        method=tuple(_method(document, collation)),
        citation=_citation(document, published_at, sha256),
        sha256=sha256,
    )


def _columns(document: dict[str, Any]) -> list[Column]:
    transcripts = {transcript["respondent"]: transcript for transcript in document["transcripts"]}
    columns = []
    for each in document["respondents"]:
        transcript, basis = transcripts[each["key"]], each["evidence_basis"]
        said_on = transcript["said_on"] and datetime.fromisoformat(transcript["said_on"])
        about = [each["version"] or transcript["vendor"], f"{said_on:%-d %B %Y}" if said_on else ""]
        columns.append(
            Column(
                key=each["key"],
                name=each["name"],
                about=" · ".join(filter(None, about)),
                basis=BASIS[basis["value"]],
                basis_quote=basis["quote"],
                thin=basis["value"] in THIN,
                extent=transcript["publish"],
                link=transcript["link"],
                turns=tuple((turn["prompt"], richtext.safe(turn["html"])) for turn in transcript["responses"]),
            )
        )
    return columns


def _cell(column: Column, cell: Cell, shown: MatrixCell, html: tuple[SafeString, ...]) -> PageCell:
    return PageCell(
        column=column,
        shown=shown,
        prompt=cell.reading.asked.prompt or "",
        how_asked=wording.asked(cell),
        passages=html,
        rests_on=wording.rests_on(cell),
        marks=tuple((mark.by, wording.word(mark.value), mark.rationale) for mark in cell.marks),
        why_settled=cell.resolution.why if cell.resolution else "",
    )


def _citation(document: dict[str, Any], published_at: datetime | None, sha256: str) -> str:
    head = document["publication"]
    which = f"Version {head['number']}, {published_at:%-d %B %Y}" if published_at else "Not published yet"
    names = wording.listed([each["name"] for each in document["respondents"]])
    said = f"{head['title']}. {which}. A comparison of {names} on “{document['paper']['title']}”."
    return f"{said} SHA-256 {sha256[:16]}." if sha256 else said


def _method(document: dict[str, Any], collation: Collation) -> list[str]:
    """How this was made and where its limits are, in sentences."""
    head = document["publication"]
    cells = [cell for row in collation.rows if row.question.scored for cell in row.cells]
    said = [
        "Every verdict codes what a respondent answers, not whether it is true.",
        f"{wording.number(head['reviewers']).capitalize()} "
        f"{'reviewer' if head['reviewers'] == 1 else 'reviewers'} marked "
        f"{sum(bool(cell.marks) for cell in cells)} of {len(cells)} cells; a cell’s verdict is what the team settled "
        "on, else the median of its marks, else the engine’s suggestion, which is drawn as such.",
        "Divergence is the mean, over pairs of respondents, of how many steps of the scale lie between their verdicts, "
        "divided by the most there can be: 0 where all agree, 1 where two stand at the two ends. "
        "Respondents who were not asked, say nothing or decline are left out and counted.",
    ]
    thin = [each["name"] for each in document["respondents"] if each["evidence_basis"]["value"] in THIN]
    if thin:
        verb = "is" if len(thin) == 1 else "are"
        said.append(
            f"{wording.listed(thin)} {verb} known to have seen the abstract only, or did not say what they saw: "
            "agreement among them is worth less."
        )
    unasked = [
        f"{cell.respondent.name} (“{cell.question.text}”)" for cell in cells if cell.reading.asked.how == "not_asked"
    ]
    if unasked:
        said.append(f"Not asked in so many words: {wording.listed(unasked)}.")
    if head["left_out"]:
        said.append(f"{wording.number(head['left_out']).capitalize()} more in the comparison not published here.")
    if not head["named"]:
        said.append("Reviewers are numbered, not named.")
    return said
