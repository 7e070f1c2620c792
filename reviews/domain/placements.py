"""Verbs of placements: which question a span belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from reviews.domain.changes import changing
from reviews.domain.questions import adopt_prompt
from reviews.domain.spans import TextSpan
from reviews.models import Comparison, Placement, Question, Response, User
from reviews.refusal import Refused

_TAKEN_BACK = "taken back"  # the reason that the history holds for it


@dataclass(frozen=True)
class AskedAlike:
    """A prompt put to several respondents that is no question yet.

    `prompt_key` is the hash of the normalised prompt, as the reading gives it.
    """

    prompt: str
    prompt_key: str


def place_passage(
    *, response: Response, start: int, end: int, question: Question | AskedAlike, belongs: bool, by: User
) -> Placement:
    """Say that a span answers the question, or does not.

    The last word counts. A prompt asked alike becomes an unscored question by it. Raises Refused for a span that is
    empty, only white space, or outside the text, for a response that another has replaced, and for a question of
    another comparison or an archived one.
    """
    with changing(response.transcript.comparison, words=True):
        _check_span(response, start, end)
        return _upsert_placement(response, start, end, question, belongs, by)


def place_passages(
    *, response: Response, spans: Sequence[tuple[int, int]], question: Question | AskedAlike, by: User
) -> list[Placement]:
    """Place several spans (start, end) under a question, in one change.

    Raises Refused as `place_passage` does, and for no span.
    """
    if not spans:
        raise Refused("Choose at least one part of the answer.", "span")
    with changing(response.transcript.comparison, words=True):
        for start, end in spans:
            _check_span(response, start, end)
        return [_upsert_placement(response, start, end, question, True, by) for start, end in spans]


def move_passage(
    *,
    response: Response,
    start: int,
    end: int,
    away_from: Question | AskedAlike,
    to: Question | AskedAlike,
    by: User,
) -> list[Placement]:
    """Place a span under `to` and take it from `away_from`.

    Both are one change. Raises Refused as `place_passage` does, and if both are the same.
    """
    if away_from == to:
        raise Refused("This passage stands there already.", "to")
    with changing(response.transcript.comparison, words=True):
        _check_span(response, start, end)
        return [
            _upsert_placement(response, start, end, to, True, by),
            _upsert_placement(response, start, end, away_from, False, by),
        ]


def withdraw_placements(*, comparison: Comparison, placements: Sequence[Placement], by: User) -> None:
    """Take people’s last word on these spans back, in one change.

    The word before it counts again; if there is none, the engine’s passages decide. The history stays, and names who
    did it. Raises Refused for a placement in another comparison.
    """
    if any(placement.question.comparison_id != comparison.pk for placement in placements):
        raise Refused("This placement belongs to another comparison.", "placement")
    with changing(comparison, words=True) as change:
        stored = Placement.objects.in_bulk([placement.pk for placement in placements]).values()
        change.nothing = not stored
        for placement in stored:
            before = _word_before(placement)
            placement._history_user = by
            placement._change_reason = _TAKEN_BACK  # type: ignore[attr-defined]
            if before is None:
                placement.delete()
                continue
            placement.belongs, placement.created_by = before.belongs, before.created_by
            placement.created_at = before.created_at
            placement.save(update_fields=["belongs", "created_by", "created_at"])


def _upsert_placement(
    response: Response, start: int, end: int, question: Question | AskedAlike, belongs: bool, by: User
) -> Placement:
    """Write one placement, inside a change of the comparison.

    A prompt asked alike becomes a question by it.
    """
    comparison = response.transcript.comparison
    if isinstance(question, AskedAlike):
        question = adopt_prompt(comparison=comparison, by=by, prompt=question.prompt, prompt_key=question.prompt_key)
    if question.comparison_id != comparison.pk:
        raise Refused("This question belongs to another comparison.", "to")
    question.refresh_from_db(fields=["archived_at"])
    if question.archived_at:
        raise Refused("This question is not asked any more.", "to")
    span = TextSpan(response, start, end)
    placement, _ = Placement.objects.update_or_create(
        **span.place,
        question=question,
        defaults={
            "quotation": span.quotation,
            "belongs": belongs,
            "created_by": by,
            "created_at": timezone.now(),
        },
    )
    return placement


def _word_before(placement: Placement) -> Any:
    """The history’s record of the word before the last, or None."""
    valid_records: list[Any] = []
    for record in placement.history.order_by("history_id"):
        if record.history_change_reason == _TAKEN_BACK:
            valid_records.pop()
        else:
            valid_records.append(record)
    return valid_records[-2] if len(valid_records) > 1 else None


def _check_span(response: Response, start: int, end: int) -> None:
    """Refuse a span that is not in a current response.

    Call it inside the change: the response may have been corrected meanwhile.
    """
    response.refresh_from_db(fields=["superseded_at"])
    if response.superseded_at:
        raise Refused("This turn was corrected since: its words stand in another turn now.", "response")
    span = TextSpan(response, start, end)
    if not span.is_inside or not span.quotation.strip():
        raise Refused("This span is not inside the answer.", "start")
