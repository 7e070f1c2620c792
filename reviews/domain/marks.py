"""Verbs of judgements: marks, resolutions and supports of cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from reviews.domain.assigning import take_part
from reviews.domain.blinding import sight_of
from reviews.domain.cells import cell_to_judge
from reviews.domain.changes import Change, changing, summarise_nothing, summarise_row
from reviews.domain.history import delete_by
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.phases import begin_marking, begin_reconciling, refuse_closed_marks
from reviews.domain.quotations import are_whole, places, solid
from reviews.domain.selections import ELSEWHERE, pick
from reviews.domain.spans import TextSpan
from reviews.models import (
    Cell,
    Comparison,
    Mark,
    MarkState,
    Question,
    Resolution,
    Support,
    SupportValue,
    Transcript,
    User,
)
from reviews.prepared import prepared
from reviews.refusal import Refused
from reviews.scale import ABSENCES, ABSTAINED, word

Judgement = TypeVar("Judgement", Mark, Resolution, Support)
OfTheTeam = TypeVar("OfTheTeam", Resolution, Support)
Summary = Callable[[Comparison], dict[str, Any]]


def find_evidence(transcript: Transcript, quote: str, current_mark: Mark | None = None) -> TextSpan:
    """The place of a quotation in the transcript’s current responses.

    White space and unseen characters do not count, and marks of citations need not be quoted. It is the place that
    `current_mark` quotes if its words are the same, else the first where they are whole words, else the first. Raises
    Refused if there is none.
    """
    wanted = solid(quote)
    if not wanted:
        raise Refused("Quote some words of the answer.", "evidence")
    responses = list(transcript.responses.current())
    if current_mark and solid(current_mark.quotation) == wanted:
        for response in responses:
            if response.pk == current_mark.response_id:
                return TextSpan(response, current_mark.start or 0, current_mark.end or 0)
    found = [
        TextSpan(response, *place)
        for response in responses
        for place in list(places(response.text, wanted)) or places(response.legible, wanted)
    ]
    if not found:
        raise Refused("These words are not in the answer. Copy them as they stand there.", "evidence")
    return next((span for span in found if are_whole(span.response.text, span.start, span.end)), found[0])


def picked_evidence(transcript: Transcript, place: str, quote: str) -> TextSpan:
    """The quotation at the place where it was picked.

    "17:120+34" is place "120+34" of `selections` in response 17. Raises Refused if other words stand there, or another
    response has replaced it.
    """
    response_id, _, selection = place.partition(":")
    current = transcript.responses.current()
    response = current.filter(pk=response_id).first() if response_id.isascii() and response_id.isdecimal() else None
    if response is None:
        raise Refused(ELSEWHERE, "evidence")
    return TextSpan(response, *pick(response.text, selection, quote, "evidence"))


def place_mark(
    *,
    question: Question,
    transcript: Transcript,
    by: User,
    value: str,
    confidence: int | None = None,
    rationale: str = "",
    evidence: str = "",
    evidence_at: str = "",
    state: str = MarkState.SUBMITTED,
    seen: str | None = None,
) -> Mark:
    """Set the reviewer’s mark of one cell.

    It replaces the one before, of which the history is kept. A mark that says the same stays as it is, unless it is to
    be confirmed again or the guidelines have changed. `take_part` says whether it is an extra mark.

    `evidence` are words of the transcript, at the place `evidence_at` where they were picked (`picked_evidence`), or
    where they are found (`find_evidence`). `seen` is the token of `mark_says` as the reviewer saw it. Raises Overtaken
    if the mark has changed since, and Refused for a value that is neither on the question’s scale nor an absence nor
    "abstained", for a question that is not scored, a cell of another comparison, a confidence outside 1–3, evidence
    that is not there, or a published comparison, whose marks are closed. The first mark begins the phase Mark.
    """
    _check_value(value, (*_ranks(question), *ABSENCES, ABSTAINED))
    if confidence is not None and confidence not in (1, 2, 3):
        raise Refused("Confidence is low, medium or high.", "confidence")
    rationale = rationale.strip()
    with changing(question.comparison, summary=summarise_row(question)) as change:
        cell, is_new, suggested, (guideline, general_guideline) = cell_to_judge(
            question=question, transcript=transcript
        )
        current_mark = None if is_new else _own_mark(cell, by)
        span = _span(transcript, evidence, evidence_at, current_mark)
        wanted = mark_says(value, confidence, span["quotation"], rationale)
        refuse_unseen(seen, stored=mark_said(current_mark), wanted=wanted)
        refuse_closed_marks(question.comparison)
        fields = {
            **span,
            "value": value,
            "confidence": confidence,
            "rationale": rationale,
            "state": state,
            "confirm_again": False,
            "guideline_id": guideline,
            "general_guideline_id": general_guideline,
        }
        sight = sight_of(cell=cell, by=by, own=current_mark)
        mark = current_mark or Mark(cell=cell)
        if sight.is_revision(mark, changed=_differs(mark, fields)):
            mark = Mark(cell=cell)  # what was marked blind stays beside it
        shown = suggested and sight.saw_others is not False
        signed = {"reviewer": by, "created_at": timezone.now(), "saw_suggestion": shown, **sight.fields}
        _store(mark, change, fields, **signed)
        if change.marks_per_cell and state == MarkState.SUBMITTED:
            take_part(cell, by, change.marks_per_cell)
        if not change.nothing:
            begin_marking(question.comparison, by)
        return mark


def _own_mark(cell: Cell, by: User) -> Mark | None:
    """The mark of `by` that is to be changed.

    A revision, if there is one.
    """
    mark = _of_reviewer.first(cell.pk, by.pk)
    if mark is not None:
        mark.cell = cell
    return mark


@prepared
def _of_reviewer(cell: int, reviewer: int) -> QuerySet[Mark]:
    return Mark.objects.filter(cell=cell, reviewer=reviewer).order_by("-pk")


def _span(transcript: Transcript, quote: str, place: str, current_mark: Mark | None) -> dict[str, Any]:
    """The fields of a mark that hold its evidence."""
    if not quote:
        return {"response": None, "start": None, "end": None, "quotation": ""}
    span = picked_evidence(transcript, place, quote) if place else find_evidence(transcript, quote, current_mark)
    return span.fields


def mark_says(
    value: str = "", confidence: int | None = None, evidence: str = "", rationale: str = ""
) -> dict[str, Any]:
    """What a mark says, of which `seen` is the token.

    Without arguments: what no mark says.
    """
    return {"value": value, "confidence": confidence, "evidence": evidence, "rationale": rationale}


def withdraw_mark(*, question: Question, transcript: Transcript, by: User, seen: str | None = None) -> None:
    """Take one’s own mark of a cell back; its history stays.

    `seen` is the token of `mark_says` as the reviewer saw it. Raises Overtaken if the mark has changed since.
    """
    _take_back(
        Mark,
        mark_said,
        summarise_row(question),
        question=question,
        transcript=transcript,
        by=by,
        seen=seen,
        reviewer=by,
    )


def resolve_cell(
    *, question: Question, transcript: Transcript, by: User, value: str, why: str, seen: str | None = None
) -> Resolution:
    """Settle a cell, and say why. It begins the phase Reconcile.

    The value is on the question’s scale, or an absence. The same again stays with whoever settled it, unless it is to
    be confirmed again.

    `seen` is the token of `resolution_says` as `by` saw it. Raises Overtaken if the resolution has changed since, and
    Refused for any other value, an empty reason, a question that is not scored, or a cell of another comparison.
    """
    _check_value(value, (*_ranks(question), *ABSENCES))
    if not why.strip():
        raise Refused("Say why, in a sentence: readers will ask.", "why")
    wanted = resolution_says(value, why.strip())
    says = {**wanted, "confirm_again": False}
    return _judge(
        Resolution,
        resolution_said,
        summarise_row(question),
        wanted,
        says,
        question=question,
        transcript=transcript,
        by=by,
        seen=seen,
    )


def resolution_says(value: str = "", why: str = "") -> dict[str, str]:
    """What a resolution says, of which `seen` is the token.

    Without arguments: what no resolution says.
    """
    return {"value": value, "why": why}


def unsettle_cell(*, question: Question, transcript: Transcript, by: User, seen: str | None = None) -> None:
    """Take a resolution back: the marks decide again.

    Its history stays, and names who did it. `seen` is the token of `resolution_says` as `by` saw it. Raises Overtaken
    if the resolution has changed since.
    """
    _take_back(
        Resolution, resolution_said, summarise_row(question), question=question, transcript=transcript, by=by, seen=seen
    )


def say_support(
    *, question: Question, transcript: Transcript, by: User, value: str, quote: str = "", seen: str | None = None
) -> Support:
    """Say whether the paper backs what a cell says.

    `quote` is the passage of the paper that shows it. The same again stays with whoever said it.

    `seen` is the token of `support_says` as `by` saw it. Raises Overtaken if the support has changed since, and Refused
    for an unknown value, or a cell of another comparison.
    """
    if value not in SupportValue.values:
        raise Refused("Say whether the paper supports it, contradicts it, or does not speak of it.", "value")
    wanted = support_says(value, quote.strip())
    return _judge(
        Support,
        support_said,
        summarise_nothing,
        wanted,
        wanted,
        question=question,
        transcript=transcript,
        by=by,
        seen=seen,
    )


def support_says(value: str = "", quote: str = "") -> dict[str, str]:
    """What a support says, of which `seen` is the token.

    Without arguments: what no support says.
    """
    return {"value": value, "quote": quote}


def unsay_support(*, question: Question, transcript: Transcript, by: User, seen: str | None = None) -> None:
    """Take the word on a cell’s support back.

    Its history stays, and names who did it. `seen` is the token of `support_says` as `by` saw it. Raises Overtaken if
    the support has changed since.
    """
    _take_back(Support, support_said, summarise_nothing, question=question, transcript=transcript, by=by, seen=seen)


def _judge(
    kind: type[OfTheTeam],
    words_of: Callable[[OfTheTeam | None], dict[str, str]],
    summary: Summary,
    wanted: Mapping[str, str],
    says: Mapping[str, Any],
    *,
    question: Question,
    transcript: Transcript,
    by: User,
    seen: str | None,
) -> OfTheTeam:
    """Write the team’s one judgement of its kind on a cell.

    It `says` this from now on. `wanted` is what it says in the words of `words_of`.
    """
    with changing(question.comparison, summary=summary) as change:
        cell, is_new, *_ = cell_to_judge(question=question, transcript=transcript)
        current = None if is_new else kind.objects.filter(cell=cell).first()
        refuse_unseen(seen, stored=words_of(current), wanted=wanted)
        judgement = _store(current or kind(cell=cell), change, says, created_by=by, created_at=timezone.now())
        if kind is Resolution and not change.nothing:
            begin_reconciling(question.comparison, by)
        return judgement


def _take_back(
    kind: type[Judgement],
    words_of: Callable[[Judgement | None], dict[str, Any]],
    summary: Summary,
    *,
    question: Question,
    transcript: Transcript,
    by: User,
    seen: str | None,
    **whose: Any,
) -> None:
    """Deletes the judgement of a cell; if there is none, nothing changes.

    A mark goes with what it revised.
    """
    with changing(question.comparison, summary=summary) as change:
        here = kind.objects.filter(cell__question=question, cell__transcript=transcript, **whose)
        judgements = list(here.order_by("pk"))
        current = judgements[-1] if judgements else None
        refuse_unseen(seen, stored=words_of(current), wanted=words_of(None))
        if current and kind is Mark:
            refuse_closed_marks(question.comparison)
        if current and kind is Resolution and question.comparison.marks_closed:
            begin_reconciling(question.comparison, by)
        change.nothing = current is None
        delete_by(judgements, by)


def _store(judgement: Judgement, change: Change, says: Mapping[str, Any], **signed: Any) -> Judgement:
    """The judgement, saying this from now on.

    One that says all of it already stays as it is. Nobody else writes it meanwhile: the comparison is locked.
    """
    if judgement.pk and not _differs(judgement, says):
        change.nothing = True
        return judgement
    for name, value in {**says, **signed}.items():
        setattr(judgement, name, value)
    judgement.save()
    return judgement


def _differs(judgement: Judgement, says: Mapping[str, Any]) -> bool:
    return any(getattr(judgement, name) != value for name, value in says.items())


def _ranks(question: Question) -> tuple[str, ...]:
    if not question.scored or question.scale is None:
        raise Refused("This question is not scored: it has no verdicts to choose from.")
    return question.scale.ranks


def _check_value(value: str, allowed: tuple[str, ...]) -> None:
    """Refuse a value that is not among those allowed.

    "unread" never is: it says that nobody has read the cell.
    """
    if not value:
        raise Refused("Choose a verdict from the scale, or say that there is none.", "value")
    if value not in allowed:
        raise Refused(
            f"“{word(value[:40])}” is no verdict here. Choose one from the scale, or say that there is none.", "value"
        )


def mark_said(mark: Mark | None) -> dict[str, Any]:
    """`mark_says` of a stored mark, or of none."""
    return mark_says(mark.value, mark.confidence, mark.quotation, mark.rationale) if mark else mark_says()


def resolution_said(resolution: Resolution | None) -> dict[str, str]:
    """`resolution_says` of a stored resolution, or of none."""
    return resolution_says(resolution.value, resolution.why) if resolution else resolution_says()


def support_said(support: Support | None) -> dict[str, str]:
    """`support_says` of a stored support, or of none."""
    return support_says(support.value, support.quote) if support else support_says()
