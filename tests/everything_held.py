"""Every value that the database holds, so that a test can look for a word in all of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session


def holders(word: str) -> list[str]:
    """The columns of all tables, those of histories too, in which a word stands, as "Table.column"."""
    found = {place for place, value in _values() if word.casefold() in value.casefold()}
    return sorted(found)


def _values() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if not field.is_relation]
        for row in model._base_manager.values_list(*(field.attname for field in fields)):
            for field, value in zip(fields, row, strict=True):
                if model is Session and field.name == "session_data":
                    value = SessionStore().decode(value)  # it is packed: as stored, any letters may be in it by chance
                yield f"{model.__name__}.{field.name}", _as_text(value)


def _as_text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
