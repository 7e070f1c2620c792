"""Reanchoring: what people and readers quote is found again.

These are placements, points, evidence of marks and of conclusions, annotations and readers’ quotations. It happens
when a corrected response replaces another. Nobody judges anew by it: the history names whoever changed the document,
and the cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from simple_history.utils import bulk_update_with_history

from reviews.domain.anchoring import Quoted, context_of, found_again
from reviews.domain.quotations import SolidText, are_whole, solid
from reviews.domain.spans import TextSpan
from reviews.models import (
    Annotation,
    Cause,
    Conclusion,
    Mark,
    Placement,
    Point,
    Resolution,
    Response,
    Transcript,
    User,
)


def confirm_again(transcript: Transcript, by: User | None, cause: Cause) -> None:
    """Ask for marks and resolutions of a transcript to be confirmed.

    Its words have changed.
    """
    marks = list(Mark.objects.filter(cell__transcript=transcript, confirm_again=False))
    resolutions = list(Resolution.objects.filter(cell__transcript=transcript, confirm_again=False))
    stale: list[Mark | Resolution] = [*marks, *resolutions]
    for judged in stale:
        judged.confirm_again = True
        _by_program(judged, by, cause)
    bulk_update_with_history(marks, Mark, ["confirm_again"])
    bulk_update_with_history(resolutions, Resolution, ["confirm_again"])


def reanchor(gone: Sequence[Response], new: Sequence[Response], by: User | None) -> None:
    """Tie the new responses to those that they replace.

    A response follows one that has a part of the source in common with it.
    """
    texts = _SearchedTexts()
    replaced: dict[int, list[Response]] = {}
    for response in new:
        response.predecessors.add(*(before for before in gone if _overlap(before.ranges, response.ranges)))
    for before in gone:
        successors = [response for response in new if _overlap(before.ranges, response.ranges)]
        replaced[before.pk] = successors
        _reanchor_placements(before, successors, by)
        _reanchor_points(before, successors, by)
        _reanchor_quotations(before, [one for one in successors if one.transcript_id == before.transcript_id])
        _reanchor_evidence(
            before, [successor for successor in successors if successor.transcript_id == before.transcript_id], by
        )
        _reanchor_annotations(before.annotations.all(), successors, by, texts)
    _reanchor_conclusions(replaced, texts)
    orphans = Annotation.objects.filter(orphaned=True, response__transcript__in={one.transcript_id for one in new})
    _reanchor_annotations(orphans.exclude(response__in=gone), new, by, texts)


def _reanchor_placements(before: Response, successors: Sequence[Response], by: User | None) -> None:
    for placement in before.placements.select_related("question", "created_by"):
        span = _find_again(placement.quotation, successors)
        if span is None:
            placement.orphaned = True
            _by_program(placement, by, Cause.REANCHORED)
            placement.save(update_fields=["orphaned"])
            continue
        if Placement.objects.filter(question=placement.question, **span.place).exists():
            continue
        carried = Placement(
            **span.fields,
            question=placement.question,
            belongs=placement.belongs,
            created_by=placement.created_by,
            created_at=placement.created_at,
        )
        _by_program(carried, by, Cause.REANCHORED)
        carried.save()


def _reanchor_points(before: Response, successors: Sequence[Response], by: User | None) -> None:
    """Move points to the successor that has their words.

    A point stays behind if its words are nowhere, or are another point already.
    """
    for point in before.points.all():
        span = _find_again(point.quotation, successors)
        if span and not Point.objects.filter(**span.place).exists():
            point.response, point.start, point.end = span.response, span.start, span.end
            _by_program(point, by, Cause.REANCHORED)
            point.save(update_fields=["response", "start", "end"])


def _reanchor_quotations(before: Response, successors: Sequence[Response]) -> None:
    """Move readers’ quotations to the successor that has their words.

    Others stay visible as orphans.
    """
    for quotation in before.reader_quotations.all():
        span = _find_again(quotation.quotation, successors)
        if span:
            quotation.response, quotation.start, quotation.end = span.response, span.start, span.end
        quotation.orphaned = span is None
        quotation.save(update_fields=["response", "start", "end", "orphaned"])


def _reanchor_evidence(before: Response, successors: Sequence[Response], by: User | None) -> None:
    for mark in before.marks.all():
        span = _find_again(mark.quotation, successors)
        if span:
            mark.response, mark.start, mark.end = span.response, span.start, span.end
            _by_program(mark, by, Cause.REANCHORED)
            mark.save(update_fields=["response", "start", "end"])


class _SearchedTexts(dict[int, SolidText]):
    """The texts of responses, by their ids, ready to be searched."""

    def of(self, response: Response) -> SolidText:
        if response.pk not in self:
            self[response.pk] = SolidText(response.text)
        return self[response.pk]


def _reanchor_conclusions(replaced: Mapping[int, Sequence[Response]], texts: _SearchedTexts) -> None:
    """Move conclusions’ evidence to the successors that have its words.

    `replaced` are the successors of each replaced response. The history moves, too: what somebody undoes later quotes
    the present text. Words that are nowhere keep their place.
    """
    if not any(replaced.values()):
        return
    here = {"question__comparison__transcripts__responses": next(iter(replaced))}
    for rows in (Conclusion.objects, Conclusion.history):
        for row in rows.filter(**here):
            moved = [_moved(place, replaced.get(place["response"], ()), texts) for place in row.evidence]
            if moved != row.evidence:
                rows.filter(pk=row.pk).update(evidence=moved)


def _moved(place: dict[str, Any], successors: Sequence[Response], texts: _SearchedTexts) -> dict[str, Any]:
    """The quotation where its words stand now, whole words first."""
    found = [(response, *span) for response in successors for span in texts.of(response).places(solid(place["text"]))]
    if not found:
        return place
    whole = (one for one in found if are_whole(one[0].text, *one[1:]))
    response, start, end = next(whole, found[0])
    return {**place, "response": response.pk, "start": start, "end": end}


def _reanchor_annotations(
    annotations: Iterable[Annotation], successors: Sequence[Response], by: User | None, texts: _SearchedTexts
) -> None:
    """Move annotations to where their words stand now.

    One stays with the replaced response, as an orphan, if its words are gone, or nothing tells which of several places
    is theirs. It is tried again with each correction.
    """
    for one in annotations:
        quoted = Quoted(one.quotation, one.prefix, one.suffix, one.start)
        found = found_again(quoted, texts.of(one.response), [texts.of(successor) for successor in successors])
        if found is None and one.orphaned:
            continue
        if found:
            number, start, end = found
            span = TextSpan(successors[number], start, end)
            for name, value in {**span.fields, **context_of(span.response.text, start, end)}.items():
                setattr(one, name, value)
        one.orphaned = found is None
        _by_program(one, by, Cause.REANCHORED)
        one.save()


def _by_program(changed: models.Model, by: User | None, cause: Cause) -> None:
    """Note the cause in the history of the next save.

    It follows from `by`’s change of a document, and is no judgement of theirs.
    """
    changed._history_user = by  # type: ignore[attr-defined]
    changed._change_reason = cause.value  # type: ignore[attr-defined]


def _find_again(quote: str, successors: Sequence[Response]) -> TextSpan | None:
    for successor in successors:
        start = successor.text.find(quote)
        if quote and start >= 0:
            return TextSpan(successor, start, start + len(quote))
    return None


def _overlap(ranges: Sequence[Sequence[Any]], other: Sequence[Sequence[Any]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in ranges for b in other)
