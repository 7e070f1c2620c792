"""Verbs of consents: reviewers decide, each alone, whether publications name them."""

from __future__ import annotations

from django.utils import timezone

from reviews.domain.changes import changing, summarise_nothing
from reviews.models import Comparison, NameConsent, User


def agree_to_be_named(*, comparison: Comparison, by: User) -> None:
    """Let the next versions name `by`."""
    with changing(comparison, summary=summarise_nothing) as change:
        change.nothing = is_named(comparison, by)
        if not change.nothing:
            NameConsent.objects.create(comparison=comparison, user=by, created_at=timezone.now())


def stay_numbered(*, comparison: Comparison, by: User) -> None:
    """Withdraw one's consent.

    The next versions say "Reviewer 2". Those that are published stay as they are.
    """
    with changing(comparison, summary=summarise_nothing) as change:
        standing = comparison.name_consents.filter(user=by, withdrawn_at=None)
        change.nothing = not standing.update(withdrawn_at=timezone.now())


def is_named(comparison: Comparison, user: User) -> bool:
    """Whether the next version may name the user."""
    return comparison.name_consents.filter(user=user, withdrawn_at=None).exists()
