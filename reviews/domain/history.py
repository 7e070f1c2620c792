"""Writes for which the history names a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from reviews.models import User


def save_by(row: Model, by: User) -> None:
    """Save a row; the history names `by`."""
    row._history_user = by  # type: ignore[attr-defined]
    row.save()


def update_by(rows: Sequence[Model], by: User, **fields: Any) -> None:
    """Set the same fields of rows; the history names `by`.

    The rows are of one table.
    """
    for row in rows:
        for name, value in fields.items():
            setattr(row, name, value)
    if rows:
        bulk_update_with_history(rows, type(rows[0]), list(fields), default_user=by)


def delete_by(rows: Iterable[Model], by: User) -> None:
    """Delete rows; the history names `by`, and one moment for all."""
    now = timezone.now()
    for row in rows:
        row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
        row.delete()
