"""Collate the records of a comparison for one viewer."""

from __future__ import annotations

from typing import Any

from collation.answers import engine
from collation.answers.judgements import apply_judgements
from collation.assemble.cache import cached, per_turn, reading_key
from collation.assemble.facts import fact_reading
from collation.assemble.findings import findings_of
from collation.cells import Collation, Reading
from collation.document import document
from collation.language.sections import segment
from collation.record import Block, Mark, Placement, Question, Record, Resolution, Respondent, Support, Turn
from reviews.lens import Lens, lens
from reviews.models import Comparison, MarkState
from reviews.models import Placement as StoredPlacement
from reviews.models import Resolution as StoredResolution
from reviews.models import Response as StoredResponse
from reviews.models import Support as StoredSupport


def respondents_of(view: Lens) -> tuple[Respondent, ...]:
    """The respondents that one viewer may know, with what they said.

    Two queries, whatever their number.
    """
    transcripts = view.columns
    turns: dict[int, list[Turn]] = {transcript.pk: [] for transcript in transcripts}
    for response in (
        StoredResponse.objects.current()
        .filter(transcript__in=turns)
        .only("pk", "transcript_id", "position", "prompt", "text", "blocks")
        .order_by("position")
    ):
        turns[response.transcript_id].append(
            Turn(
                response.pk,
                response.position,
                response.prompt,
                response.text,
                tuple(Block(*block) for block in response.blocks),
            )
        )
    return tuple(
        Respondent(
            key=view.key(transcript),
            transcript_id=transcript.pk,
            name=view.name(transcript),
            kind=transcript.respondent.kind,
            version=view.version(transcript),
            round=transcript.round,
            evidence_basis=transcript.evidence_basis,
            evidence_quote=transcript.evidence_quote,
            turns=tuple(turns[transcript.pk]),
            said_on=transcript.said_on,
        )
        for transcript in transcripts
    )


def record_of(comparison: Comparison, view: Lens) -> Record:
    """The record of a comparison that one viewer may know.

    Seven queries, whatever its size.
    """
    return Record(
        questions=tuple(
            Question(
                question.pk,
                question.key,
                question.text,
                question.scored,
                question.scale.ranks if question.scale else (),
                question.prompt_key,
            )
            for question in comparison.questions.current().select_related("scale")
        ),
        respondents=respondents_of(view),
        placements=tuple(
            Placement(placed.response_id, placed.start, placed.end, placed.question_id, placed.belongs)
            for placed in StoredPlacement.objects.filter(
                question__comparison=comparison, response__superseded_at=None
            ).order_by("created_at", "pk")
        ),
        marks=tuple(
            Mark(
                question_id=mark.cell.question_id,
                transcript_id=mark.cell.transcript_id,
                by=view.person(mark.reviewer),
                value=mark.value,
                confidence=mark.confidence,
                rationale=mark.rationale,
                own=mark.reviewer_id == view.viewer_id,
                confirm_again=mark.confirm_again,
                quote=mark.quotation,
                response_id=mark.response_id,
                start=mark.start or 0,
                end=mark.end or 0,
            )
            for mark in view.marks().filter(state=MarkState.SUBMITTED)
        ),
        resolutions=tuple(
            Resolution(
                settled.cell.question_id,
                settled.cell.transcript_id,
                view.person(settled.created_by),
                settled.value,
                settled.why,
                settled.confirm_again,
            )
            for settled in StoredResolution.objects.filter(cell__comparison=comparison).select_related(
                "created_by", "cell"
            )
        ),
        supports=tuple(
            Support(
                said.cell.question_id, said.cell.transcript_id, view.person(said.created_by), said.value, said.quote
            )
            for said in StoredSupport.objects.filter(cell__comparison=comparison).select_related("created_by", "cell")
        ),
    )


def reading_of(comparison: Comparison, view: Lens, record: Record) -> Reading:
    """The reading of the words.

    It is cached until something is said, asked or placed.
    """
    key = reading_key(comparison, view, record.respondents, record.questions, record.placements)
    turns = [turn for respondent in record.respondents for turn in respondent.turns]
    return cached(f"reading:{key}", lambda: engine.read(record, per_turn("sections", turns, segment)))


def collate(comparison: Comparison, view: Lens | None = None) -> Collation:
    """The collation for one viewer, or without `view` for the team itself."""
    view = view or lens(None, comparison)
    record = record_of(comparison, view)
    return apply_judgements(reading_of(comparison, view, record), record)


def head(comparison: Comparison) -> dict[str, dict[str, Any]]:
    """The keys of a document about the comparison and its paper."""
    paper = comparison.paper
    return {
        "comparison": {
            "slug": comparison.slug,
            "title": comparison.title,
            "phase": comparison.phase,
            "revision": comparison.revision,
        },
        "paper": {
            "title": paper.title,
            "arxiv_id": paper.arxiv_id,
            "doi": paper.doi,
            "url": paper.url,
            "authors": paper.authors,
        },
    }


def collation_document(comparison: Comparison, view: Lens | None = None) -> dict[str, Any]:
    """The collation as the document that docs/formats.md describes."""
    view = view or lens(None, comparison)
    record = record_of(comparison, view)
    return document(
        apply_judgements(reading_of(comparison, view, record), record),
        **head(comparison),
        facts=fact_reading(comparison, view, record.respondents),
        findings=findings_of(comparison, view, record),
    )
