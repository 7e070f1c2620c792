"""Erasure of rows, with what refers to them and their history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import SET_NULL, Model, QuerySet


def erase(rows: QuerySet[Any]) -> None:
    """Delete rows, the rows that refer to them, and their history.

    A reference that may be empty is emptied; one that is protected goes like any other. No signal is sent: the history
    would write down what is deleted. The number of queries depends on the tables, not on the rows. Call it inside a
    transaction.
    """
    _erase(rows.model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))))


def _erase(rows: QuerySet[Any]) -> None:
    for relation in _references_to(rows.model):
        name = relation.field.name
        referring = relation.related_model._base_manager.filter(**{f"{name}__in": rows})
        if relation.on_delete is SET_NULL or _is_its_history(relation.related_model, rows.model):
            referring.update(**{name: None})
        elif referring.exists():
            _erase(referring)
    if hasattr(rows.model, "history"):
        rows.model.history.model._base_manager.filter(id__in=rows.values("pk"))._raw_delete(rows.db)
    rows._raw_delete(rows.db)  # delete() sends signals


def _references_to(model: type[Model]) -> Iterator[Any]:
    """The foreign keys that refer to a table."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one):
            yield field


def _is_its_history(model: type[Model], of: type[Model]) -> bool:
    """Whether a table is the history of that other one.

    Its rows may name a second row of it, such as a predecessor.
    """
    return getattr(model, "instance_type", None) is of
