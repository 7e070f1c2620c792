"""Reads the findings of a comparison, suggested and gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Prefetch, Q

from collation.assemble.cache import cached, per_turn, reading_key
from collation.assemble.readers import reports_of
from collation.findings.candidates import Candidate, candidates
from collation.findings.findings import (
    Quotation,
    ReportedFinding,
    ReviewedFinding,
    ReviewerRating,
    StoredFinding,
    findings,
)
from collation.findings.points import RaisedPoint, points
from collation.readers.reported import candidates_left, reported_findings
from collation.record import Record, Respondent, Turn
from reviews.lens import Lens
from reviews.models import Comparison, Finding, Point, Rating


def findings_of(comparison: Comparison, view: Lens, record: Record) -> tuple[ReviewedFinding, ...]:
    """The findings of a comparison that one viewer may know.

    Four queries, one more if something was said since, and those of `reports_of`.

    Of what people gathered, the words of respondents whom the viewer does not see are left out, and with them what
    holds no others.
    """
    dismissed = set(comparison.dismissed_suggestions.values_list("candidate", flat=True))
    reported = _reported(comparison, view, record)
    suggested = candidates_left(candidates_of(comparison, view, record), reported)
    return findings(
        [candidate for candidate in suggested if candidate.key not in dismissed],
        _gathered(comparison, view, record.respondents),
        record.respondents,
        [finding for finding in reported if finding.key not in dismissed],
    )


def said_alone(comparison: Comparison, view: Lens, respondents: Sequence[Respondent]) -> list[tuple[int, int, int]]:
    """The words of findings that a single respondent raises.

    (response, start, end), in code points. Readers or people say so; the rules never do. Three queries if people
    gathered something, else one, and those of `reports_of`.
    """
    reported = reported_findings(reports_of(comparison, view, respondents)[1])
    dismissed = set(comparison.dismissed_suggestions.values_list("candidate", flat=True)) if reported else set()
    known = findings(
        [],
        _gathered(comparison, view, respondents),
        respondents,
        [finding for finding in reported if finding.key not in dismissed],
    )
    return [
        (quotation.response_id, quotation.start, quotation.end)
        for finding in known
        if finding.pattern == "single"
        for quotation in finding.said
        if not quotation.opposes
    ]


def _reported(comparison: Comparison, view: Lens, record: Record) -> tuple[ReportedFinding, ...]:
    return reported_findings(reports_of(comparison, view, record.respondents)[1])


def dismissed_of(comparison: Comparison, view: Lens, record: Record) -> list[tuple[str, str, str]]:
    """The dismissed suggestions that this viewer would see: key, title, by whom.

    One query.
    """
    dismissed_by = {
        dismissal.candidate: view.person(dismissal.created_by)
        for dismissal in comparison.dismissed_suggestions.select_related("created_by")
    }
    if not dismissed_by:
        return []
    suggested: Iterable[Candidate | ReportedFinding] = (
        *_reported(comparison, view, record),
        *candidates_of(comparison, view, record),
    )
    dismissed = [suggestion for suggestion in suggested if suggestion.key in dismissed_by]
    return [(suggestion.key, suggestion.title, dismissed_by[suggestion.key]) for suggestion in dismissed]


def candidates_of(comparison: Comparison, view: Lens, record: Record) -> tuple[Candidate, ...]:
    """The suggestions of the rules.

    They are cached until something is said, asked or placed.
    """

    def compute() -> tuple[Candidate, ...]:
        paper = comparison.paper
        known = [paper.title, paper.abstract, *paper.pages.values_list("text", flat=True)]
        known += [question.text for question in record.questions]
        return candidates(record.respondents, known, _points_of(record))

    return cached(f"findings:{reading_key(comparison, view, record.respondents, record.questions)}", compute)


def _points_of(record: Record) -> Callable[[Turn], tuple[RaisedPoint, ...]]:
    turns = [turn for respondent in record.respondents for turn in respondent.turns]
    known = per_turn("points", turns, points)
    return lambda turn: tuple(
        replace(point, response_id=turn.response_id, response=turn.position) for point in known(turn)
    )


def _gathered(comparison: Comparison, view: Lens, respondents: Sequence[Respondent]) -> list[StoredFinding]:
    columns = {respondent.transcript_id: respondent for respondent in respondents}
    stored = (
        Finding.objects.filter(comparison=comparison, merged_into=None)
        .select_related("created_by")
        .prefetch_related(
            Prefetch("points", Point.objects.select_related("response")),
            Prefetch("ratings", Rating.objects.select_related("reviewer")),
        )
        .annotate(open_threads=Count("threads", filter=Q(threads__resolved_at=None) & view.shown_threads("threads__")))
    )
    gathered = (_stored_finding(finding, view, columns) for finding in stored)
    return [finding for finding in gathered if finding.said]


def _stored_finding(finding: Any, view: Lens, columns: Mapping[int, Respondent]) -> StoredFinding:
    """A finding with the words of these columns, in their order."""
    positions = {respondent.key: position for position, respondent in enumerate(columns.values())}
    quotations = [
        _quotation(point, columns[point.response.transcript_id])
        for point in finding.points.all()
        if point.response.transcript_id in columns
    ]
    quotations.sort(key=lambda words: (positions[words.respondent], words.response_id, words.start))
    ratings = [
        ReviewerRating(view.person(rating.reviewer), rating.value, rating.reviewer_id == view.viewer_id)
        for rating in view.shown_ratings(finding.ratings.all())
    ]
    return StoredFinding(
        finding.pk,
        finding.candidate,
        finding.title,
        finding.kind,
        view.person(finding.created_by),
        tuple(quotations),
        tuple(ratings),
        finding.open_threads,
    )


def _quotation(point: Point, column: Respondent) -> Quotation:
    turns = enumerate(column.turns)
    number = next((number for number, turn in turns if turn.response_id == point.response_id), None)
    return Quotation(
        respondent=column.key,
        response_id=point.response_id,
        response=number,
        start=point.start,
        end=point.end,
        text=point.quotation if number is None else column.turns[number].quote(point.start, point.end),
        opposes=point.opposes,
        point_id=point.pk,
    )
