"""What people choose for themselves on a page.

It is no change of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from reviews.models import Comparison, RememberedView, User


def remember_view(*, comparison: Comparison, by: User, arranged: Mapping[str, Any]) -> None:
    """Remember how a person arranged Compare; nothing if it is empty.

    It takes the place of what was remembered. No counter is raised: nobody else's page changes.
    """
    with transaction.atomic():
        if arranged:
            RememberedView.objects.update_or_create(comparison=comparison, user=by, defaults={"arranged": arranged})
        else:
            RememberedView.objects.filter(comparison=comparison, user=by).delete()
