"""The drafts that one request began."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from reviews.models import IntakeDraft

_KEY = "begun_at_once"


def remember_batch(request: HttpRequest, drafts: Sequence[IntakeDraft]) -> None:
    """Keep several drafts in the session; one alone is no batch."""
    if len(drafts) > 1:
        request.session[_KEY] = [draft.pk for draft in drafts]


def batch_of(request: HttpRequest, draft: int) -> tuple[int, ...]:
    """The ids of the last batch, () for other drafts."""
    kept = request.session.get(_KEY, [])
    return tuple(kept) if draft in kept else ()
