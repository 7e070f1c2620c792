"""What can be done with words that somebody selected in an answer."""

from __future__ import annotations

from dataclasses import dataclass

from collation.cells import Collation
from collation.record import Question
from reviews.domain.labels import labels_of
from reviews.domain.quotations import whole_words
from reviews.lens import Lens
from reviews.models import Comparison, Finding, Label, Response


@dataclass(frozen=True)
class Destination:
    """A question, and whether a passage under it holds the words."""

    question: Question
    holds: bool


@dataclass(frozen=True)
class Selected:
    """Selected words, grown to whole words, and what they can become.

    `text[start:end]` of the response are `words`; `source` says whose they are. `rows` are the questions that they can
    be placed under, `cells` those of them that have a cell to mark; in both, the ones that hold the words come first.
    `respondent` is the key of the column, "" if the response is in no column any more.
    """

    start: int
    end: int
    words: str
    source: str
    respondent: str
    rows: tuple[Destination, ...]
    labels: tuple[Label, ...]
    findings: tuple[Finding, ...]

    @property
    def cells(self) -> tuple[Destination, ...]:
        return tuple(row for row in self.rows if row.question.scored)


def selected(
    comparison: Comparison, view: Lens, collation: Collation, response: Response, start: int, end: int
) -> Selected:
    """The words `text[start:end]` of a response.

    Two queries.
    """
    start, end = whole_words(response.text, start, end)
    transcript = response.transcript
    day = view.said_on(transcript)
    when = f"{day.day} {day:%B %Y}" if day else ""
    who = ", ".join(filter(None, (view.name(transcript), view.version(transcript), when)))
    return Selected(
        start=start,
        end=end,
        words=response.text[start:end],
        source=f"{who}; turn {response.position + 1}; {comparison.title}",
        respondent=next((one.key for one in collation.respondents if one.transcript_id == transcript.pk), ""),
        rows=_rows(collation, response, start, end),
        labels=tuple(labels_of(comparison)),
        findings=tuple(comparison.findings.filter(merged_into=None).order_by("title", "pk")),
    )


def _rows(collation: Collation, response: Response, start: int, end: int) -> tuple[Destination, ...]:
    rows = [
        Destination(
            row.question,
            any(
                passage.response_id == response.pk and passage.start < end and start < passage.end
                for cell in row.cells
                for passage in cell.reading.passages
            ),
        )
        for row in collation.rows
    ]
    return tuple(sorted(rows, key=lambda row: not row.holds))
