"""Verbs of findings: points gathered, named, merged, split and rated by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from reviews.changing import changing
from reviews.models import Comparison, Finding, Point, Rating, Response, User
from reviews.refusal import Refused


@dataclass(frozen=True)
class Span:
    """`text[start:end]` of a response, in code points; `opposes` where it speaks against the finding."""

    response: Response
    start: int
    end: int
    opposes: bool = False


def gather_finding(
    *, comparison: Comparison, by: User, title: str, kind: str, spans: Sequence[Span], candidate: str = ""
) -> Finding:
    """A finding of these points, taken from the findings that held them. A candidate adopted twice gives the first.

    Raises Refused for an empty title, an unknown kind, no points, or a point outside a text of the comparison.
    """
    title = _titled(title)
    if kind not in Finding.Kind.values:
        raise Refused("Choose what kind of finding it is.", "kind")
    if not spans:
        raise Refused("A finding needs the words of at least one respondent.", "points")
    for span in spans:
        _check(comparison, span)
    adopted = comparison.findings.filter(candidate=candidate, merged_into=None).first() if candidate else None
    if adopted:
        return adopted
    with changing(comparison):
        finding = Finding.objects.create(
            comparison=comparison,
            candidate=candidate,
            title=title,
            kind=kind,
            created_by=by,
            created_at=timezone.now(),
        )
        for span in spans:
            Point.objects.update_or_create(
                response=span.response,
                start=span.start,
                end=span.end,
                defaults={"finding": finding, "text_chars": span.response.text_chars, "opposes": span.opposes},
            )
    return finding


def rename_finding(*, finding: Finding, title: str, kind: str) -> None:
    """Gives a finding another title and kind. Raises Refused for an empty title or an unknown kind."""
    title = _titled(title)
    if kind not in Finding.Kind.values:
        raise Refused("Choose what kind of finding it is.", "kind")
    with changing(finding.comparison):
        finding.title, finding.kind = title, kind
        finding.save(update_fields=["title", "kind"])


def merge_findings(*, finding: Finding, into: Finding) -> None:
    """Moves all points of a finding under another one, which stands for both. Raises Refused for a merge into itself or
    into a finding of another comparison."""
    if finding.pk == into.pk or finding.comparison_id != into.comparison_id:
        raise Refused("Choose another finding of this comparison to merge with.", "into")
    with changing(finding.comparison):
        finding.points.update(finding=into)
        finding.merged_into = into
        finding.save(update_fields=["merged_into"])


def split_finding(*, finding: Finding, points: Sequence[Point], title: str, by: User) -> Finding:
    """Takes points out of a finding into a new one of its own. Raises Refused where none or all of them would go."""
    taken = [point for point in points if point.finding_id == finding.pk]
    if not taken or len(taken) == finding.points.count():
        raise Refused("Choose some of the points, and leave some.", "points")
    title = _titled(title)
    with changing(finding.comparison):
        new = Finding.objects.create(
            comparison=finding.comparison, title=title, kind=finding.kind, created_by=by, created_at=timezone.now()
        )
        Point.objects.filter(pk__in=[point.pk for point in taken]).update(finding=new)
    return new


def rate_finding(*, finding: Finding, by: User, value: str) -> None:
    """Sets a reviewer's rating of a finding; "" takes it back. Raises Refused for an unknown value."""
    if value and value not in Rating.Value.values:
        raise Refused("Rate it major, minor, wrong or not raised.", "value")
    with changing(finding.comparison):
        if not value:
            finding.ratings.filter(reviewer=by).delete()
            return
        Rating.objects.update_or_create(
            finding=finding, reviewer=by, defaults={"value": value, "rated_at": timezone.now()}
        )


def dissolve_finding(*, finding: Finding) -> None:
    """Takes a gathered finding apart: its points form candidates again."""
    with changing(finding.comparison):
        finding.delete()


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Refused("Give the finding a title.", "title")
    return title[:300]


def _check(comparison: Comparison, span: Span) -> None:
    if span.response.transcript.comparison_id != comparison.pk:
        raise Refused("These words belong to another comparison.", "points")
    if not 0 <= span.start < span.end <= span.response.text_chars:
        raise Refused("These words are not inside the answer.", "points")
