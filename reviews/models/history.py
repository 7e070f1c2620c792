"""The history of the rows of a table."""

from __future__ import annotations

from functools import cache
from typing import Any

from simple_history import models
from simple_history.manager import HistoricalQuerySet, HistoryManager


class _Manager(HistoryManager):
    """Its class is made once for each kind of queryset.

    The library makes one for each row, which takes longer than to write the row.
    """

    @classmethod
    @cache
    def from_queryset(
        cls, queryset_class: type[HistoricalQuerySet], class_name: str | None = None
    ) -> type[HistoryManager]:
        made: type[HistoryManager] = super().from_queryset(queryset_class, class_name)
        return made


class HistoricalRecords(models.HistoricalRecords):
    """A row of history for each change of a row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(history_manager=_Manager, **options)
