"""Verbs of marking: how reviewers code a cell, and what the team settles on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from reviews.changing import changing
from reviews.models import Mark, Question, Resolution, Response, Support, Transcript, User
from reviews.refusal import Refused
from reviews.scale import ABSENCES, ABSTAINED


@dataclass(frozen=True)
class Evidence:
    """`text[start:end]` of a response, in code points."""

    response: Response
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.response.text[self.start : self.end]


def find_evidence(transcript: Transcript, quote: str) -> Evidence:
    """The first place in the transcript's current responses that holds the quotation, white space aside.

    Raises Refused where none does.
    """
    wanted = "".join(quote.split())
    if not wanted:
        raise Refused("Quote some words of the answer.", "evidence")
    for response in transcript.responses.current():
        places = [at for at, char in enumerate(response.text) if not char.isspace()]
        found = "".join(response.text[at] for at in places).find(wanted)
        if found >= 0:
            return Evidence(response, places[found], places[found + len(wanted) - 1] + 1)
    raise Refused("These words are not in the answer. Copy them as they stand there.", "evidence")


def place_mark(
    *,
    question: Question,
    transcript: Transcript,
    by: User,
    value: str,
    confidence: int | None = None,
    rationale: str = "",
    evidence: Evidence | None = None,
    state: str = Mark.State.SUBMITTED,
) -> Mark:
    """Sets the reviewer's mark of one cell, replacing the one before (its history is kept).

    Raises Refused for a value that is neither on the question's scale nor an absence nor "abstained", for a
    question that is not scored, a cell of another comparison, a confidence outside 1–3, or evidence from elsewhere.
    """
    _check_cell(question, transcript)
    if value not in (*_ranks(question), *ABSENCES, ABSTAINED):
        raise Refused("Choose a verdict from the scale, or say that there is none.", "value")
    if confidence is not None and confidence not in (1, 2, 3):
        raise Refused("Confidence is low, medium or high.", "confidence")
    if evidence and evidence.response.transcript_id != transcript.pk:
        raise Refused("The evidence must come from this respondent's own words.", "evidence")
    with changing(question.comparison):
        mark, _ = Mark.objects.update_or_create(
            question=question,
            transcript=transcript,
            reviewer=by,
            stage=Mark.Stage.REVEALED,
            defaults={
                "value": value,
                "confidence": confidence,
                "rationale": rationale.strip(),
                "evidence_response": evidence.response if evidence else None,
                "evidence_start": evidence.start if evidence else None,
                "evidence_end": evidence.end if evidence else None,
                "evidence_chars": evidence.response.text_chars if evidence else None,
                "evidence_quote": evidence.quote if evidence else "",
                "state": state,
                "confirm_again": False,
                "marked_at": timezone.now(),
            },
        )
    return mark


def withdraw_mark(*, mark: Mark, by: User) -> None:
    """Takes one's own mark back; its history stays. Raises Refused for somebody else's."""
    if mark.reviewer_id != by.pk:
        raise Refused("Only its reviewer can take a mark back.")
    with changing(mark.question.comparison):
        mark.delete()


def resolve_cell(*, question: Question, transcript: Transcript, by: User, value: str, why: str) -> Resolution:
    """Settles a cell: the value is on the question's scale or an absence, and `why` says the reason.

    Raises Refused for any other value, an empty reason, a question that is not scored or a cell of another comparison.
    """
    _check_cell(question, transcript)
    if value not in (*_ranks(question), *ABSENCES):
        raise Refused("Choose a verdict from the scale, or say that there is none.", "value")
    if not why.strip():
        raise Refused("Say why, in a sentence: readers will ask.", "why")
    with changing(question.comparison):
        resolution, _ = Resolution.objects.update_or_create(
            question=question,
            transcript=transcript,
            defaults={
                "value": value,
                "why": why.strip(),
                "resolved_by": by,
                "resolved_at": timezone.now(),
                "confirm_again": False,
            },
        )
    return resolution


def unsettle_cell(*, resolution: Resolution, by: User) -> None:
    """Takes a resolution back: the marks decide again. Its history stays, and names who did it."""
    with changing(resolution.question.comparison):
        resolution._history_user = by
        resolution.delete()


def say_support(*, question: Question, transcript: Transcript, by: User, value: str, quote: str = "") -> Support:
    """Says whether the paper backs what the cell says, with the passage of the paper that shows it.

    Raises Refused for an unknown value, or a cell of another comparison.
    """
    _check_cell(question, transcript)
    if value not in Support.Value.values:
        raise Refused("Say whether the paper supports it, contradicts it, or does not speak of it.", "value")
    with changing(question.comparison):
        support, _ = Support.objects.update_or_create(
            question=question,
            transcript=transcript,
            defaults={"value": value, "quote": quote.strip(), "said_by": by, "said_at": timezone.now()},
        )
    return support


def unsay_support(*, support: Support, by: User) -> None:
    """Takes a word on support back; its history stays, and names who did it."""
    with changing(support.question.comparison):
        support._history_user = by
        support.delete()


def _ranks(question: Question) -> tuple[str, ...]:
    if not question.scored or question.scale is None:
        raise Refused("This question is not scored: it has no verdicts to choose from.")
    return question.scale.ranks


def _check_cell(question: Question, transcript: Transcript) -> None:
    if question.comparison_id != transcript.comparison_id:
        raise Refused("This respondent was not asked this question.")
    if question.archived_at:
        raise Refused("This question is asked no more: it was reworded or archived meanwhile.")
