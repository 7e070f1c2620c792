"""The team's conclusions in a publication, and what would settle it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from collation import wording
from collation.cells import Collation, Row
from collation.pages.facts import ShownFact
from collation.publish.document.anchors import Anchors

NOBODY_SAYS = "Nobody has recorded what would settle it."


@dataclass(frozen=True)
class ConclusionWords:
    """Words that a conclusion quotes.

    `anchor` is their id, `said_by` the respondent or the part of the paper, `at` the id of the respondent's cell, or
    "".
    """

    anchor: str
    text: str
    said_by: str
    at: str


@dataclass(frozen=True)
class PublishedConclusion:
    """The team's own answer to a question.

    `by` is who wrote it down, as the publication names people; "" if it does not. `settled_by` is what would settle
    the question, "" if the team says nothing of it.
    """

    anchor: str
    question: str
    answer: str
    why: str
    settled_by: str
    by: str
    quoted: tuple[ConclusionWords, ...]


@dataclass(frozen=True)
class Settling:
    """What would settle a question, and who says so.

    `at` is the id of the conclusion or the fact that says it.
    """

    text: str
    said_by: str
    at: str


@dataclass(frozen=True)
class PublishedCrux:
    """What would settle a question on which respondents differ.

    `split` are sentences on its cells on which the reviewers are split and that nobody settled.
    """

    anchor: str
    question: str
    text: str
    divergence: str
    told: tuple[Settling, ...]
    split: tuple[str, ...]


def conclusions(
    document: dict[str, Any], anchors: Anchors, cells: dict[tuple[str, str], str]
) -> dict[str, PublishedConclusion]:
    """The conclusions of a document, by question.

    `cells` are the ids of the cells, by question and respondent.
    """
    names = {each["key"]: each["name"] for each in document["respondents"]}
    found = {}
    for each in document.get("conclusions", ()):
        question = each["question"]
        anchor = anchors.take("conclusion", question)
        found[question] = PublishedConclusion(
            anchor,
            question,
            each["answer"],
            each["why"],
            each.get("settled_by", ""),
            each["by"],
            tuple(
                ConclusionWords(
                    anchors.of_words(anchor, one["respondent"] or "", one["quote"]),
                    one["quote"],
                    _said_by(one, names),
                    cells.get((question, one["respondent"]), ""),
                )
                for one in each["evidence"]
            ),
        )
    return found


def _said_by(evidence: dict[str, Any], names: dict[str, str]) -> str:
    if evidence["respondent"] is not None:
        return names[evidence["respondent"]]
    return f"the paper, page {evidence['page']}" if evidence["page"] else "the paper’s abstract"


def cruxes(
    collation: Collation,
    concluded: dict[str, PublishedConclusion],
    facts: Iterable[ShownFact],
    anchors: Anchors,
) -> tuple[PublishedCrux, ...]:
    """What would settle each question on which respondents differ.

    The team's word on it comes first, then what readers suggest with facts that people confirmed.
    """
    facts = list(facts)
    return tuple(
        PublishedCrux(
            anchors.take("crux", row.question.key),
            row.question.key,
            row.question.text,
            f"{row.divergence:.2f}",
            tuple(_settling(row, concluded.get(row.question.key), facts)),
            tuple(_split(row)),
        )
        for row in collation.rows
        if row.question.scored and row.divergence
    )


def _settling(row: Row, conclusion: PublishedConclusion | None, facts: list[ShownFact]) -> Iterator[Settling]:
    if conclusion and conclusion.settled_by:
        yield Settling(conclusion.settled_by, "the team", conclusion.anchor)
    for one in facts:
        crux = one.reviewed.fact.settled_by
        if crux and any(question == row.question.key for question, _ in crux.cells):
            yield Settling(crux.text, f"a reader, of {one.title}", one.anchor)


def _split(row: Row) -> Iterator[str]:
    for cell in row.cells:
        if cell.verdict.split and cell.verdict.origin == "marks":
            between = wording.split(cell)
            yield f"Reviewers do not agree on what {cell.respondent.name} says: {between[:1].lower()}{between[1:]}"
