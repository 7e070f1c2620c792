"""Verbs of findings: points gathered, named, merged, split and rated by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from reviews.domain.changes import changing
from reviews.domain.history import delete_by, save_by, update_by
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.spans import TextSpan
from reviews.models import Comparison, DismissedSuggestion, Finding, FindingKind, Point, Rating, RatingValue, User
from reviews.refusal import Refused


@dataclass(frozen=True)
class NewPoint(TextSpan):
    """Words to be quoted under a finding; `opposes` if a person says that they speak against it."""

    opposes: bool = False


def gather_finding(
    *, comparison: Comparison, by: User, title: str, kind: str, spans: Sequence[NewPoint], candidate: str = ""
) -> Finding:
    """A finding of these points, taken from the findings that held them; one that has none left is merged into it.

    A candidate adopted twice with the same points gives the first finding, as it is now. Raises Refused for an empty
    title, an unknown kind, no points, or a point outside a text of the comparison.
    """
    title, kind = _titled(title), _known(kind)
    if not spans:
        raise Refused("A finding needs the words of at least one respondent.", "points")
    places = {(span.response.pk, span.start, span.end): span for span in spans}
    with changing(comparison) as change:
        for span in spans:
            _check(comparison, span)
        standing = comparison.findings.filter(merged_into=None)
        adopted = standing.filter(candidate=candidate).first() if candidate else None
        if adopted and places.keys() <= set(adopted.points.values_list("response", "start", "end")):
            change.nothing = True
            return adopted
        finding = _create(comparison, by, title, kind, candidate)
        _quote(finding, places, by)
        _stand_in(comparison, finding, by)
    return finding


def rename_finding(*, finding: Finding, by: User, title: str, kind: str, seen: str | None = None) -> None:
    """Gives a finding another title and kind. Raises Refused for an empty title or an unknown kind, and Overtaken if
    it is called something else than was seen: (title, kind)."""
    title, kind = _titled(title), _known(kind)
    with changing(finding.comparison) as change:
        finding = _standing(finding)
        stands = {"title": finding.title, "kind": finding.kind}
        refuse_unseen(seen, stands=stands, wanted={"title": title, "kind": kind})
        change.nothing = stands == {"title": title, "kind": kind}
        if not change.nothing:
            finding.title, finding.kind = title, kind
            save_by(finding, by)


def merge_findings(*, finding: Finding, into: Finding, by: User) -> None:
    """Moves all points of a finding under another one, which stands for both; its ratings go along, but for those of
    reviewers who rated the other one too. Raises Refused for a merge into itself or into a finding of another
    comparison, and if either was merged or taken apart meanwhile."""
    if finding.pk == into.pk or finding.comparison_id != into.comparison_id:
        raise Refused("Choose another finding of this comparison to merge with.", "into")
    with changing(finding.comparison):
        finding, into = _standing(finding), _standing(into, "into")
        update_by(list(finding.points.all()), by, finding=into)
        _stand_for(finding, into, by)


def split_finding(*, finding: Finding, points: Sequence[Point], title: str, by: User) -> Finding:
    """Takes points out of a finding into a new one of its own. Raises Refused if none or all of them would go, and
    for an empty title."""
    title = _titled(title)
    with changing(finding.comparison):
        finding = _standing(finding)
        held = set(finding.points.values_list("pk", flat=True))
        taken = held & {point.pk for point in points}
        if not taken or taken == held:
            raise Refused("Choose some of the points, and leave some.", "points")
        new = _create(finding.comparison, by, title, finding.kind)
        update_by(list(finding.points.filter(pk__in=taken)), by, finding=new)
    return new


def quote_in_finding(*, finding: Finding, span: NewPoint, by: User) -> Point:
    """Puts the words of a respondent under a finding, taken from the finding that held them.

    Raises Refused for words outside a text of the comparison, and for a finding that was merged or taken apart."""
    comparison = finding.comparison
    with changing(comparison):
        _check(comparison, span)
        finding = _standing(finding, "words")
        point = Point.objects.filter(**span.place).first() or Point(**span.fields)
        point.finding, point.opposes = finding, span.opposes
        save_by(point, by)
        _stand_in(comparison, finding, by)
    return point


def set_opposing(*, finding: Finding, points: Sequence[Point], opposes: bool, by: User) -> None:
    """Says of some points of a finding whether they speak against it. Raises Refused if none of them is there now."""
    with changing(finding.comparison):
        standing = list(finding.points.filter(pk__in=[point.pk for point in points]))
        if not standing:
            raise Refused("These words are not in this finding any more.", "respondent")
        update_by(standing, by, opposes=opposes)


def dismiss_suggestion(*, comparison: Comparison, by: User, candidate: str) -> None:
    """Keeps what the rules suggest from being suggested again. Twice is the same as once."""
    with changing(comparison) as change:
        change.nothing = comparison.dismissed_suggestions.filter(candidate=candidate).exists()
        if not change.nothing:
            said = {"created_by": by, "created_at": timezone.now()}
            save_by(DismissedSuggestion(comparison=comparison, candidate=candidate, **said), by)


def restore_suggestion(*, comparison: Comparison, by: User, candidate: str) -> None:
    """Lets the rules suggest it again. Raises Refused if nobody dismissed it."""
    with changing(comparison):
        dismissed = list(comparison.dismissed_suggestions.filter(candidate=candidate))
        if not dismissed:
            raise Refused("Nobody has dismissed this.", "candidate")
        delete_by(dismissed, by)


def rate_finding(*, finding: Finding, by: User, value: str) -> None:
    """Sets a reviewer's rating of a finding; "" takes it back. Raises Refused for an unknown value."""
    if value and value not in RatingValue.values:
        raise Refused("Rate it major, minor, wrong or not raised.", "value")
    with changing(finding.comparison) as change:
        finding = _standing(finding)
        rating = finding.ratings.filter(reviewer=by).first()
        change.nothing = (rating.value if rating else "") == value
        if change.nothing:
            return
        rating = rating or Rating(finding=finding, reviewer=by)
        if not value:
            delete_by([rating], by)
            return
        rating.value, rating.created_at = value, timezone.now()
        save_by(rating, by)


