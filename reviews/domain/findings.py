"""Verbs of findings: gather, name, merge, split and rate points."""

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
    """Words to quote under a finding.

    `opposes` if a person said that they speak against it.
    """

    opposes: bool = False


def gather_finding(
    *, comparison: Comparison, by: User, title: str, kind: str, spans: Sequence[NewPoint], candidate: str = ""
) -> Finding:
    """Make a finding of these points.

    The points leave the findings that held them; a finding that loses its last point is merged into the new one. A
    candidate adopted twice with the same points gives the first finding, as it is now. Raises Refused for an empty
    title, an unknown kind, no points, or a point outside a text of the comparison.
    """
    title, kind = _titled(title), _known(kind)
    if not spans:
        raise Refused("A finding needs the words of at least one respondent.", "points")
    places = {(span.response.pk, span.start, span.end): span for span in spans}
    with changing(comparison) as change:
        for span in spans:
            _check(comparison, span)
        unmerged = comparison.findings.filter(merged_into=None)
        adopted = unmerged.filter(candidate=candidate).first() if candidate else None
        if adopted and places.keys() <= set(adopted.points.values_list("response", "start", "end")):
            change.nothing = True
            return adopted
        finding = _create(comparison, by, title, kind, candidate)
        _quote(finding, places, by)
        _merge_emptied(comparison, finding, by)
    return finding


def rename_finding(*, finding: Finding, by: User, title: str, kind: str, seen: str | None = None) -> None:
    """Give a finding another title and kind.

    `seen` is the token of {"title", "kind"} as the person saw them. Raises Refused for an empty title or an unknown
    kind, and Overtaken if they have changed since.
    """
    title, kind = _titled(title), _known(kind)
    with changing(finding.comparison) as change:
        finding = _unmerged(finding)
        stored = {"title": finding.title, "kind": finding.kind}
        refuse_unseen(seen, stored=stored, wanted={"title": title, "kind": kind})
        change.nothing = stored == {"title": title, "kind": kind}
        if not change.nothing:
            finding.title, finding.kind = title, kind
            save_by(finding, by)


def merge_findings(*, finding: Finding, into: Finding, by: User) -> None:
    """Move all points of a finding under another one.

    The other one stands for both. Ratings are moved, too, but not those of reviewers who rated both. Raises Refused for
    a merge into itself or into a finding of another comparison, and if either was merged or taken apart meanwhile.
    """
    if finding.pk == into.pk or finding.comparison_id != into.comparison_id:
        raise Refused("Choose another finding of this comparison to merge with.", "into")
    with changing(finding.comparison):
        finding, into = _unmerged(finding), _unmerged(into, "into")
        update_by(list(finding.points.all()), by, finding=into)
        _replace(finding, into, by)


def split_finding(*, finding: Finding, points: Sequence[Point], title: str, by: User) -> Finding:
    """Move some points of a finding to a new one.

    Raises Refused if none or all of the points would be moved, and for an empty title.
    """
    title = _titled(title)
    with changing(finding.comparison):
        finding = _unmerged(finding)
        all_points = set(finding.points.values_list("pk", flat=True))
        moved = all_points & {point.pk for point in points}
        if not moved or moved == all_points:
            raise Refused("Choose some of the points, and leave some.", "points")
        split_off = _create(finding.comparison, by, title, finding.kind)
        update_by(list(finding.points.filter(pk__in=moved)), by, finding=split_off)
    return split_off


def quote_in_finding(*, finding: Finding, span: NewPoint, by: User) -> Point:
    """Quote words of a respondent under a finding.

    They leave the finding that held them. Raises Refused for words outside a text of the comparison, and for a finding
    that was merged or taken apart.
    """
    comparison = finding.comparison
    with changing(comparison):
        _check(comparison, span)
        finding = _unmerged(finding, "words")
        point = Point.objects.filter(**span.place).first() or Point(**span.fields)
        point.finding, point.opposes = finding, span.opposes
        save_by(point, by)
        _merge_emptied(comparison, finding, by)
    return point


def ungather(*, finding: Finding, point: int, by: User) -> None:
    """Undo that the person put words under a finding.

    They go back to the finding that held them, if one did; a finding that has no words then goes. Raises Refused if the
    words were moved since, or something rests on a finding that would go. The refusal does not say what: it
    may be hidden from the person.
    """
    with changing(finding.comparison):
        finding = _unmerged(finding)
        quoted = finding.points.filter(pk=point).first()
        last = quoted.history.first() if quoted else None
        if quoted is None or last is None or last.history_user_id != by.pk:
            raise Refused("Nothing was undone: these words were moved since.")
        before = last.prev_record
        if before is None:
            delete_by([quoted], by)
        elif finding.comparison.findings.filter(pk=before.finding_id, merged_into=None).exists():
            quoted.finding_id, quoted.opposes = before.finding_id, before.opposes
            save_by(quoted, by)
        else:
            raise Refused("Nothing was undone: the finding that held these words was merged into another.")
        if not finding.points.exists():
            if finding.ratings.exists() or finding.threads.exists() or finding.merged.exists():
                raise Refused("Nothing was undone: something rests on the finding by now.")
            delete_by([finding], by)


