"""Verbs of what a person has typed and not saved.

It is no change of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from reviews.models import Comparison, UnsavedWords, User

KEPT, MOST = timedelta(days=30), 500

_LONGEST = 120
"""How many characters of the name of a form are stored."""


def stored_place(named: str) -> str:
    """The name of a form as it is stored.

    A long one ends in its hash.
    """
    return named if len(named) <= _LONGEST else named[:80] + sha256(named.encode()).hexdigest()[:40]


def keep_words(*, comparison: Comparison, by: User, place: str, said: Mapping[str, str]) -> None:
    """Keep what a person has typed into a form.

    If it is empty, nothing is kept. It takes the place of what was kept. Words older than `KEPT` go, and those of all
    but the `MOST` forms that the person typed into last. No counter is raised: nobody else’s page changes.
    """
    if not any(said.values()):
        forget_words(comparison=comparison, by=by, place=place)
        return
    now = timezone.now()
    with transaction.atomic():
        UnsavedWords.objects.filter(user=by, created_at__lt=now - KEPT).delete()
        typed = {"said": dict(said), "created_at": now}
        UnsavedWords.objects.update_or_create(comparison=comparison, user=by, place=stored_place(place), defaults=typed)
        own = UnsavedWords.objects.filter(user=by).order_by("-created_at", "-pk")
        UnsavedWords.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST:])).delete()


def forget_words(*, comparison: Comparison, by: User, place: str) -> None:
    """Forget what a person has typed into a form."""
    UnsavedWords.objects.filter(comparison=comparison, user=by, place=stored_place(place)).delete()


def kept_words(*, comparison: Comparison, by: User, place: str) -> UnsavedWords | None:
    """What a person has typed into a form and not saved."""
    recent = UnsavedWords.objects.filter(created_at__gte=timezone.now() - KEPT)
    return recent.filter(comparison=comparison, user=by, place=stored_place(place)).first()