def dissolve_finding(*, finding: Finding, by: User) -> None:
    """Takes a gathered finding apart, and those that were merged into it: its points form candidates again. Raises
    Refused if it was merged or taken apart meanwhile."""
    with changing(finding.comparison):
        finding = _standing(finding)
        for gone in (*finding.merged.all(), finding):
            delete_by([*gone.points.all(), *gone.ratings.all(), gone], by)


def _standing(finding: Finding, field: str | None = None) -> Finding:
    """The finding as it is under the lock. Raises Refused, at `field`, if it was merged or taken apart meanwhile."""
    found = Finding.objects.filter(pk=finding.pk, merged_into=None).select_related("comparison").first()
    if found is None:
        raise Refused("This finding was merged or taken apart meanwhile. Reload the page to see it.", field)
    return found


def _create(comparison: Comparison, by: User, title: str, kind: str, candidate: str = "") -> Finding:
    said = {"title": title, "kind": kind, "candidate": candidate}
    finding = Finding(comparison=comparison, created_by=by, created_at=timezone.now(), **said)
    save_by(finding, by)
    return finding


def _quote(finding: Finding, places: Mapping[tuple[int, int, int], NewPoint], by: User) -> None:
    """Puts these words under the finding, taken from the findings that held them."""
    held = Point.objects.filter(response__in={span.response for span in places.values()})
    known = {(point.response_id, point.start, point.end): point for point in held}
    for opposes in (False, True):
        here = [place for place, span in places.items() if span.opposes == opposes]
        update_by([known[place] for place in here if place in known], by, finding=finding, opposes=opposes)
    new = [Point(finding=finding, opposes=s.opposes, **s.fields) for place, s in places.items() if place not in known]
    bulk_create_with_history(new, Point, default_user=by)


def _stand_in(comparison: Comparison, finding: Finding, by: User) -> None:
    """`finding` stands for those that lost their last point to it."""
    for emptied in comparison.findings.filter(merged_into=None, points=None).exclude(pk=finding.pk):
        _stand_for(emptied, finding, by)


def _stand_for(finding: Finding, into: Finding, by: User) -> None:
    """`into` stands for a finding without points: it takes over its ratings, and what was merged into it."""
    update_by(list(finding.ratings.exclude(reviewer__in=into.ratings.values("reviewer"))), by, finding=into)
    update_by([*finding.merged.all(), finding], by, merged_into=into)


def _known(kind: str) -> str:
    if kind not in FindingKind.values:
        raise Refused("Choose what kind of finding it is.", "kind")
    return kind


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Refused("Give the finding a title.", "title")
    return title[:300]


def _check(comparison: Comparison, span: NewPoint) -> None:
    """Inside the change, so that what was corrected meanwhile is known."""
    if span.response.transcript.comparison_id != comparison.pk:
        raise Refused("These words belong to another comparison.", "points")
    span.response.refresh_from_db(fields=["superseded_at"])
    if span.response.superseded_at:
        raise Refused("This turn was corrected meanwhile: its words stand in another turn now.", "points")
    if not span.is_inside:
        raise Refused("These words are not inside the answer.", "points")