def set_opposing(*, finding: Finding, points: Sequence[Point], opposes: bool, by: User) -> None:
    """Set whether some points speak against their finding.

    Raises Refused if none of them is there any more.
    """
    with changing(finding.comparison):
        points_left = list(finding.points.filter(pk__in=[point.pk for point in points]))
        if not points_left:
            raise Refused("These words are not in this finding any more.", "respondent")
        update_by(points_left, by, opposes=opposes)


def dismiss_suggestion(*, comparison: Comparison, by: User, candidate: str) -> None:
    """Dismiss a candidate, so that it is not suggested again.

    A second time changes nothing.
    """
    with changing(comparison) as change:
        change.nothing = comparison.dismissed_suggestions.filter(candidate=candidate).exists()
        if not change.nothing:
            signature = {"created_by": by, "created_at": timezone.now()}
            save_by(DismissedSuggestion(comparison=comparison, candidate=candidate, **signature), by)


def restore_suggestion(*, comparison: Comparison, by: User, candidate: str) -> None:
    """Let the rules suggest a candidate again.

    Raises Refused if nobody dismissed it.
    """
    with changing(comparison):
        dismissed = list(comparison.dismissed_suggestions.filter(candidate=candidate))
        if not dismissed:
            raise Refused("Nobody has dismissed this.", "candidate")
        delete_by(dismissed, by)


def rate_finding(*, finding: Finding, by: User, value: str) -> None:
    """Set a reviewer’s rating of a finding; "" takes it back.

    Raises Refused for an unknown value.
    """
    if value and value not in RatingValue.values:
        raise Refused("Rate it major, minor, wrong or not raised.", "value")
    with changing(finding.comparison) as change:
        finding = _unmerged(finding)
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
    """Delete a finding, and those that were merged into it.

    The words under them form candidates again. Threads on them stay, and keep the title.

    Raises Refused if the finding was merged or taken apart meanwhile.
    """
    with changing(finding.comparison):
        finding = _unmerged(finding)
        for dissolved in (*finding.merged.all(), finding):
            dissolved.threads.update(about=dissolved.title)
            delete_by([*dissolved.points.all(), *dissolved.ratings.all(), dissolved], by)


def _unmerged(finding: Finding, field: str | None = None) -> Finding:
    """Load the finding under the lock.

    Raises Refused, at `field`, if it was merged or taken apart meanwhile.
    """
    unmerged = Finding.objects.filter(pk=finding.pk, merged_into=None).select_related("comparison").first()
    if unmerged is None:
        raise Refused("This finding was merged or taken apart meanwhile. Reload the page to see it.", field)
    return unmerged


def _create(comparison: Comparison, by: User, title: str, kind: str, candidate: str = "") -> Finding:
    fields = {"title": title, "kind": kind, "candidate": candidate}
    finding = Finding(comparison=comparison, created_by=by, created_at=timezone.now(), **fields)
    save_by(finding, by)
    return finding


def _quote(finding: Finding, places: Mapping[tuple[int, int, int], NewPoint], by: User) -> None:
    """Quote these words under the finding.

    They leave the findings that held them.
    """
    stored = Point.objects.filter(response__in={span.response for span in places.values()})
    points = {(point.response_id, point.start, point.end): point for point in stored}
    for opposes in (False, True):
        alike = [place for place, span in places.items() if span.opposes == opposes]
        update_by([points[place] for place in alike if place in points], by, finding=finding, opposes=opposes)
    new_spans = [span for place, span in places.items() if place not in points]
    new_points = [Point(finding=finding, opposes=span.opposes, **span.fields) for span in new_spans]
    bulk_create_with_history(new_points, Point, default_user=by)


def _merge_emptied(comparison: Comparison, finding: Finding, by: User) -> None:
    """Merge the findings that lost their last point into `finding`."""
    for emptied in comparison.findings.filter(merged_into=None, points=None).exclude(pk=finding.pk):
        _replace(emptied, finding, by)


def _replace(finding: Finding, into: Finding, by: User) -> None:
    """Let `into` stand for a finding without points.

    It takes over the ratings, the threads, and what was merged into that finding.
    """
    finding.threads.update(finding=into)
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
    """Refuse words that are not in a current text of the comparison.

    Call it inside the change: the response may have been corrected meanwhile.
    """
    if span.response.transcript.comparison_id != comparison.pk:
        raise Refused("These words belong to another comparison.", "points")
    span.response.refresh_from_db(fields=["superseded_at"])
    if span.response.superseded_at:
        raise Refused("This turn was corrected meanwhile: its words stand in another turn now.", "points")
    if not span.is_inside:
        raise Refused("These words are not inside the answer.", "points")
