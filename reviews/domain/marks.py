"""Verbs of marking: how reviewers code a cell, and what the team settles on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from django.utils import timezone

from reviews.domain.cells import cell_to_judge
from reviews.domain.changes import changing, summarise_judgements, summarise_nothing
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.selections import ELSEWHERE, pick
from reviews.domain.spans import TextSpan
from reviews.models import (
    Mark,
    MarkStage,
    MarkState,
    Question,
    Resolution,
    Support,
    SupportValue,
    Transcript,
    User,
)
from reviews.refusal import Refused
from reviews.scale import ABSENCES, ABSTAINED, word

Judgement = TypeVar("Judgement", Mark, Resolution, Support)


def find_evidence(transcript: Transcript, quote: str, held: Mark | None = None) -> TextSpan:
    """Where the transcript's current responses hold the quotation, white space aside: where `held` has the same words,
    else the first place where they are whole words, else the first.

    Raises Refused if there is none.
    """
    wanted = "".join(quote.split())
    if not wanted:
        raise Refused("Quote some words of the answer.", "evidence")
    responses = list(transcript.responses.current())
    if held and "".join(held.quotation.split()) == wanted:
        for response in responses:
            if response.pk == held.response_id:
                return TextSpan(response, held.start or 0, held.end or 0)
    places = [TextSpan(response, *place) for response in responses for place in _places(response.text, wanted)]
    if not places:
        raise Refused("These words are not in the answer. Copy them as they stand there.", "evidence")
    return next(filter(_is_whole, places), places[0])


def picked_evidence(transcript: Transcript, place: str, quote: str) -> TextSpan:
    """The quotation at the place where it was picked: "17:120+34" is place "120+34" of `selections` in response 17.

    Raises Refused if other words stand there, or another has replaced the response.
    """
    response_id, _, at = place.partition(":")
    known = transcript.responses.current()
    response = known.filter(pk=response_id).first() if response_id.isascii() and response_id.isdecimal() else None
    if response is None:
        raise Refused(ELSEWHERE, "evidence")
    return TextSpan(response, *pick(response.text, at, quote, "evidence"))


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
    """Sets the reviewer's mark of one cell, replacing the one before (its history is kept). One that says the same
    stands as it is, unless it is to be confirmed again.

    `evidence` are words of the transcript, at the place `evidence_at` where they were picked (`picked_evidence`), or
    where they are found (`find_evidence`).
    `seen` is the token of `mark_says` as the reviewer saw it. Raises Overtaken if another stands, and Refused
    for a value that is neither on the question's scale nor an absence nor "abstained", for a
    question that is not scored, a cell of another comparison, a confidence outside 1–3, or evidence that is not there.
    """
    _check_value(value, (*_ranks(question), *ABSENCES, ABSTAINED))
    if confidence is not None and confidence not in (1, 2, 3):
        raise Refused("Confidence is low, medium or high.", "confidence")
    rationale = rationale.strip()
    with changing(question.comparison, summary=summarise_judgements) as change:
        cell = cell_to_judge(question=question, transcript=transcript)
        standing = cell.marks.filter(reviewer=by, stage=MarkStage.REVEALED).first()
        span = _span(transcript, evidence, evidence_at, standing)
        wanted = mark_says(value, confidence, span["quotation"], rationale)
        refuse_unseen(seen, stands=_said_by(standing), wanted=wanted)
        said = {
            **span,
            "value": value,
            "confidence": confidence,
            "rationale": rationale,
            "state": state,
            "confirm_again": False,
        }
        if standing and _says(standing, said):
            change.nothing = True
            return standing
        mark = standing or Mark(cell=cell, stage=MarkStage.REVEALED)
        return _store(mark, **said, reviewer=by, created_at=timezone.now())


def _span(transcript: Transcript, quote: str, place: str, held: Mark | None) -> dict[str, Any]:
    """The fields of a mark that hold its evidence."""
    if not quote:
        return {"response": None, "start": None, "end": None, "quotation": ""}
    found = picked_evidence(transcript, place, quote) if place else find_evidence(transcript, quote, held)
    return found.fields


def mark_says(
    value: str = "", confidence: int | None = None, evidence: str = "", rationale: str = ""
) -> dict[str, Any]:
    """What a mark says, of which `seen` is the token; without arguments, that there is none."""
    return {"value": value, "confidence": confidence, "evidence": evidence, "rationale": rationale}


def withdraw_mark(*, mark: Mark, by: User, seen: str | None = None) -> None:
    """Takes one's own mark back; its history stays. Raises Refused for somebody else's, and Overtaken if it says
    something else than what was seen."""
    if mark.reviewer_id != by.pk:
        raise Refused("Only its reviewer can take a mark back.")
    with changing(mark.cell.comparison, summary=summarise_judgements) as change:
        standing = Mark.objects.filter(pk=mark.pk).first()
        refuse_unseen(seen, stands=_said_by(standing), wanted=mark_says())
        change.nothing = standing is None
        if standing:
            standing.delete()


def resolve_cell(
    *, question: Question, transcript: Transcript, by: User, value: str, why: str, seen: str | None = None
) -> Resolution:
    """Settles a cell: the value is on the question's scale or an absence, and `why` says the reason. The same again
    stays with whoever settled it, unless it is to be confirmed again.

    `seen` is the token of `resolution_says` as `by` saw it. Raises Overtaken if another stands, and Refused for
    any other value, an empty reason, a question that is not scored or a cell of another comparison.
    """
    _check_value(value, (*_ranks(question), *ABSENCES))
    if not why.strip():
        raise Refused("Say why, in a sentence: readers will ask.", "why")
    wanted = resolution_says(value, why.strip())
    said = {**wanted, "confirm_again": False}
    with changing(question.comparison, summary=summarise_judgements) as change:
        cell = cell_to_judge(question=question, transcript=transcript)
        standing = Resolution.objects.filter(cell=cell).first()
        refuse_unseen(seen, stands=_settled_by(standing), wanted=wanted)
        if standing and _says(standing, said):
            change.nothing = True
            return standing
        return _store(standing or Resolution(cell=cell), **said, created_by=by, created_at=timezone.now())


def resolution_says(value: str = "", why: str = "") -> dict[str, str]:
    """What a resolution says, of which `seen` is the token; without arguments, that there is none."""
    return {"value": value, "why": why}


def unsettle_cell(*, resolution: Resolution, by: User, seen: str | None = None) -> None:
    """Takes a resolution back: the marks decide again. Its history stays, and names who did it. Raises Overtaken if
    it says something else than what was seen."""
    with changing(resolution.cell.comparison, summary=summarise_judgements) as change:
        standing = Resolution.objects.filter(pk=resolution.pk).first()
        refuse_unseen(seen, stands=_settled_by(standing), wanted=resolution_says())
        change.nothing = standing is None
        if standing:
            standing._history_user = by
            standing.delete()


def say_support(
    *, question: Question, transcript: Transcript, by: User, value: str, quote: str = "", seen: str | None = None
) -> Support:
    """Says whether the paper backs what the cell says, with the passage of the paper that shows it. The same again
    stays with whoever said it.

    `seen` is the token of `support_says` as `by` saw it. Raises Overtaken if something else is said by now, and
    Refused for an unknown value, or a cell of another comparison.
    """
    if value not in SupportValue.values:
        raise Refused("Say whether the paper supports it, contradicts it, or does not speak of it.", "value")
    wanted = support_says(value, quote.strip())
    with changing(question.comparison, summary=summarise_nothing) as change:
        cell = cell_to_judge(question=question, transcript=transcript)
        standing = Support.objects.filter(cell=cell).first()
        refuse_unseen(seen, stands=_backed_by(standing), wanted=wanted)
        if standing and _says(standing, wanted):
            change.nothing = True
            return standing
        return _store(standing or Support(cell=cell), **wanted, created_by=by, created_at=timezone.now())


def support_says(value: str = "", quote: str = "") -> dict[str, str]:
    """What is said of a cell's support, of which `seen` is the token; without arguments, that nothing is."""
    return {"value": value, "quote": quote}


