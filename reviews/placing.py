"""The verb of placements: a person's word on where a span belongs."""

from __future__ import annotations

from django.utils import timezone

from reviews.changing import changing
from reviews.models import Placement, Question, Response, User
from reviews.refusal import Refused


def place_passage(
    *, response: Response, start: int, end: int, question: Question, belongs: bool, by: User
) -> Placement:
    """Says that `text[start:end]` of the response does, or does not, answer the question. The last word counts.

    Raises Refused for a span that is empty, only white space, or outside the text, or a question of another comparison.
    """
    if question.comparison_id != response.transcript.comparison_id:
        raise Refused("This question belongs to another comparison.", "question")
    if not 0 <= start < end <= response.text_chars or not response.text[start:end].strip():
        raise Refused("This span is not inside the answer.", "start")
    with changing(question.comparison, words=True):
        placement, _ = Placement.objects.update_or_create(
            response=response,
            question=question,
            start=start,
            end=end,
            defaults={
                "belongs": belongs,
                "text_chars": response.text_chars,
                "placed_by": by,
                "placed_at": timezone.now(),
            },
        )
    return placement


def move_passage(*, response: Response, start: int, end: int, away_from: Question, to: Question, by: User) -> None:
    """Places a span under `to` and takes it from `away_from`, in one change. Raises as `place_passage`."""
    with changing(to.comparison, words=True):
        place_passage(response=response, start=start, end=end, question=to, belongs=True, by=by)
        place_passage(response=response, start=start, end=end, question=away_from, belongs=False, by=by)


def withdraw_placement(*, placement: Placement, by: User) -> None:
    """Takes a person's word back: the engine's passages decide again there. Its history stays, and names who did it."""
    with changing(placement.question.comparison, words=True):
        placement._history_user = by
        placement.delete()
