"""What was just done: placements to undo, and what an undo says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from reviews.models import Comparison, Mark, Placement, Resolution, Support
from reviews.scale import word

_KEY = "just_placed"

Judged = Mark | Resolution | Support | None


def undone(judgement: Judged) -> str:
    """What is so again after an undo."""
    if judgement is None:
        return "Undone."
    whose = {Mark: "your mark is", Resolution: "it is settled as", Support: "it is"}[type(judgement)]
    return f"Undone: {whose} {word(judgement.value)} again."


@dataclass(frozen=True)
class JustPlaced:
    """Placements to undo.

    `sentence` says what was done; `ids` are the placements to withdraw.
    """

    sentence: str
    ids: tuple[int, ...]


def remember(request: HttpRequest, placements: Sequence[Placement]) -> None:
    """Keeps them in the session for the next page."""
    request.session[_KEY] = [placement.pk for placement in placements]


def is_waiting(request: HttpRequest) -> bool:
    """True if something is kept that no page has shown yet."""
    return _KEY in request.session


def just_placed(request: HttpRequest, comparison: Comparison) -> JustPlaced | None:
    """The placements that were kept, once.

    None if there are none, or they were taken back since.
    """
    kept = request.session.pop(_KEY, None)
    placements = kept and list(
        Placement.objects.filter(pk__in=kept, question__comparison=comparison).select_related("question")
    )
    if not placements:
        return None
    there = {f"“{placement.question.text}”" for placement in placements if placement.belongs}
    away = {f"“{placement.question.text}”" for placement in placements if not placement.belongs}
    said = [f"placed under {' and '.join(sorted(there))}"] if there else []
    said += [f"taken from {' and '.join(sorted(away))}"] if away else []
    sentence = ", ".join(said)
    return JustPlaced(f"{sentence[0].upper()}{sentence[1:]}.", tuple(placement.pk for placement in placements))