def unsay_support(*, support: Support, by: User, seen: str | None = None) -> None:
    """Takes a word on support back; its history stays, and names who did it. Raises Overtaken if it says something
    else than what was seen."""
    with changing(support.cell.comparison, summary=summarise_nothing) as change:
        standing = Support.objects.filter(pk=support.pk).first()
        refuse_unseen(seen, stands=_backed_by(standing), wanted=support_says())
        change.nothing = standing is None
        if standing:
            standing._history_user = by
            standing.delete()


def _ranks(question: Question) -> tuple[str, ...]:
    if not question.scored or question.scale is None:
        raise Refused("This question is not scored: it has no verdicts to choose from.")
    return question.scale.ranks


def _check_value(value: str, allowed: tuple[str, ...]) -> None:
    """No value but these is a verdict: "unread" is none, since it says that nobody has read the cell."""
    if not value:
        raise Refused("Choose a verdict from the scale, or say that there is none.", "value")
    if value not in allowed:
        raise Refused(
            f"“{word(value[:40])}” is no verdict here. Choose one from the scale, or say that there is none.", "value"
        )


def _store(judgement: Judgement, **says: Any) -> Judgement:
    """The judgement, saying this from now on. Nobody else writes it meanwhile: the comparison is locked."""
    for name, value in says.items():
        setattr(judgement, name, value)
    judgement.save()
    return judgement


def _says(standing: Mark | Resolution | Support, said: Mapping[str, Any]) -> bool:
    """Whether all of this is said already."""
    return all(getattr(standing, name) == value for name, value in said.items())


def _said_by(mark: Mark | None) -> dict[str, Any]:
    return mark_says(mark.value, mark.confidence, mark.quotation, mark.rationale) if mark else mark_says()


def _settled_by(resolution: Resolution | None) -> dict[str, str]:
    return resolution_says(resolution.value, resolution.why) if resolution else resolution_says()


def _backed_by(support: Support | None) -> dict[str, str]:
    return support_says(support.value, support.quote) if support else support_says()


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each place that holds the characters, white space aside; those that overlap once."""
    offsets = [at for at, char in enumerate(text) if not char.isspace()]
    solid = "".join(text[at] for at in offsets)
    found = solid.find(wanted)
    while found >= 0:
        yield offsets[found], offsets[found + len(wanted) - 1] + 1
        found = solid.find(wanted, found + len(wanted))


def _is_whole(evidence: TextSpan) -> bool:
    """Whether the evidence begins and ends where words do."""
    text, start, end = evidence.response.text, evidence.start, evidence.end
    torn_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    torn_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (torn_before or torn_after)
